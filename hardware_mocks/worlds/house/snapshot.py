"""What a page shows of the house, as plain values."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.house.light import outdoor_lux
from hardware_mocks.worlds.house.state import Body, HouseState

if TYPE_CHECKING:
    from hardware_mocks.worlds.house.house import House


def snapshot_of(house: House) -> dict[str, Any]:
    """Return the house now: who is where, what is open, what is lit, which PIR feels somebody."""
    state = house.state(house.now_ns)
    return {
        "kind": "house",
        "scenario": house.scenario.name,
        "title": house.scenario.title,
        "clock": clock_text(state.clock_s),
        "clock_s": round(state.clock_s, 2),
        "lux": round(outdoor_lux(state.sun_elevation_rad, state.clouds), 1),
        "sun": {
            "azimuth_rad": round(state.sun_azimuth_rad, 4),
            "elevation_rad": round(state.sun_elevation_rad, 4),
        },
        "weather": {k: round(getattr(state, k), 3) for k in ("clouds", "rain", "wind")},
        "power": state.has_power,
        "bodies": [_body(house, body) for body in state.bodies],
        "doors": _rounded(state.doors),
        "windows": _rounded(state.windows),
        "curtains": _rounded(state.curtains),
        "lamps": _rounded(state.lamps),
        "cameras_on": dict(state.cameras_on),
        "infrared": dict(state.infrared),
        "headlights": [
            {"azimuth_rad": round(beam.azimuth_rad, 3), "strength": beam.strength}
            for beam in state.headlights
        ],
        "pirs": _felt_now(house, state),
    }


def clock_text(clock_s: float) -> str:
    """Return the time of the day as 19:30:05."""
    whole = math.floor(clock_s)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _body(house: House, body: Body) -> dict[str, Any]:
    return {
        "name": body.name,
        "kind": body.kind,
        "x_m": round(body.x_m, 3),
        "y_m": round(body.y_m, 3),
        "facing_rad": round(body.facing_rad, 3),
        "pose": body.pose,
        "room": house.plan.room_at(body.x_m, body.y_m),
        "carries": body.carries,
    }


def _felt_now(house: House, state: HouseState) -> dict[str, bool]:
    """Return what each PIR feels: from the parts that hang on them, else nothing is reckoned."""
    sensing = house.sensing
    found = dict.fromkeys(house.plan.pirs, False)
    if sensing is not None:
        for name in found:
            part = sensing.joins.part_of(f"pir:{name}")
            found[name] = bool(getattr(part, "motion", False))
    return found


def _rounded(shares: Any) -> dict[str, float]:
    return {name: round(share, 3) for name, share in shares.items()}
