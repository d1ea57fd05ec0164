"""The light of the day: where the sun stands, and how bright it is outside and in each room."""

from __future__ import annotations

import math
from itertools import pairwise

from hardware_mocks.worlds.house.plan import OUTSIDE, Plan, Room
from hardware_mocks.worlds.house.state import HouseState

MOONLIGHT_LUX = 0.1
"""Between a quarter moon (0.01) and a full one (0.3)."""
TWILIGHT_LUX = ((0.0, 400.0), (-3.0, 40.0), (-6.0, 3.4), (-9.0, 0.3), (-12.0, MOONLIGHT_LUX))
"""By degrees of the sun: 400 lx at sunset, 3.4 after civil twilight (Bond, Henderson 1963)."""
DAYLIGHT_FACTOR = 0.35
"""Of the light outside, for a window as large as the floor (BRE daylight factor, rounded)."""
CURTAIN_SHARE = 0.12
"""What a drawn curtain lets through."""
LAMP_SPREAD = 0.55
"""The mean light of a room as a share of that right under its lamp."""
DUSK_LUX = 20.0
"""Below this street lamps light up."""


def sun_position(latitude_rad: float, day_of_year: int, clock_s: float) -> tuple[float, float]:
    """Return the sun's azimuth (clockwise from north) and elevation, in rad.

    Declination after Cooper (Solar Energy 12, 1969), good to a degree; the clock shows true solar
    time: the equation of time (a quarter of an hour at most) is left out.
    """
    declination = math.radians(23.45) * math.sin(math.tau * (284 + day_of_year) / 365)
    hour_angle = math.tau * (clock_s / 86_400 - 0.5)
    east = -math.cos(declination) * math.sin(hour_angle)
    north = math.sin(declination) * math.cos(latitude_rad)
    north -= math.cos(declination) * math.sin(latitude_rad) * math.cos(hour_angle)
    up = math.sin(declination) * math.sin(latitude_rad)
    up += math.cos(declination) * math.cos(latitude_rad) * math.cos(hour_angle)
    return math.atan2(east, north) % math.tau, math.asin(max(-1.0, min(1.0, up)))


def outdoor_lux(sun_elevation_rad: float, clouds: float) -> float:
    """Return the light on the ground outside.

    A clear sky after the day's 128 klx of the sun outside the air, weakened by the air's thickness;
    clouds after Kasten and Czeplak (Solar Energy 24, 1980): 1 - 0.75 n^3.4.
    """
    degrees = math.degrees(sun_elevation_rad)
    if degrees <= 0:
        clear = _twilight_lux(degrees)
    else:
        height = math.sin(sun_elevation_rad)
        clear = 400.0 + 128_000 * height * math.exp(-0.21 / (height + 0.05))
    return clear * (1.0 - 0.75 * math.pow(max(0.0, min(1.0, clouds)), 3.4))


def room_lux(plan: Plan, state: HouseState, room: str) -> float:
    """Return the mean light in a room, or outside."""
    outdoors = outdoor_lux(state.sun_elevation_rad, state.clouds)
    if room == OUTSIDE:
        return outdoors + _lamps_lux(plan, state, room, spread=0.2)
    return outdoors * daylight_share(plan, state, plan.rooms[room]) + _lamps_lux(plan, state, room)


def daylight_share(plan: Plan, state: HouseState, room: Room) -> float:
    """Return the share of the light outside that comes into a room through its windows."""
    x0, y0, x1, y1 = room.area
    share = 0.004  # through doors, from the other rooms
    for window in plan.windows.values():
        if window.room == room.name:
            glass_m2 = math.dist(*window.ends) * (window.head_m - window.sill_m)
            drawn = state.curtains.get(window.name, 0.0)
            passes = 1 - drawn * (1 - CURTAIN_SHARE)
            share += DAYLIGHT_FACTOR * passes * glass_m2 / ((x1 - x0) * (y1 - y0))
    return share * 0.25  # the sky that a window sees is a part of the whole


def _lamps_lux(plan: Plan, state: HouseState, room: str, spread: float = LAMP_SPREAD) -> float:
    lamps = (lamp for lamp in plan.lamps.values() if lamp.room == room)
    return sum(lamp.lux * state.lamps.get(lamp.name, 0.0) * spread for lamp in lamps)


def _twilight_lux(degrees: float) -> float:
    for (above, bright), (below, dim) in pairwise(TWILIGHT_LUX):
        if degrees >= below:
            share = (degrees - below) / (above - below)
            return float(dim * (bright / dim) ** share)
    return MOONLIGHT_LUX
