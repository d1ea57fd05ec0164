"""Parts that stand in no holes: how they look, how they are turned, on which side they stand."""

from __future__ import annotations

from itertools import pairwise

from makerkit.wiring.drawing.art import look_from_art
from makerkit.wiring.drawing.boards import pi_look
from makerkit.wiring.drawing.geometry import ORIGIN, PITCH_PX, Placing
from makerkit.wiring.drawing.look import Look
from makerkit.wiring.drawing.modules import module_look
from makerkit.wiring.drawing.two_legged import two_legged_look
from makerkit.wiring.model import Part

BESIDE = frozenset(
    {
        *("wokwi-servo", "chip-battery", "chip-dc-motor", "chip-l298n", "chip-tb6612"),
        *("wokwi-relay-module", "chip-camera"),
    }
)
"""Types that stand at the right and not above: what moves, and what feeds it."""

_FACING_DOWN = {
    "wokwi-servo": 270.0,
    "wokwi-ky-040": 90.0,
    "wokwi-photoresistor-sensor": 90.0,
    "wokwi-slide-potentiometer": 0.0,
    "wokwi-lcd1602?i2c": 270.0,
}
"""Turns that bring the pins of a free-standing part to its lower edge."""

_SMALLER = {"wokwi-membrane-keypad": 0.5}


def look_of(part: Part, *, pins_up: bool = False) -> Look:
    """Return how a part looks that does not stand in holes."""
    if part.type.name == "chip-raspberry-pi":
        return pi_look(part)
    return look_from_art(part) or two_legged_look(part) or module_look(part, pins_up=pins_up)


def upright_placing(part: Part, look: Look) -> Placing:
    """Return how a free-standing part is turned and scaled so that its pins point down."""
    key = part.type.name
    if part.attrs.get("pins") == "i2c":
        key += "?i2c"
    scale = _SMALLER.get(part.type.name, 1.0)
    return Placing(ORIGIN, _FACING_DOWN.get(key, 0.0), scale * _to_pitch(look))


def _to_pitch(look: Look) -> float:
    """Return the scale that brings neighbouring pins to one pitch, where they nearly are."""
    pins = list(look.pins.values())
    near = [a.distance(b) for a, b in pairwise(pins)]
    drawn = min(near, default=0.0)
    return PITCH_PX / drawn if 0.9 < drawn / PITCH_PX < 1.1 else 1.0
