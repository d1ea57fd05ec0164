"""The boards between a program and something strong: motor drivers and the relay."""

from __future__ import annotations

from makerkit.wiring.drawing.geometry import PITCH_PX, Box, Point
from makerkit.wiring.drawing.look import (
    DARK_METAL,
    METAL,
    PIN_NAME_PX,
    Look,
    circle,
    line,
    pin_row,
    rect,
    words,
)
from makerkit.wiring.model import Part

_P = PITCH_PX


def tb6612_look(part: Part) -> Look:
    """Return the breakout board of a TB6612: two rows of eight pins, 15.24 mm apart."""
    upper = {pin: Point(i * _P, 0.0) for i, pin in enumerate(part.pins[:8])}
    lower = {pin: Point((7 - i) * _P, 6 * _P) for i, pin in enumerate(part.pins[8:])}
    board = Box(-_P, -0.8 * _P, 8 * _P, 6.8 * _P)
    svg = rect(board, "#b3262e", radius=2, more='stroke="#7b151b" stroke-width=".8"')
    svg += rect(Box(2.3 * _P, 2 * _P, 4.7 * _P, 4 * _P), "#23272b")
    svg += words(Point(3.5 * _P, 3.3 * _P), "TB6612", 6.5, fill="#e8eaed")
    for pins, y, anchor in ((upper, 0.7 * _P, "start"), (lower, 5.3 * _P, "end")):
        for name, pin in pins.items():
            svg += circle(pin, 2.8, "#e8c65a") + circle(pin, 1.3, "#3a2a10")
            where = Point(pin.x - 2, y)
            svg += words(where, name, 5, fill="#ffffff", anchor=anchor, turn_deg=90)
    return Look(svg, Box(-_P, 0.5 * _P, 8 * _P, 5.5 * _P), upper | lower)


def l298n_look(part: Part) -> Look:
    """Return the red board with its heat sink: power and inputs below, motors at the sides."""
    board = Box(0, 0, 17 * _P, 15 * _P)
    svg = rect(board, "#b3262e", radius=3, more='stroke="#7b151b" stroke-width="1"')
    for x, y in ((0.8, 0.8), (16.2, 0.8), (0.8, 14.2), (16.2, 14.2)):
        svg += circle(Point(x * _P, y * _P), 4, "#ffffff", more='stroke="#7b151b"')
    svg += rect(Box(5 * _P, 1 * _P, 12 * _P, 5 * _P), "#23272b", radius=2)
    svg += "".join(
        line(Point(x * _P, 1.3 * _P), Point(x * _P, 4.7 * _P), "#4a4f55", 3)
        for x in (5.7, 6.8, 7.9, 9.0, 10.1, 11.2)
    )
    svg += words(Point(8.5 * _P, 7 * _P), "L298N", 11, fill="#ffffff", is_bold=True)
    low = 15 * _P
    power = {
        pin: Point((2.5 + 1.5 * i) * _P, low + 0.5 * _P) for i, pin in enumerate(part.pins[:3])
    }
    inputs = {pin: Point((8 + i) * _P, low + 0.5 * _P) for i, pin in enumerate(part.pins[3:9])}
    sides = ((-0.5, 8), (-0.5, 10), (17.5, 10), (17.5, 8))
    outputs = {p: Point(x * _P, y * _P) for p, (x, y) in zip(part.pins[9:], sides, strict=True)}
    svg += rect(Box(1.6 * _P, 12.8 * _P, 6.4 * _P, low), "#2d6fb3", radius=1)
    svg += rect(Box(7.4 * _P, 13.8 * _P, 13.6 * _P, low), "#23272b", radius=1)
    for left, right in ((0, 2), (15, 17)):
        svg += rect(Box(left * _P, 7 * _P, right * _P, 11 * _P), "#2d6fb3", radius=1)
    for pin in (*power.values(), *outputs.values()):
        x = min(max(pin.x, _P), 16 * _P)
        svg += circle(Point(x, min(pin.y, 13.9 * _P)), 4.2, METAL, more=f'stroke="{DARK_METAL}"')
    for pins, top in ((power, 12.4), (inputs, 13.5)):
        for name, pin in pins.items():
            where = Point(pin.x + 2.3, top * _P)
            svg += words(where, name, 7, fill="#ffffff", anchor="start", turn_deg=-90)
            svg += line(Point(pin.x, low - 3), pin, METAL, 2)
    for name, pin in outputs.items():
        is_left = pin.x < 0
        where = Point(2.3 * _P if is_left else 14.7 * _P, pin.y + 2.5)
        svg += words(where, name, 7, fill="#ffffff", anchor="start" if is_left else "end")
        svg += line(Point(0 if is_left else 17 * _P, pin.y), pin, METAL, 2)
    return Look(svg, board, power | inputs | outputs)


def relay_look(part: Part) -> Look:
    """Return the module: the coil's pins below, the switched contacts above the blue block."""
    board = Box(0, 0, 12 * _P, 13 * _P)
    svg = rect(board, "#1f5f8b", radius=3, more='stroke="#123a55" stroke-width=".8"')
    svg += rect(Box(1.5 * _P, 3.4 * _P, 10.5 * _P, 9.4 * _P), "#2f74c0", radius=2)
    svg += words(Point(6 * _P, 6.8 * _P), "RELAY", 11, fill="#ffffff", is_bold=True)
    svg += rect(Box(2 * _P, 0, 10 * _P, 2.4 * _P), "#2a8f6c", radius=1)
    coil = {pin: Point((4 + 2 * i) * _P, 14 * _P) for i, pin in enumerate(part.pins[:3])}
    contacts = {pin: Point((3 + 3 * i) * _P, -_P) for i, pin in enumerate(part.pins[3:])}
    for name, pin in contacts.items():
        svg += circle(Point(pin.x, 1.2 * _P), 4.2, METAL, more=f'stroke="{DARK_METAL}"')
        svg += line(Point(pin.x, 0), pin, METAL, 2)
        svg += words(Point(pin.x, 3.2 * _P), name, PIN_NAME_PX, fill="#ffffff")
    return Look(svg + pin_row(coil, board.bottom, "#ffffff"), board, coil | contacts)
