"""What a page shows of the track, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.track.state import Thing

if TYPE_CHECKING:
    from hardware_mocks.worlds.track.track import Track


def snapshot_of(track: Track) -> dict[str, Any]:
    """Return the track now: the car, what stands there, how the drive goes.

    The road itself, which stays as it is, comes from `road_of_snapshot`.
    """
    state, referee = track.state(), track.referee
    on_bench = track.on_bench
    return {
        "kind": "track",
        "scenario": track.scenario.name,
        "title": track.scenario.title,
        "t_s": round(state.t_ns / 1e9, 3),
        "car": {
            "x_m": round(state.car.x_m, 4),
            "y_m": round(state.car.y_m, 4),
            "heading_rad": round(state.car.heading_rad, 4),
            "speed_m_s": round(state.speed_m_s, 3),
            "turn_rad_s": round(state.turn_rad_s, 3),
        },
        "s_m": round(track.place.s_m, 3),
        "offset_m": round(track.place.offset_m, 4),
        "laps": round(referee.way_m / track.lap_m, 3),
        "has_left_lane": referee.has_left_lane,
        "light": round(state.light, 3),
        "sonar_m": None if on_bench is None else on_bench.sonar_m,
        "things": [_thing(thing) for thing in state.things],
    }


def road_of_snapshot(track: Track) -> dict[str, Any]:
    """Return what does not move: floor, lane, marks and the car's measures, as plain values."""
    road, chassis = track.road, track.car.chassis
    return {
        "name": road.name,
        "floor_m": list(road.floor_m),
        "lane_width_m": road.lane_width_m,
        "lane": _points(road.lane[::2]),
        "marks": [
            {
                "kind": str(mark.kind),
                "points": _points(mark.points[:: 1 if len(mark.points) < 10 else 3]),
                "width_m": mark.width_m,
                "dash_m": mark.dash_m,
                "gap_m": mark.gap_m,
                "is_closed": mark.is_closed,
            }
            for mark in road.marks
        ],
        "car": {
            "front_m": chassis.front_m,
            "back_m": chassis.back_m,
            "width_m": chassis.width_m,
        },
    }


def _points(points: Any) -> list[list[float]]:
    return [[round(float(x), 3), round(float(y), 3)] for x, y in points]


def _thing(thing: Thing) -> dict[str, Any]:
    return {
        "name": thing.name,
        "kind": str(thing.kind),
        "x_m": round(thing.pose.x_m, 3),
        "y_m": round(thing.pose.y_m, 3),
        "heading_rad": round(thing.pose.heading_rad, 3),
        "wide_m": thing.wide_m,
        "deep_m": thing.deep_m,
        "high_m": thing.high_m,
        "looks": thing.looks,
    }
