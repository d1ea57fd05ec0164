"""Bars of a zebra crossing look as the marks do, and are none."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.worlds.track.along import pose_at
from hardware_mocks.worlds.track.picture import CarView
from hardware_mocks.worlds.track.picture.look import Look
from hardware_mocks.worlds.track.road import MarkKind
from hardware_mocks.worlds.track.track import Track
from self_driving_car.control.geometry import Move
from self_driving_car.perception.crossing import on_crossing
from self_driving_car.perception.perception import Perception
from self_driving_car.perception.settings import PerceptionSettings

SIDES_M = np.array([0.175, -0.175])


def streaks(*lefts_m: float, from_m: float = 0.5, long_m: float = 0.2) -> tuple[Any, Any]:
    """Return the streaks of bars: ahead and to the left, a centimetre apart."""
    x = np.arange(from_m, from_m + long_m, 0.01)
    return np.tile(x, len(lefts_m)), np.repeat(lefts_m, len(x))


def told(x: Any, left: Any, *, strength: float = 3.0) -> Any:
    """Return which of them lie on a crossing."""
    return on_crossing(x, left, strength * np.ones(len(x)), SIDES_M)


def test_where_bars_lie_is_told_and_where_none_lie_is_not() -> None:
    x, left = streaks(-0.09, -0.01, 0.07)
    mark_x, mark_left = streaks(-0.175, from_m=0.2, long_m=0.8)

    found = told(np.append(x, mark_x), np.append(left, mark_left))

    assert found[: len(x)].all()
    beside = mark_x[found[len(x) :]]
    assert 0.35 < beside.min() < 0.5
    assert 0.7 < beside.max() < 0.85


@pytest.mark.parametrize(
    "found",
    [
        streaks(-0.09, 0.07),
        streaks(-0.16, 0.0, 0.16),
        streaks(-0.09, -0.01, 0.07, from_m=0.51, long_m=0.05),
        streaks(0.3, 0.38, 0.46),
    ],
    ids=["two words on the road", "marks and a seam", "a stop line", "beside the lane"],
)
def test_what_else_lies_on_a_road_is_no_crossing(found: tuple[Any, Any]) -> None:
    assert not told(*found).any()


def test_the_pattern_of_a_rough_floor_is_no_crossing() -> None:
    """signs_36: the car stood at a sign, and a floor in bright light was all bars."""
    assert not told(*streaks(-0.09, -0.01, 0.07), strength=1.5).any()
    assert not told(*streaks(-0.09, -0.01, 0.07, from_m=0.2, long_m=0.9)).any()


def test_a_single_line_has_no_crossing() -> None:
    x, left = streaks(-0.09, -0.01, 0.07)
    assert not on_crossing(x, left, 3.0 * np.ones(len(x)), np.array([0.0])).any()


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), max_size=200))
def test_streaks_anywhere_break_nothing(places: list[tuple[float, float]]) -> None:
    x, left = np.array(places, float).reshape(-1, 2).T
    assert told(x, left).shape == (len(places),)


@pytest.mark.parametrize("seed", [53, 87])
def test_the_lane_is_followed_over_a_crossing_in_a_bend(seed: int) -> None:
    """signs_53, lights_87: it followed the next bar, straight on, and the lane was lost."""
    track = Track(f"lane_{seed}", seed=seed)
    view = CarView(track, seed=seed, looks=Look())
    perception = Perception(PerceptionSettings())
    crossing_m = ahead_m(track)
    before = None
    for number, s_m in enumerate(np.arange(crossing_m - 1.5, crossing_m + 0.1, 0.025)):
        pose = pose_at(track.road, float(s_m))
        here = Move(pose.x_m, pose.y_m, pose.heading_rad)
        track.move_car(pose.x_m, pose.y_m, pose.heading_rad)
        moved = (0.0, 0.0, 0.0)
        if before is not None:
            step = before.to(here)
            moved = (step.forward_m, step.left_m, math.remainder(step.turned_rad, math.tau))
        before = here
        lane = perception.look(view.frame(track.state()), 0.05 * number, moved).lane
        if number > 12:
            assert lane is not None
            assert lane.confidence > 0.3
            assert abs(lane.offset_m) < 0.03


def ahead_m(track: Track) -> float:
    """Return how far from the start the crossing lies."""
    bar = next(mark for mark in track.road.marks if mark.kind is MarkKind.CROSSING)
    middle = np.asarray(bar.points)[:, :2].mean(0)
    far = np.hypot(*(np.asarray(track.road.lane)[:, :2] - middle).T)
    steps = np.hypot(*np.diff(np.asarray(track.road.lane)[:, :2], axis=0).T)
    return float(np.concatenate([[0.0], np.cumsum(steps)])[far.argmin()])
