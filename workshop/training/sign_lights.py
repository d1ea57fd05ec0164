"""Traffic lights of small cars' tracks: LEDs that dazzle the camera, lit discs, printed ones.

Of two families of looks: those that a net is trained on, and *unseen* ones on which it is only
measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workshop.training.sign_canvas import Canvas, Colour, colour_of
from workshop.training.sign_wear import age, card, grey, mixed, mount

if TYPE_CHECKING:
    from numpy.random import Generator

HOUSING_HALF = 0.25
"""A housing reaches this far up and down from the middle of its canvas."""
LAMP_HUES = {"red": (-12.0, 11.0), "amber": (24.0, 54.0), "green": (100.0, 172.0)}


def traffic_light(chance: Generator, side: int, shows: str, *, unseen: bool = False) -> Canvas:
    """Draw a traffic light.

    Args:
        shows: "red", "amber", "green", or "" for one whose lamps are all dark (a decoy).
    """
    canvas = Canvas(side)
    canvas.kind = shows
    body = _body(chance, lamps=3 if shows == "amber" or chance.random() < 0.9 else 2, unseen=unseen)
    mount(canvas, chance, HOUSING_HALF)
    if chance.random() < 0.15:
        card(canvas, chance)
    _housing(canvas, chance, body)
    lit = {shows} if shows else set()
    if shows == "red" and len(body.places) == 3 and chance.random() < 0.06:
        lit.add("amber")  # in some countries: it is about to be green, and still means stop
    style = _LampStyle.by(chance, body.radius)
    for name, y in body.places.items():
        if chance.random() < 0.3:
            canvas.disc(0.5, y, body.radius * 1.15, grey(chance, 0, 50))
        if name not in lit:
            _dark_lamp(canvas, chance, name, y, style)
    for name in lit:
        _lit_lamp(canvas, chance, name, body.places[name], style)
    age(canvas, chance, strength=0.5)
    return canvas


@dataclass(frozen=True, slots=True)
class _Body:
    half_wide: float
    colour: Colour
    radius: float
    places: dict[str, float]


def _body(chance: Generator, *, lamps: int, unseen: bool) -> _Body:
    names = ("red", "amber", "green") if lamps == 3 else ("red", "green")
    half_wide = HOUSING_HALF / (
        chance.uniform(1.9, 3.4) if len(names) == 3 else chance.uniform(1.5, 2.2)
    )
    step = 2 * HOUSING_HALF / len(names) * chance.uniform(0.86, 0.99)
    radius = min(half_wide, step / 2) * chance.uniform(0.55, 0.95)
    first = 0.5 - step * (len(names) - 1) / 2
    return _Body(
        half_wide,
        _housing_colour(chance, unseen=unseen),
        radius,
        {name: first + step * i for i, name in enumerate(names)},
    )


def _housing_colour(chance: Generator, *, unseen: bool) -> Colour:
    kind = chance.random()
    if kind < 0.62:
        return grey(chance, 5, 60)
    if kind < 0.74:
        return colour_of(
            chance.uniform(38, 56), chance.uniform(0.6, 1.0), chance.uniform(0.5, 0.95)
        )
    if kind < 0.86:  # a printed circuit board, wood, plastic
        hue = chance.uniform(200, 260) if unseen else chance.choice([25, 140, 160])
        return colour_of(float(hue), chance.uniform(0.3, 0.9), chance.uniform(0.2, 0.6))
    return grey(chance, 60, 240)


def _housing(canvas: Canvas, chance: Generator, body: _Body) -> None:
    left, right = 0.5 - body.half_wide, 0.5 + body.half_wide
    top, bottom = 0.5 - HOUSING_HALF, 0.5 + HOUSING_HALF
    canvas.outline = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    if chance.random() < 0.2:  # a rim, or a back plate
        grow = chance.uniform(0.01, 0.04)
        canvas.rectangle(
            (left - grow, top - grow, right + grow, bottom + grow), grey(chance, 10, 255)
        )
    corner = chance.choice([0.0, 0.3, 0.9]) * body.half_wide
    canvas.rectangle((left, top + corner, right, bottom - corner), body.colour)
    if corner > 0:
        canvas.rectangle((left + corner, top, right - corner, bottom), body.colour)
        for x in (left + corner, right - corner):
            for y in (top + corner, bottom - corner):
                canvas.disc(x, y, corner, body.colour)


@dataclass(frozen=True, slots=True)
class _LampStyle:
    """How the lamps of one light look: LEDs that dazzle the camera, lit discs, or printed ones."""

    radius: float
    kind: str
    darkness: float
    """How bright a lamp is that is off, as a share."""
    core: float
    """How white its middle is."""
    glow: float
    """Share of the full glow."""

    @classmethod
    def by(cls, chance: Generator, radius: float) -> _LampStyle:
        kind = str(chance.choice(["led", "led", "disc", "printed"]))
        dark = chance.uniform(0.05, 0.5) if kind != "printed" else chance.uniform(0.0, 0.35)
        glow = chance.uniform(0.2, 1.0) if kind == "led" else chance.uniform(0.0, 0.4)
        return cls(
            radius, kind, dark, chance.uniform(0.0, 0.95), 0.0 if kind == "printed" else glow
        )


def _dark_lamp(canvas: Canvas, chance: Generator, name: str, y: float, style: _LampStyle) -> None:
    hue = chance.uniform(*LAMP_HUES[name])
    canvas.disc(0.5, y, style.radius, colour_of(hue, chance.uniform(0.2, 0.9), style.darkness))
    if chance.random() < 0.3:  # something is reflected in it
        canvas.disc(
            0.5 - style.radius * 0.3,
            y - style.radius * 0.3,
            style.radius * 0.25,
            grey(chance, 60, 160),
        )


def _lit_lamp(canvas: Canvas, chance: Generator, name: str, y: float, style: _LampStyle) -> None:
    hue = chance.uniform(*LAMP_HUES[name])
    full = colour_of(hue, chance.uniform(0.75, 1.0), chance.uniform(0.82, 1.0))
    canvas.disc(0.5, y, style.radius, full)
    if style.kind == "printed":
        return
    if style.kind == "led":  # the middle is brighter than the camera can show
        for share in np.linspace(0.9, 0.25, 5):
            white = min(1.0, (1.0 - share) * 1.6) * style.core
            canvas.disc(
                0.5,
                y,
                style.radius * share * (0.6 + 0.4 * style.core),
                mixed(full, (255, 255, 255), white),
            )
    else:
        canvas.disc(
            0.5,
            y - style.radius * 0.1,
            style.radius * 0.6,
            mixed(full, (255, 255, 255), 0.3 * style.core),
        )
    if style.glow > 0.03:
        strength = tuple(value * style.glow for value in full)
        canvas.shine(
            0.5, y, style.radius * chance.uniform(1.0, 2.2), (strength[0], strength[1], strength[2])
        )
