"""What looks like a sign or a lamp and is none: other signs, red things, lamps of other kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workshop.training.sign_canvas import FONTS, Canvas, Colour, colour_of, ring
from workshop.training.sign_lights import traffic_light

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.random import Generator

WHITE: Colour = (245, 245, 245)


def decoy(chance: Generator, side: int) -> Canvas:
    """Draw one, any."""
    draw = DECOYS[int(chance.integers(len(DECOYS)))]
    canvas = Canvas(side)
    canvas.outline = ring(8, 0.5, 0.5, 0.25)
    made = draw(canvas, chance)
    return canvas if made is None else made


def _red(chance: Generator) -> Colour:
    return colour_of(chance.uniform(-15, 12), chance.uniform(0.6, 1.0), chance.uniform(0.35, 0.98))


def _any(chance: Generator) -> Colour:
    hue = chance.choice([0, 0, 8, 20, 35, 50, 100, 140, 170, 220])
    return colour_of(
        float(hue) + chance.normal(0, 5), chance.uniform(0.5, 1.0), chance.uniform(0.3, 1.0)
    )


def _box(canvas: Canvas, chance: Generator) -> None:
    wide, high = chance.uniform(0.1, 0.25, 2)
    front, deep = _any(chance), chance.uniform(0.02, 0.12)
    b, g, r = front
    canvas.polygon(
        [
            (0.5 + wide, 0.5 - high),
            (0.5 + wide + deep, 0.5 - high - deep / 2),
            (0.5 + wide + deep, 0.5 + high - deep / 2),
            (0.5 + wide, 0.5 + high),
        ],
        (b * 0.6, g * 0.6, r * 0.6),
    )
    canvas.polygon(
        [
            (0.5 - wide, 0.5 - high),
            (0.5 - wide + deep, 0.5 - high - deep / 2),
            (0.5 + wide + deep, 0.5 - high - deep / 2),
            (0.5 + wide, 0.5 - high),
        ],
        (b * 0.85, g * 0.85, r * 0.85),
    )
    canvas.rectangle((0.5 - wide, 0.5 - high, 0.5 + wide, 0.5 + high), front)
    if chance.random() < 0.5:  # a label or words on it
        canvas.text(
            str(chance.choice(["BOX", "OPEN", "SALE", "A3", "MILK"])),
            (0.5 - wide * 0.8, 0.45, 0.5 + wide * 0.8, 0.55),
            WHITE,
            FONTS[1],
            8,
        )


def _ball(canvas: Canvas, chance: Generator) -> None:
    colour, radius = _any(chance), chance.uniform(0.1, 0.25)
    canvas.disc(0.5, 0.5, radius, colour)
    b, g, r = colour
    canvas.disc(
        0.5 - radius * 0.2,
        0.5 - radius * 0.2,
        radius * 0.7,
        (min(255, b * 1.2), min(255, g * 1.2), min(255, r * 1.2)),
    )
    if chance.random() < 0.6:
        canvas.disc(0.5 - radius * 0.35, 0.5 - radius * 0.35, radius * 0.2, WHITE)


def _clothes(canvas: Canvas, chance: Generator) -> None:
    colour = _any(chance)
    points = np.array(
        [
            (0.4, 0.3),
            (0.46, 0.27),
            (0.54, 0.27),
            (0.6, 0.3),
            (0.72, 0.4),
            (0.66, 0.48),
            (0.6, 0.42),
            (0.61, 0.74),
            (0.39, 0.74),
            (0.4, 0.42),
            (0.34, 0.48),
            (0.28, 0.4),
        ]
    )
    canvas.disc(0.5, 0.2, 0.06, colour_of(25, 0.4, chance.uniform(0.3, 0.9)))
    canvas.polygon(points + chance.normal(0, 0.01, points.shape), colour)
    if chance.random() < 0.4:
        canvas.text(
            str(chance.choice(["ROBOT", "7", "10", "TEAM"])),
            (0.42, 0.4, 0.58, 0.5),
            WHITE,
            FONTS[1],
            8,
        )


def _tail_lamps(canvas: Canvas, chance: Generator) -> None:
    body = colour_of(chance.uniform(0, 360), chance.uniform(0, 0.9), chance.uniform(0.1, 0.9))
    canvas.rectangle((0.25, 0.4, 0.75, 0.62), body)
    canvas.rectangle((0.32, 0.28, 0.68, 0.42), colour_of(210, 0.3, chance.uniform(0.1, 0.5)))
    for x in (0.31, 0.69):
        canvas.disc(
            x,
            0.5,
            chance.uniform(0.02, 0.05),
            colour_of(chance.uniform(-8, 8), 0.9, chance.uniform(0.5, 1.0)),
        )
        if chance.random() < 0.5:
            canvas.shine(x, 0.5, 0.06, (40, 40, 230))
        canvas.disc(x, 0.64, 0.06, (25, 25, 25))


def _cone(canvas: Canvas, chance: Generator) -> None:
    orange = colour_of(chance.uniform(5, 28), chance.uniform(0.75, 1.0), chance.uniform(0.6, 1.0))
    canvas.polygon([(0.47, 0.27), (0.53, 0.27), (0.66, 0.72), (0.34, 0.72)], orange)
    canvas.polygon([(0.43, 0.42), (0.57, 0.42), (0.6, 0.53), (0.4, 0.53)], WHITE)
    canvas.rectangle((0.28, 0.71, 0.72, 0.75), orange)


def _pole(canvas: Canvas, chance: Generator) -> None:
    grey = chance.uniform(40, 200)
    half = chance.uniform(0.01, 0.03)
    canvas.rectangle((0.5 - half, 0.5, 0.5 + half, chance.uniform(0.8, 0.99)), (grey, grey, grey))


def _no_entry(canvas: Canvas, chance: Generator) -> None:
    _pole(canvas, chance)
    canvas.disc(0.5, 0.5, 0.25, WHITE if chance.random() < 0.5 else _red(chance))
    canvas.disc(0.5, 0.5, 0.235, _red(chance))
    high = chance.uniform(0.03, 0.06)
    canvas.rectangle((0.33, 0.5 - high, 0.67, 0.5 + high), WHITE)


def _yield(canvas: Canvas, chance: Generator) -> None:
    _pole(canvas, chance)
    up = 0.0 if chance.random() < 0.4 else 180.0  # give way, or a warning
    red, inside = _red(chance), WHITE if chance.random() < 0.8 else (60.0, 210.0, 240.0)
    canvas.polygon(ring(3, 0.5, 0.5, 0.28, up), red)
    canvas.polygon(ring(3, 0.5, 0.5, 0.28 * chance.uniform(0.4, 0.75), up), inside)
    if chance.random() < 0.3:
        canvas.text("YIELD", (0.42, 0.4, 0.58, 0.46), red, FONTS[1], 8)


def _speed_limit(canvas: Canvas, chance: Generator) -> None:
    _pole(canvas, chance)
    canvas.disc(0.5, 0.5, 0.25, _red(chance))
    canvas.disc(0.5, 0.5, 0.25 * chance.uniform(0.7, 0.86), WHITE)
    canvas.text(
        str(chance.choice(["20", "30", "50", "5", "80", "100"])),
        (0.36, 0.4, 0.64, 0.6),
        (20, 20, 20),
        FONTS[1],
        9,
    )
    if chance.random() < 0.2:
        canvas.line([(0.34, 0.34), (0.66, 0.66)], _red(chance), 0.04)


def _red_plate(canvas: Canvas, chance: Generator) -> None:
    """A red plate with white words that has another number of corners, or is round."""
    _pole(canvas, chance)
    corners = int(chance.choice([3, 4, 4, 4, 5, 32]))
    turn = {3: 0.0, 4: float(chance.choice([0, 45, 45])), 5: 0.0, 32: 0.0}[corners]
    points = ring(corners, 0.5, 0.5, 0.27, turn)
    canvas.polygon(points, WHITE)
    canvas.polygon(0.5 + (points - 0.5) * chance.uniform(0.85, 1.0), _red(chance))
    words = str(chance.choice(["SALE", "EXIT", "WAY", "FIRE", "", "X", "50%", "SLOW"]))
    if words:
        canvas.text(words, (0.38, 0.43, 0.62, 0.57), WHITE, FONTS[1], 8)


def _other_octagon(canvas: Canvas, chance: Generator) -> None:
    """An octagon of a colour that no stop sign has."""
    _pole(canvas, chance)
    colour = colour_of(chance.uniform(60, 300), chance.uniform(0.3, 1.0), chance.uniform(0.3, 0.9))
    canvas.polygon(ring(8, 0.5, 0.5, 0.25, 22.5), WHITE)
    canvas.polygon(ring(8, 0.5, 0.5, 0.23, 22.5), colour)
    canvas.text(
        str(chance.choice(["GO", "STOP", "P", "24"])), (0.36, 0.44, 0.64, 0.56), WHITE, FONTS[1], 8
    )


def _disc_sign(canvas: Canvas, chance: Generator) -> None:
    _pole(canvas, chance)
    colour = colour_of(
        chance.choice([210, 215, 120, 50, 45]), chance.uniform(0.6, 1.0), chance.uniform(0.4, 1.0)
    )
    turn = float(chance.choice([0, 45]))
    canvas.polygon(ring(int(chance.choice([4, 4, 32])), 0.5, 0.5, 0.26, turn), colour)
    canvas.line(
        [(0.42, 0.58), (0.5, 0.4), (0.58, 0.58)],
        WHITE if chance.random() < 0.6 else (20, 20, 20),
        0.03,
    )


def _one_lamp(canvas: Canvas, chance: Generator) -> None:
    """A lamp by itself: of a board, a switch, a router, a torch."""
    if chance.random() < 0.6:
        canvas.rectangle(
            (
                0.5 - chance.uniform(0.05, 0.3),
                0.5 - chance.uniform(0.04, 0.12),
                0.5 + chance.uniform(0.05, 0.3),
                0.5 + chance.uniform(0.04, 0.12),
            ),
            colour_of(chance.uniform(0, 360), chance.uniform(0, 0.6), chance.uniform(0.05, 0.9)),
        )
    colour = colour_of(chance.choice([0.0, 40.0, 120.0, 150.0]), chance.uniform(0.5, 1.0), 1.0)
    radius = chance.uniform(0.01, 0.06)
    canvas.disc(0.5, 0.5, radius, colour)
    canvas.disc(0.5, 0.5, radius * 0.6, WHITE)
    canvas.shine(
        0.5, 0.5, radius * chance.uniform(1, 3), (colour[0] * 0.6, colour[1] * 0.6, colour[2] * 0.6)
    )


def _buttons(canvas: Canvas, chance: Generator) -> None:
    """Coloured dots beside each other: bricks, sweets, buttons, a print of a light that is off."""
    canvas.rectangle(
        (0.35, 0.3, 0.65, 0.7),
        colour_of(chance.uniform(0, 360), chance.uniform(0, 0.4), chance.uniform(0.1, 1.0)),
    )
    for x in (0.42, 0.5, 0.58):
        for y in (0.38, 0.5, 0.62):
            if chance.random() < 0.6:
                canvas.disc(x, y, 0.032, _any(chance))


def _plant(canvas: Canvas, chance: Generator) -> None:
    for _ in range(30):
        x, y = chance.normal(0.5, 0.09, 2)
        green = colour_of(
            chance.uniform(70, 150), chance.uniform(0.4, 0.9), chance.uniform(0.2, 0.9)
        )
        canvas.ellipse(x, y, (chance.uniform(0.01, 0.06), chance.uniform(0.01, 0.04)), green)
    if chance.random() < 0.5:
        for _ in range(4):
            canvas.disc(
                chance.normal(0.5, 0.1),
                chance.normal(0.5, 0.1),
                chance.uniform(0.015, 0.05),
                _any(chance),
            )


def _dark_light(canvas: Canvas, chance: Generator) -> Canvas:
    return traffic_light(chance, canvas.side, "")


def _bottle(canvas: Canvas, chance: Generator) -> None:
    colour = _any(chance)
    canvas.rectangle((0.42, 0.36, 0.58, 0.74), colour)
    canvas.rectangle((0.47, 0.27, 0.53, 0.37), colour)
    canvas.rectangle((0.42, 0.48, 0.58, 0.6), WHITE if chance.random() < 0.6 else _any(chance))


DECOYS: tuple[Callable[[Canvas, Generator], Canvas | None], ...] = (
    *(_box,) * 3, *(_ball,) * 3, _clothes, *(_tail_lamps,) * 2, _cone, *(_no_entry,) * 5,
    *(_yield,) * 2, _speed_limit, *(_red_plate,) * 4, _other_octagon, _disc_sign,
    *(_one_lamp,) * 2, _buttons, _plant, *(_dark_light,) * 4, *(_bottle,) * 2,
)  # fmt: skip
