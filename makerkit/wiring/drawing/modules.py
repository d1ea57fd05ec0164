"""Boards and machines that wokwi lacks, drawn here, and a labelled box for whatever is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from makerkit.wiring.drawing.drivers import l298n_look, relay_look, tb6612_look
from makerkit.wiring.drawing.geometry import PITCH_PX, Box, Point
from makerkit.wiring.drawing.look import (
    DARK_METAL,
    INK,
    METAL,
    PIN_NAME_PX,
    Look,
    circle,
    line,
    pin_row,
    rect,
    text_width,
    words,
)
from makerkit.wiring.model import Part

_P = PITCH_PX
_LEG_PX = 11.0


def module_look(part: Part, *, pins_up: bool = False) -> Look:
    """Return how a part looks that has no picture elsewhere; every type has one at worst.

    Args:
        part: the part.
        pins_up: draw a battery with its wires at the upper edge.
    """
    if part.type.name == "chip-battery":
        return _battery(part, pins_up=pins_up)
    if part.type.name.startswith("chip-mcp"):
        return _chip(part)
    return _DRAWN.get(part.type.name, _plain_box)(part)


def _plain_box(part: Part) -> Look:
    """Return a box with the pins along its lower edge, each with its name."""
    title = part.type.title
    count = len(part.pins)
    width = max((count + 1) * _P, text_width(title, 8) + 12, 5 * _P)
    longest = max((text_width(pin, PIN_NAME_PX) for pin in part.pins), default=0.0)
    body = Box(0, 0, width, 26 + longest)
    first = (width - (count - 1) * _P) / 2
    pins = {pin: Point(first + i * _P, body.bottom + _LEG_PX) for i, pin in enumerate(part.pins)}
    svg = rect(body, "#2b4a6f", radius=3, more='stroke="#16293f" stroke-width=".8"')
    svg += words(Point(width / 2, 15), title, 8, fill="#ffffff")
    return Look(svg + pin_row(pins, body.bottom, "#ffffff"), body, pins)


def _chip(part: Part) -> Look:
    """Return a chip with two rows of legs, 7.62 mm apart: pin 1 at the lower left, then around."""
    half = len(part.pins) // 2
    width = half * _P
    body = Box(-_P / 2, 0.3 * _P, width - _P / 2, 2.7 * _P)
    lower = {pin: Point(i * _P, 3 * _P) for i, pin in enumerate(part.pins[:half])}
    upper = {pin: Point((half - 1 - i) * _P, 0.0) for i, pin in enumerate(part.pins[half:])}
    svg = "".join(
        rect(Box(pin.x - 1.6, min(pin.y, 1.5 * _P), pin.x + 1.6, max(pin.y, 1.5 * _P)), METAL)
        for pin in (*lower.values(), *upper.values())
    )
    svg += rect(body, "#23272b", radius=1.5)
    svg += circle(Point(body.left + 4, body.bottom - 4), 1.4, "#777")
    notch = f"M{body.left:.2f} {1.5 * _P - 3:.2f}a3 3 0 0 1 0 6z"
    svg += f'<path d="{notch}" fill="#4a4f55"/>'
    svg += words(body.middle.moved(2, 2.5), part.type.title, 7, fill="#e8eaed")
    return Look(svg, body, lower | upper)


def _battery(part: Part, *, pins_up: bool) -> Look:
    """Return a battery holder with its two wires at the lower or upper edge."""
    body = Box(0, 0, 9 * _P, 7 * _P)
    svg = rect(body, "#2b2f36", radius=4, more='stroke="#14161a" stroke-width=".8"')
    first, text = (1.9 * _P, 1.4 * _P) if pins_up else (0.5 * _P, 6.2 * _P)
    for row in range(3):
        top = first + 1.6 * _P * row
        cell = Box(0.6 * _P, top, 8.2 * _P, top + 1.3 * _P)
        svg += rect(cell, "#3f7d4f", radius=2) + rect(cell._replace(left=7.2 * _P), "#d9a441")
        svg += rect(Box(8.2 * _P, top + 0.4 * _P, 8.5 * _P, top + 0.9 * _P), METAL)
    volts = f"{float(part.attrs['voltage']):g} V"
    svg += words(Point(4.5 * _P, text), volts, 12, fill="#ffffff", is_bold=True)
    edge, end = (body.top, -1.5 * _P) if pins_up else (body.bottom, body.bottom + 1.5 * _P)
    pins = {"+": Point(7 * _P, end), "-": Point(2 * _P, end)}
    signs = {"+": ("+", "#d62f2f"), "-": ("−", "#111111")}  # noqa: RUF001 - a minus sign
    for name, pin in pins.items():
        sign, colour = signs[name]
        svg += line(Point(pin.x, edge), pin, colour, 3)
        svg += words(Point(pin.x, text), sign, 13, fill="#ffffff", is_bold=True)
    return Look(svg, body, pins)


def _motor(part: Part) -> Look:
    """Return a small motor seen from the side, its two contacts below."""
    volts = f"{float(part.attrs['voltage']):g} V"
    body = Box(0, 0, 8 * _P, 5 * _P)
    svg = rect(Box(-1.6 * _P, 2.1 * _P, 0.4 * _P, 2.9 * _P), "#8a8f96")
    svg += rect(body, "#d5d9de", radius=7, more='stroke="#8a8f96" stroke-width="1"')
    svg += rect(Box(6.4 * _P, 0, 8 * _P, 5 * _P), "#f2f2ee", radius=4, more='stroke="#8a8f96"')
    svg += words(Point(3.3 * _P, 2.2 * _P), "M", 15, is_bold=True)
    svg += words(Point(3.3 * _P, 3.4 * _P), volts, 8)
    pins = {"+": Point(5.5 * _P, 6.5 * _P), "-": Point(2.5 * _P, 6.5 * _P)}
    for name, pin in pins.items():
        colour = "#d62f2f" if name == "+" else "#111111"
        svg += line(Point(pin.x, body.bottom), pin, colour, 3)
        sign = name.replace("-", "−")  # noqa: RUF001 - a minus sign
        svg += words(Point(pin.x, 4.7 * _P), sign, 9, is_bold=True)
    return Look(svg, Box(-1.6 * _P, 0, 8 * _P, 5 * _P), pins)


def _camera(part: Part) -> Look:
    """Return the camera on its small board, with the beginning of its ribbon cable."""
    if part.attrs.get("model") == "usb":
        body = Box(0, 0, 9 * _P, 8 * _P)
        svg = rect(body, "#23272b", radius=12) + circle(body.middle, 24, "#3a4047")
    else:
        body = Box(0, 0, 9.8 * _P, 11 * _P)
        svg = rect(Box(2 * _P, 9 * _P, 7.8 * _P, 11 * _P), "#f4f1e6", more='stroke="#c9c3ae"')
        svg += rect(Box(0, 0, 9.8 * _P, 9.4 * _P), "#2f7d4f", radius=2)
        for x, y in ((0.9, 0.9), (8.9, 0.9), (0.9, 6.5), (8.9, 6.5)):
            svg += circle(Point(x * _P, y * _P), 4, "#ffffff")
        svg += rect(Box(2.6 * _P, 1.6 * _P, 7.2 * _P, 6.2 * _P), "#23272b", radius=2)
    eye = Point(4.9 * _P, 3.9 * _P) if part.attrs.get("model") != "usb" else body.middle
    svg += circle(eye, 16, "#14161a", more='stroke="#555" stroke-width="1.5"')
    svg += circle(eye, 8, "#27406b") + circle(eye.moved(-2.5, -2.5), 2.2, "#9fb7dd")
    return Look(svg, body, {})


def _limit_switch(part: Part) -> Look:
    """Return a switch with a lever, its three contacts below."""
    body = Box(0, 0, 8 * _P, 4.5 * _P)
    svg = line(Point(0.8 * _P, 0), Point(8.6 * _P, -1.6 * _P), DARK_METAL, 2.5)
    svg += circle(Point(8.6 * _P, -1.7 * _P), 4, "#e8eaed", more='stroke="#555"')
    svg += rect(body, "#23272b", radius=2)
    pins = {pin: Point((1.5 + 2.5 * i) * _P, 5.5 * _P) for i, pin in enumerate(part.pins)}
    for name, pin in pins.items():
        svg += line(Point(pin.x, body.bottom), pin, METAL, 3)
        svg += words(Point(pin.x, 3.9 * _P), name, PIN_NAME_PX, fill="#ffffff")
    return Look(svg, Box(0, -2.2 * _P, 9 * _P, 4.5 * _P), pins)


def _line_sensor(part: Part) -> Look:
    """Return the small board that looks down at the floor."""
    body = Box(0, 0, 5 * _P, 8 * _P)
    svg = rect(body, "#1d5c8a", radius=2)
    for x, colour in ((1.6, "#111827"), (3.4, "#9db4c8")):
        svg += circle(Point(x * _P, 1.6 * _P), 6.5, colour, more='stroke="#0d2a40"')
    pins = {pin: Point((1.5 + i) * _P, 9 * _P) for i, pin in enumerate(part.pins)}
    return Look(svg + pin_row(pins, body.bottom, "#ffffff"), body, pins)


def _ground(part: Part) -> Look:
    bars: Sequence[tuple[float, float]] = ((8, 9), (5, 12), (2, 15))
    svg = line(Point(0, 0), Point(0, 9), INK, 1.6)
    svg += "".join(line(Point(-half, y), Point(half, y), INK, 1.8) for half, y in bars)
    return Look(svg, Box(-9, 6, 9, 16), {part.pins[0]: Point(0, 0)})


def _supply(part: Part) -> Look:
    svg = line(Point(0, 0), Point(0, -9), INK, 1.6)
    svg += '<path d="M-5 -9h10l-5 -7z" fill="#d62f2f"/>'
    svg += words(Point(0, -18), f"{float(part.attrs['voltage']):g} V", 8)
    return Look(svg, Box(-10, -26, 10, -5), {part.pins[0]: Point(0, 0)})


def _junction(part: Part) -> Look:
    return Look(circle(Point(0, 0), 2.6, INK), Box(0, 0, 0, 0), {part.pins[0]: Point(0, 0)})


def _text(part: Part) -> Look:
    size = min(float(part.attrs["fontSize"]), 24.0)
    text = str(part.attrs.get("text") or "")
    body = Box(0, 0, text_width(text, size) + 4, size * 1.4)
    return Look(words(Point(2, size), text, size, anchor="start"), body, {})


_DRAWN: Mapping[str, Callable[[Part], Look]] = {
    "chip-tb6612": tb6612_look,
    "chip-l298n": l298n_look,
    "chip-dc-motor": _motor,
    "chip-camera": _camera,
    "chip-limit-switch": _limit_switch,
    "chip-line-sensor": _line_sensor,
    "wokwi-relay-module": relay_look,
    "wokwi-gnd": _ground,
    "wokwi-vcc": _supply,
    "wokwi-junction": _junction,
    "wokwi-text": _text,
}
