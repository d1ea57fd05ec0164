"""What people look like: height, clothes, skin and hair, where a scenario leaves it open."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from hardware_mocks.worlds.house.scenario_file import Person
from hardware_mocks.worlds.house.tables import Bgr

_TOPS: tuple[Bgr, ...] = (
    (60, 60, 180),
    (150, 90, 40),
    (70, 130, 60),
    (190, 190, 200),
    (40, 140, 210),
)
_LEGS: tuple[Bgr, ...] = ((70, 50, 40), (90, 90, 95), (50, 70, 90), (40, 40, 45))
_SKINS: tuple[Bgr, ...] = ((140, 170, 215), (110, 145, 195), (90, 120, 165), (150, 185, 225))
_HAIRS: tuple[Bgr, ...] = ((25, 35, 50), (20, 20, 25), (40, 60, 95), (90, 95, 100))
_FURS: tuple[Bgr, ...] = ((50, 100, 170), (60, 60, 65), (200, 205, 210))
DARK: tuple[Bgr, Bgr] = ((38, 36, 34), (45, 42, 40))


@dataclass(frozen=True, slots=True)
class Looks:
    """How one body looks; of a cat the upper clothes are its fur."""

    height_m: float
    clothes: tuple[Bgr, Bgr]
    skin: Bgr
    hair: Bgr


def looks_of(person: Person, seed: int) -> Looks:
    """Return a person's looks; what the scenario leaves open is left to chance."""
    chance = random.Random(f"{seed} looks of {person.name}")
    if person.kind == "cat":
        fur = person.top or chance.choice(_FURS)
        return Looks(_or(person.height_m, 0.27), (fur, person.legs or fur), fur, fur)
    height_m = round(chance.gauss(1.71, 0.07), 2)
    top, legs = chance.choice(_TOPS), chance.choice(_LEGS)
    if person.kind == "intruder":
        top, legs = DARK
    return Looks(
        _or(person.height_m, height_m),
        (person.top or top, person.legs or legs),
        person.skin or chance.choice(_SKINS),
        person.hair or chance.choice(_HAIRS),
    )


def _or(value: float, otherwise: float) -> float:
    return otherwise if math.isnan(value) else value
