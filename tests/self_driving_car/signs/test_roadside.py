"""Where things lie by a lane that bends."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from self_driving_car.perception.roadside import beside, is_in_view, last_view_m, walked
from self_driving_car.perception.seen import Lane

FRONT_M = 0.12


def bend(curvature_per_m: float, offset_m: float = 0.0) -> Lane:
    return Lane(offset_m, 0.0, curvature_per_m, 0.35, 1.0)


def waits_m(lane: Lane | None, x_m: float, y_m: float) -> float:
    steps = walked(lane)
    return last_view_m(steps, x_m, y_m, front_m=FRONT_M, before_m=0.5)


@given(x_m=st.floats(-0.5, 2.4), y_m=st.floats(-1.0, 1.0))
def test_without_a_lane_the_way_is_straight_ahead(x_m, y_m):
    lies = beside(walked(None), x_m, y_m)
    assert lies.way_m == pytest.approx(x_m)
    assert lies.left_m == pytest.approx(y_m)


@given(st.floats(-0.2, 0.2), st.floats(0.0, 2.0))
def test_what_stands_on_the_lane_s_middle_is_beside_it_by_nothing(offset_m, x_m):
    lies = beside(walked(bend(0.0, offset_m)), x_m, offset_m)
    assert (lies.way_m, lies.left_m) == (pytest.approx(x_m), pytest.approx(0.0))


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_in_a_bend_the_way_to_a_sign_is_longer_than_straight_ahead(side):
    """The middle of the circle is one metre beside the car; the sign stands 0.3 m outside."""
    angle, radius_m = 0.9, 1.3
    x_m, y_m = radius_m * math.sin(angle), side * (1.0 - radius_m * math.cos(angle))
    lies = beside(walked(bend(side * 1.0)), x_m, y_m)
    assert lies.way_m > 0.85
    assert lies.left_m == pytest.approx(-side * 0.3, abs=0.07)


def test_what_lies_behind_has_a_negative_way():
    assert beside(walked(bend(0.5)), -0.3, -0.3).way_m == pytest.approx(-0.3, abs=0.01)


def test_the_car_waits_at_the_place_that_it_was_told_where_it_still_sees_the_light_there():
    assert waits_m(None, 1.62, -0.1) == pytest.approx(1.0, abs=0.05)


def test_it_waits_earlier_where_the_light_would_leave_the_picture():
    ahead_m = 0.45 / math.tan(math.radians(24))
    assert waits_m(None, 1.62, -0.45) == pytest.approx(1.62 - FRONT_M - ahead_m, abs=0.05)


def test_what_comes_into_view_from_nowhere_ahead_is_waited_for_here():
    """lights_7: it rolled on, and backing up by 30 cm did not bring the light into view again."""
    assert waits_m(None, 1.0, -0.9) == 0.0


def test_a_light_that_comes_into_view_behind_a_bend_is_waited_for_there():
    left_bend, ahead_m, left_m = bend(1.0), 1.3, 0.4
    assert not is_in_view(1.0, 0.9)
    assert waits_m(left_bend, ahead_m, left_m) > 0.3


@given(
    curvature=st.floats(-2.0, 2.0),
    x_m=st.floats(-1.0, 3.0),
    y_m=st.floats(-2.0, 2.0),
)
def test_it_never_waits_behind_the_place_that_it_was_told(curvature, x_m, y_m):
    lane = bend(curvature)
    way_m = beside(walked(lane), x_m, y_m).way_m
    wait_m = waits_m(lane, x_m, y_m)
    assert 0.0 <= wait_m <= max(0.0, way_m - FRONT_M - 0.5) + 1e-9
