"""Parts with two wire legs, drawn between the two holes they stand in: resistors and the like.

Each is drawn along the x axis, from leg 1 (or minus) at 0 to leg 2 (or plus).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from makerkit.wiring.drawing.geometry import PITCH_PX, Box, Point
from makerkit.wiring.drawing.look import INK, Look, circle, line, rect, words
from makerkit.wiring.model import Part

BANDS = (
    *("#111111", "#7a4a1e", "#d0021b", "#f5831f", "#f2d600"),
    *("#2a8f3c", "#2459c4", "#8a3fb5", "#8c8c8c", "#fafafa"),
)
"""Colours of the digits 0 to 9 (IEC 60062)."""
_BAND_NAMES = (
    *("black", "brown", "red", "orange", "yellow"),
    *("green", "blue", "violet", "grey", "white"),
)
_GOLD, _SILVER = "#c9a227", "#c0c0c0"
_LEAD = "#9aa0a6"
_BUZZER_RADIUS_PX = 22.0  # 12 mm across
_NAME_INK = {"wokwi-buzzer": "#ffffff", "chip-active-buzzer": INK}


def two_legged_look(part: Part, length_px: float = 5 * PITCH_PX) -> Look | None:
    """Return how a part with two legs looks when they end so far apart, or None for other parts."""
    draw = _DRAWN.get(part.type.name)
    if draw is None:
        return None
    svg, body = draw(part, length_px)
    ends = dict(zip(part.pins, (Point(0, 0), Point(length_px, 0)), strict=True))
    leads = line(Point(0, 0), Point(length_px, 0), _LEAD, 1.8, more='stroke-linecap="round"')
    ink = _NAME_INK.get(part.type.name, "")
    solid = _round(body) if ink else ()
    drop = _BUZZER_RADIUS_PX * (0.44 if part.type.name == "chip-active-buzzer" else 0.58)
    return Look(leads + svg, body, ends, solid, name_ink=ink, name_drop=drop)


def band_colours(ohms: float) -> tuple[str, str, str]:
    """Return the first three bands of a resistor: two digits and how many zeros follow.

    330 ohm is orange, orange, brown; below 10 ohm the third band is gold or silver.
    """
    if ohms <= 0:
        return BANDS[0], BANDS[0], BANDS[0]
    digits, _, exponent = f"{ohms:.1e}".partition("e")
    first, second = digits[0], digits[2]
    zeros = int(exponent) - 1
    third = {-1: _GOLD, -2: _SILVER}.get(zeros) or BANDS[min(max(zeros, 0), 9)]
    return BANDS[int(first)], BANDS[int(second)], third


def band_names(ohms: float) -> tuple[str, str, str]:
    """Return the first three bands by name, as one says them: ("orange", "orange", "brown")."""
    names = dict(zip(BANDS, _BAND_NAMES, strict=True)) | {_GOLD: "gold", _SILVER: "silver"}
    first, second, third = (names[colour] for colour in band_colours(ohms))
    return first, second, third


def _round(body: Box) -> tuple[Box, ...]:
    """Return boxes that make up a disc: holes at its corners stay within reach."""
    middle, radius = body.middle, body.width / 2
    return tuple(
        Box(middle.x - width, middle.y - height, middle.x + width, middle.y + height)
        for width, height in (
            (radius, 0.4 * radius),
            (0.72 * radius, 0.72 * radius),
            (0.4 * radius, radius),
        )
    )


def _middle(length_px: float, half_length: float, half_height: float) -> Box:
    middle = length_px / 2
    half = min(half_length, max(length_px / 2 - 2, 4))
    return Box(middle - half, -half_height, middle + half, half_height)


def _resistor(part: Part, length_px: float) -> tuple[str, Box]:
    body = _middle(length_px, 12.0, 4.0)
    x, w = body.left, body.width
    shape = (
        f'<path d="M{x:.2f}-3.4q{w * 0.1:.2f}-1.6 {w * 0.22:.2f} .4h{w * 0.56:.2f}'
        f"q{w * 0.12:.2f}-2 {w * 0.22:.2f}-.4v6.8q{-w * 0.1:.2f} 1.6 {-w * 0.22:.2f}-.4"
        f'h{-w * 0.56:.2f}q{-w * 0.12:.2f} 2 {-w * 0.22:.2f} .4z" '
        f'fill="#e3cfa4" stroke="#9c8656" stroke-width=".7"/>'
    )
    bands = band_colours(float(part.attrs["value"]))
    marks = [(0.13, bands[0], 4.0), (0.33, bands[1], 3.1), (0.52, bands[2], 3.1), (0.84, _GOLD, 4)]
    for place, colour, half in marks:
        at = x + w * place
        shape += rect(Box(at, -half, at + w * 0.095, half), colour, radius=0)
    return shape, body


def _capacitor(part: Part, length_px: float) -> tuple[str, Box]:
    body = _middle(length_px, 9.0, 9.0)
    middle = body.middle
    if float(part.attrs["microfarads"]) < 1:
        disc = circle(middle, 6.5, "#d9822b", more='stroke="#9c5a15" stroke-width=".8"')
        return disc, Box(middle.x - 6.5, -6.5, middle.x + 6.5, 6.5)
    can = circle(middle, 9, "#2b3a67", more='stroke="#18213d" stroke-width=".8"')
    can += circle(middle, 6.6, "#c9ced6")
    minus = f'<path d="M{middle.x - 8.2:.2f}-3.6a9 9 0 0 0 0 7.2z" fill="#e8ebf2"/>'
    return can + minus, body


def _ldr(part: Part, length_px: float) -> tuple[str, Box]:  # noqa: ARG001 - as the others
    middle = Point(length_px / 2, 0)
    disc = circle(middle, 9.5, "#e9dfc8", more='stroke="#a8916a" stroke-width="1"')
    x = middle.x
    track = (
        f'<path d="M{x - 5:.2f} -6v9a2 2 0 0 0 4 0v-6a2 2 0 0 1 4 0v6a1.5 1.5 0 0 0 3 0v-7" '
        'fill="none" stroke="#c0392b" stroke-width="1.6"/>'
    )
    return disc + track, Box(x - 9.5, -9.5, x + 9.5, 9.5)


def _reed_switch(part: Part, length_px: float) -> tuple[str, Box]:  # noqa: ARG001 - as the others
    body = _middle(length_px, 20.0, 3.6)
    tube = rect(body, "#cfe8dc", radius=3.6, more='stroke="#6f9c86" stroke-width=".8"')
    middle = body.middle.x
    blades = line(Point(body.left, 0), Point(middle + 5, -1), "#777", 1.4)
    return tube + blades + line(Point(body.right, 0), Point(middle - 5, 1), "#777", 1.4), body


def _buzzer(part: Part, length_px: float) -> tuple[str, Box]:
    radius = _BUZZER_RADIUS_PX
    middle = Point(length_px / 2, 0)
    disc = circle(middle, radius, "#1a1a1a", more='stroke="#000" stroke-width="1"')
    if part.type.name == "chip-active-buzzer":
        disc += circle(middle, radius * 0.72, "#efe6c8", more='stroke="#cdbf8c" stroke-width=".8"')
        disc += circle(middle, radius * 0.2, "#333")
    else:
        for share in (0.78, 0.53):
            ring = 'stroke="#4a4a4a" stroke-width=".8"'
            disc += circle(middle, radius * share, "none", more=ring)
        disc += circle(middle, radius * 0.16, "#cccccc", more='stroke="#000" stroke-width=".6"')
    ink = _NAME_INK[part.type.name]
    disc += words(Point(middle.x + radius * 0.66, 3), "+", 9, fill=ink, is_bold=True)
    return disc, Box(middle.x - radius, -radius, middle.x + radius, radius)


_DRAWN: Mapping[str, Callable[[Part, float], tuple[str, Box]]] = {
    "wokwi-resistor": _resistor,
    "chip-capacitor": _capacitor,
    "chip-ldr": _ldr,
    "chip-reed-switch": _reed_switch,
    "wokwi-buzzer": _buzzer,
    "chip-active-buzzer": _buzzer,
}
