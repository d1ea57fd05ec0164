"""How brightly each source shines at a moment, and in which colour."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from hardware_mocks.worlds.house.picture.pinhole import Floats
from hardware_mocks.worlds.house.picture.textures import linear
from hardware_mocks.worlds.house.plan import Plan
from hardware_mocks.worlds.house.state import HouseState
from hardware_mocks.worlds.house.tables import Bgr

# Sky light on open ground by the height of the sun, clear sky (after the tables of the CIE and of
# the USNO for twilight, rounded).
_SUN_DEG = (-90.0, -18.0, -12.0, -6.0, -3.0, 0.0, 3.0, 10.0, 30.0, 60.0, 90.0)
_SKY_LUX = (0.1, 0.1, 0.1, 3.4, 40.0, 420.0, 1700.0, 5000.0, 10500.0, 15000.0, 16500.0)
# Light by its colour temperature: blue, green, red beside a neutral one of 5500 K.
_KELVIN = (1900.0, 2700.0, 4000.0, 5500.0, 6500.0, 10000.0)
_BLUE = (0.22, 0.42, 0.76, 1.0, 1.13, 1.42)
_RED = (1.55, 1.3, 1.1, 1.0, 0.93, 0.8)
NIGHT_LUX = 0.004
CURTAIN_KEEPS = 0.86
"""The share of the light that a closed curtain keeps out."""
SHEER = 0.25


@dataclass(frozen=True, slots=True)
class Shine:
    """One source at a moment: its level in lux or as a share, and its colour temperature."""

    level: float
    kelvin: float


def sky_of(state: HouseState) -> Shine:
    """Return the light of the sky without the sun, on open ground."""
    height_deg = math.degrees(state.sun_elevation_rad)
    log = np.interp(height_deg, _SUN_DEG, np.log(_SKY_LUX))
    thick = state.clouds * state.clouds
    lux = math.exp(float(log)) * (1 + 0.5 * state.clouds * (1 - thick)) * (1 - 0.5 * thick)
    kelvin = 6700 - 500 * state.clouds
    if height_deg < 6:
        kelvin = float(np.interp(height_deg, (-8, -3, 0, 6), (11000, 9500, 7500, kelvin)))
    return Shine(lux * (1 - 0.35 * state.rain), kelvin)


def sun_of(state: HouseState) -> Shine:
    """Return the light of the sun on what faces it."""
    up = math.sin(state.sun_elevation_rad)
    if up <= 0.01:
        return Shine(0.0, 2200.0)
    lux = 110_000 * math.exp(-0.22 / up) * max(0.0, 1 - state.clouds) ** 1.6
    kelvin = float(
        np.interp(math.degrees(state.sun_elevation_rad), (0, 5, 20, 50), (2000, 2900, 4800, 5400))
    )
    return Shine(lux, kelvin)


def shine(plan: Plan, state: HouseState, name: str, door: str) -> Shine:
    """Return how a light map of that source and door shines."""
    kind, _, which = name.partition(" ")
    passed = state.doors.get(door, 0.0) if door else 1.0
    if kind == "lamp":
        level = state.lamps.get(which, 0.0) * flicker(which, state.t_ns)
        return Shine(level * passed, kelvin_of(plan.lamps[which].color))
    if kind == "infrared":
        return Shine(0.0, 5500.0)
    sky = sky_of(state)
    if which:
        passed *= 1 - CURTAIN_KEEPS * state.curtains.get(which, 0.0)
    return Shine(sky.level * passed, sky.kelvin)


def flicker(lamp: str, t_ns: int) -> float:
    """Return how a lamp's light changes by itself: a television's picture does."""
    if lamp != "tv":
        return 1.0
    t = t_ns / 1e9
    cut = math.floor(t / 2.7)  # the scenes of a film
    scene = 0.45 + 0.4 * math.sin(cut * 12.9898) ** 2
    return scene + 0.1 * math.sin(t * 2.1) + 0.05 * math.sin(t * 7.3 + cut)


def kelvin_of(color: Bgr) -> float:
    """Return the colour temperature whose light looks most like a colour of a lamp."""
    blue, _, red = linear(color).tolist()
    ratios = [math.log(b / r) for b, r in zip(_BLUE, _RED, strict=True)]
    mired = np.interp(
        math.log(max(blue, 0.01) / max(red, 0.01)), ratios, [1e6 / k for k in _KELVIN]
    )
    return float(1e6 / mired)


def tint(kelvin: float) -> Floats:
    """Return blue, green, red of a light, 1 in green."""
    mired = [1e6 / k for k in reversed(_KELVIN)]
    at = 1e6 / kelvin
    blue = np.interp(at, mired, _BLUE[::-1])
    red = np.interp(at, mired, _RED[::-1])
    color = np.array([blue, 1.0, red], np.float32)
    return np.asarray(color / float(color @ LUMINANCE), np.float32)


LUMINANCE = np.array([0.0722, 0.7152, 0.2126], np.float32)
"""How much blue, green and red count for what an eye calls bright."""
