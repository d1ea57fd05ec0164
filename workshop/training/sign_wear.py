"""What signs and lights have in common: poles, paper, age."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workshop.training.sign_canvas import Canvas, Colour, colour_of

if TYPE_CHECKING:
    from numpy.random import Generator


def mount(canvas: Canvas, chance: Generator, below: float) -> None:
    """Draw the pole, most often."""
    if chance.random() < 0.25:
        return
    half = chance.uniform(0.008, 0.035)
    colour = grey(chance, 20, 230) if chance.random() < 0.8 else colour_of(30, 0.5, 0.6)
    foot = 0.5 + below + chance.uniform(0.08, 0.24)
    canvas.rectangle((0.5 - half, 0.5, 0.5 + half, min(foot, 0.99)), colour)
    if chance.random() < 0.4:
        canvas.rectangle(
            (0.5 - half * 4, min(foot, 0.97), 0.5 + half * 4, 1.0), grey(chance, 20, 230)
        )


def card(canvas: Canvas, chance: Generator) -> None:
    """Draw the sheet of paper that it was printed on."""
    half_wide, half_high = chance.uniform(0.24, 0.36, 2)
    canvas.rectangle(
        (0.5 - half_wide, 0.5 - half_high, 0.5 + half_wide, 0.5 + half_high),
        grey(chance, 190, 255),
    )


def age(canvas: Canvas, chance: Generator, strength: float = 1.0) -> None:
    """Let light fall on it from one side, and let it shine or fade."""
    rows, columns = (
        np.mgrid[0 : canvas.side, 0 : canvas.side].astype(np.float32) / canvas.side - 0.5
    )
    slope = chance.normal(0, 0.5 * strength, 2)
    light = 1.0 + slope[0] * columns + slope[1] * rows
    painted = canvas.bgr * light[..., None]
    if chance.random() < 0.3 * strength:  # glossy paper
        x, y, wide = (
            chance.uniform(-0.25, 0.25),
            chance.uniform(-0.25, 0.25),
            chance.uniform(0.05, 0.2),
        )
        spot = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / wide**2) * chance.uniform(60, 190)
        painted += spot[..., None]
    if chance.random() < 0.3:
        painted = (
            painted * (1 - 0.3 * strength * chance.random())
            + chance.uniform(0, 60) * strength * 0.3
        )
    canvas.bgr = np.clip(painted, 0, 255).astype(np.uint8)


def grey(chance: Generator, least: float, most: float) -> Colour:
    """Return a grey, never quite without colour."""
    value = chance.uniform(least, most)
    tint = chance.normal(0, 4, 3)
    blue, green, red = np.clip(value + tint, 0, 255).tolist()
    return blue, green, red


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two; share 1 is the other one."""
    blue, green, red = (a * (1 - share) + b * share for a, b in zip(one, other, strict=True))
    return blue, green, red
