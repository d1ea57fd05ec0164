"""What happens by itself: weather, insects, headlights, a shaken camera, power and cables."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

from hardware_mocks.worlds.house.chance import drift, share_of
from hardware_mocks.worlds.house.deeds import DOOR_S, Deeds
from hardware_mocks.worlds.house.light import room_lux
from hardware_mocks.worlds.house.lines import Line
from hardware_mocks.worlds.house.plan import Plan
from hardware_mocks.worlds.house.state import Headlight, HouseState, Insect

INFRARED_LUX = 3.0
"""Below this a camera lights its IR lamp (cameras with night vision switch at 1 to 5 lx)."""
SWAY_HZ = 0.35
SHAKE_HZ = 5.0
CURTAIN_S = 1.5
_STREET_Y_M = -7.6
_FARTHEST_M = 40.0


def plan_happening(deeds: Deeds, t_s: float, line: Line) -> None:
    """Add the deed that a line of `happens` asks for."""
    _HAPPENINGS[line.verb](deeds, t_s, line)


# -- what a moment of it is like


def curtain_sway(seed: int, t_s: float) -> float:
    """Return where in their swing the curtains are, in rad; gusts hurry and delay them."""
    return math.tau * SWAY_HZ * t_s + 2.0 * drift(f"{seed} sway", t_s, 6.0)


def insects(deeds: Deeds, seed: int, t_s: float) -> tuple[Insect, ...]:
    """Return the moths at the cameras' lamps."""
    found = []
    for deed in deeds.of("insects"):
        if not deed.t_s <= t_s < deed.t_s + deed.over_s:
            continue
        for number in range(round(deed.value)):
            name = f"{seed} {deed.thing} {deed.t_s} {number}"
            # each comes close for a while, then is out of sight
            if drift(f"{name} near", t_s, 3.0) < -0.15:
                continue
            u = 0.5 + 0.45 * drift(f"{name} u", t_s, 0.45) + 0.2 * drift(f"{name} U", t_s, 2.5)
            v = 0.5 + 0.45 * drift(f"{name} v", t_s, 0.4) + 0.2 * drift(f"{name} V", t_s, 2.1)
            size = 0.015 + 0.05 * share_of(name) * (1 + drift(f"{name} size", t_s, 1.0))
            found.append(Insect(deed.thing, round(u, 4), round(v, 4), round(size, 4)))
    return tuple(found)


def headlights(deeds: Deeds, t_s: float) -> tuple[Headlight, ...]:
    """Return the beams of the cars that drive by."""
    found = []
    for deed in deeds.of("headlights"):
        share = (t_s - deed.t_s) / deed.over_s if deed.over_s else 2.0
        if 0 <= share < 1:
            way = -1 + 2 * share  # from the west, -1, to the east, 1
            x_m = _FARTHEST_M * (way if deed.text == "west" else -way)
            distance_m = math.hypot(x_m, _STREET_Y_M)
            strength = min(1.0, 12.0 / distance_m) * math.sin(math.pi * share) ** 0.5
            found.append(Headlight(math.atan2(_STREET_Y_M, x_m), round(strength, 4)))
    return tuple(found)


def shake(deeds: Deeds, seed: int, camera: str, t_s: float) -> tuple[float, float]:
    """Return by which yaw and pitch a camera is off its place."""
    yaw = pitch = 0.0
    for deed in deeds.of("shake"):
        since_s = t_s - deed.t_s
        if deed.thing == camera and 0 <= since_s < deed.over_s:
            fades = math.exp(-3 * since_s / deed.over_s)
            swing = math.sin(math.tau * SHAKE_HZ * since_s)
            yaw += deed.value * fades * swing
            pitch += deed.value * fades * 0.5 * drift(f"{seed} {deed.t_s} pitch", t_s, 0.08)
    return (round(yaw, 6), round(pitch, 6))


def with_infrared(plan: Plan, state: HouseState) -> HouseState:
    """Return the state with the IR lamps of the cameras that hang in the dark."""
    lit = {}
    for name, camera in plan.cameras.items():
        lux = room_lux(plan, state, plan.room_at(*camera.at[:2]))
        lit[name] = lux < INFRARED_LUX and state.cameras_on[name]
    return replace(state, infrared=lit)


# -- what the lines of `happens` mean


def _lamp(deeds: Deeds, t_s: float, line: Line) -> None:
    deeds.add(t_s, "lamp", line.get("LAMP"), float(line.get("on|off") == "on"))


def _open(deeds: Deeds, t_s: float, line: Line) -> None:
    deeds.add(t_s, "leaf", line.get("LEAF"), line.get("SHARE", 1.0), over_s=DOOR_S)


def _shut(deeds: Deeds, t_s: float, line: Line) -> None:
    deeds.add(t_s, "leaf", line.get("LEAF"), 0.0, over_s=DOOR_S)


def _draw(deeds: Deeds, t_s: float, line: Line) -> None:
    to = 1.0 if line.verb == "draw" else 0.0
    deeds.add(t_s, "curtain", line.get("CURTAIN"), to, over_s=CURTAIN_S)


def _weather(deeds: Deeds, t_s: float, line: Line) -> None:
    deeds.add(t_s, line.verb, "", line.get("SHARE"), over_s=line.get("SECONDS", 0.0))


def _headlights(deeds: Deeds, t_s: float, line: Line) -> None:
    deeds.add(t_s, "headlights", over_s=line.get("SECONDS"), text=line.get("west|east"))


def _insects(deeds: Deeds, t_s: float, line: Line) -> None:
    lasts_s = line.get("SECONDS")
    deeds.add(t_s, "insects", line.get("CAMERA"), line.get("NUMBER"), over_s=lasts_s)


def _shake(deeds: Deeds, t_s: float, line: Line) -> None:
    angle = math.radians(line.get("DEGREES"))
    deeds.add(t_s, "shake", line.get("CAMERA"), angle, over_s=line.get("SECONDS", 1.5))


def _power(deeds: Deeds, t_s: float, line: Line) -> None:
    deeds.add(t_s, "power", "", float(line.get("off|on") == "on"))


def _plug(deeds: Deeds, t_s: float, line: Line) -> None:
    value = 1.0 if line.verb == "plug_in" else 0.0
    if line.get("CAMERA"):
        deeds.add(t_s, "camera_power", line.get("CAMERA"), value)
    else:
        deeds.add(t_s, "node", "", value)


_HAPPENINGS: Mapping[str, Callable[[Deeds, float, Line], None]] = {
    "lamp": _lamp,
    "open": _open,
    "shut": _shut,
    "draw": _draw,
    "undraw": _draw,
    "clouds": _weather,
    "rain": _weather,
    "wind": _weather,
    "headlights": _headlights,
    "insects": _insects,
    "shake": _shake,
    "power": _power,
    "unplug": _plug,
    "plug_in": _plug,
}
