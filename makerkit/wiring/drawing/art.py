"""The looks from @wokwi/elements (MIT): `art/parts.json`, written by `art/dump_parts.mjs`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypedDict

from makerkit.wiring.drawing.geometry import Box, Point
from makerkit.wiring.drawing.look import PIN_NAME_PX, Look, circle, rect, words
from makerkit.wiring.model import Part

_BODIES = {
    "wokwi-led": Box(11.3, 8.3, 28.7, 34.8),
    "wokwi-rgb-led": Box(12.6, 6.8, 30.0, 33.3),
    "wokwi-led-bar-graph": Box(8.0, 0.0, 30.4, 96.4),
    "wokwi-7segment": Box(0.0, 8.0, 47.4, 67.5),
    "wokwi-lcd1602": Box(0.0, 0.0, 302.4, 125.0),
    "wokwi-pushbutton": Box(11.2, 0.2, 56.1, 45.1),
    "wokwi-pushbutton-6mm": Box(2.7, 0.0, 25.4, 22.7),
    "wokwi-slide-switch": Box(0.0, 0.0, 32.1, 21.0),
    "wokwi-membrane-keypad": Box(0.0, 0.0, 265.8, 332.0),
    "wokwi-ky-040": Box(0.0, 0.0, 99.0, 70.4),
    "wokwi-potentiometer": Box(0.0, 0.0, 75.6, 62.0),
    "wokwi-slide-potentiometer": Box(19.0, 20.0, 189.0, 92.0),
    "wokwi-photoresistor-sensor": Box(0.0, 0.0, 153.0, 61.5),
    "wokwi-hc-sr04": Box(0.0, 0.0, 170.1, 79.2),
    "wokwi-pir-motion-sensor": Box(0.0, 0.0, 90.7, 74.3),
    "wokwi-servo": Box(4.0, 4.0, 170.0, 84.0),
    "wokwi-arduino-uno": Box(0.0, 16.0, 274.3, 184.0),
    "wokwi-arduino-nano": Box(0.0, 10.5, 150.0, 57.0),
}
"""What no wire may run through, by type: the legs and pin rows are left out. In px of the art."""

_SOLID = {"wokwi-servo": (Box(4.0, 38.0, 170.0, 82.0), Box(79.0, 4.0, 104.0, 60.0))}
"""Where the body is far from a box: a servo with its horn."""

_ON_A_PLUG = "#fefefe"
_PIN_NAMES = {
    "wokwi-pir-motion-sensor": (29.0, "#253674"),
    "wokwi-servo": (6.0, _ON_A_PLUG),
}
"""Where the names of the pins are written: how far from the pins into the part, and the ink."""

_RGB_LEGS = {"R": "#d62f2f", "G": "#2a9d4a", "B": "#2f6fd6"}
_LEFT_EDGE = {"wokwi-lcd1602?pins=i2c": 10.0}
_MIRRORED = {"wokwi-led", "wokwi-rgb-led", "wokwi-slide-switch"}


class _Art(TypedDict):
    svg: str
    transform: str
    size: list[float]
    pins: dict[str, list[float]]


@cache
def _all_art() -> dict[str, _Art]:
    text = (files(__package__) / "art" / "parts.json").read_text(encoding="utf-8")
    art: dict[str, _Art] = json.loads(text)
    return art


def look_from_art(part: Part) -> Look | None:
    """Return how a part looks, or None where wokwi has no picture of it."""
    name = part.type.name
    if name not in _BODIES:
        return None
    key = next(key for key in _keys(part) if key in _all_art())
    art = _all_art()[key]
    body = _BODIES[name]
    if name in {"wokwi-7segment", "wokwi-membrane-keypad"}:
        body = body._replace(right=art["size"][0])
    body = body._replace(left=_LEFT_EDGE.get(key, body.left))
    colour = str(part.attrs.get("hornColor") or part.attrs.get("color") or "#888")
    pins = {pin: Point(*art["pins"][pin]) for pin in part.pins}
    svg = f'<g transform="{art["transform"]}">{art["svg"].replace("%COLOR%", colour)}</g>'
    return Look(
        svg + _pin_names(name, body, pins) + _leg_marks(name, pins),
        body,
        pins,
        _SOLID.get(name, ()),
        may_mirror=name in _MIRRORED,
    )


def _pin_names(name: str, body: Box, pins: Mapping[str, Point]) -> str:
    """Return the names that are printed on the real part but not in wokwi's picture."""
    if name not in _PIN_NAMES:
        return ""
    inward, ink = _PIN_NAMES[name]
    svg = ""
    for pin, at in pins.items():
        if at.y >= body.bottom:
            where = at.moved(0.36 * PIN_NAME_PX, -inward)
            svg += words(where, pin, PIN_NAME_PX, fill=ink, anchor="start", turn_deg=-90)
        else:
            is_left = at.x <= body.left
            where = at.moved(inward if is_left else -inward, 0.36 * PIN_NAME_PX)
            anchor = "start" if is_left else "end"
            if ink == _ON_A_PLUG:
                svg += rect(Box(where.x - 1, at.y - 3.6, where.x + 15, at.y + 3.6), "#3c3c3c")
            svg += words(where, pin, PIN_NAME_PX, fill=ink, anchor=anchor)
    return svg


def _leg_marks(name: str, pins: Mapping[str, Point]) -> str:
    """Return what tells the legs of a lamp apart: a plus at the long one, dots in its colours."""
    if name == "wokwi-led":
        return words(pins["A"].moved(6.2, 1.0), "+", 8, is_bold=True)
    if name == "wokwi-rgb-led":
        edge = 'stroke="#ffffff" stroke-width=".5"'
        return "".join(circle(pins[leg], 2.6, ink, more=edge) for leg, ink in _RGB_LEGS.items())
    return ""


def _keys(part: Part) -> list[str]:
    """Return the names under which it may stand: "wokwi-servo?horn=double", "wokwi-servo"."""
    settings = [f"{part.type.name}?{name}={value}" for name, value in part.attrs.items()]
    return [*settings, part.type.name]
