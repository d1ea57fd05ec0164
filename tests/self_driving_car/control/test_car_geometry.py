"""Moves, and the lane seen from somewhere else."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from self_driving_car.control.geometry import STAY, Move, bend_at, lane_after, moved, slope_at
from self_driving_car.control.motion import Twist
from self_driving_car.perception.seen import Lane

SMALL = st.floats(-0.4, 0.4)
MOVES = st.builds(Move, st.floats(-2, 2), st.floats(-2, 2), st.floats(-3, 3))
LANES = st.builds(
    Lane,
    offset_m=st.floats(-0.15, 0.15),
    heading_rad=st.floats(-0.5, 0.5),
    curvature_per_m=st.floats(-1.8, 1.8),
    width_m=st.just(0.35),
    confidence=st.just(1.0),
    growth_per_m2=st.floats(-1.0, 1.0),
)


def test_a_quarter_circle_to_the_left_ends_ahead_and_to_the_left():
    move = moved(Twist(0.5, 0.5), math.pi)  # radius 1 m, half of pi
    assert (move.forward_m, move.left_m) == (pytest.approx(1.0), pytest.approx(1.0))
    assert move.turned_rad == pytest.approx(math.pi / 2)


def test_without_a_turn_it_goes_straight_on():
    assert moved(Twist(0.5, 0.0), 2.0) == Move(1.0, 0.0, 0.0)


@given(MOVES)
def test_a_move_and_its_undoing_lead_nowhere(move):
    there = move.then(move.back())
    assert (there.forward_m, there.left_m, there.turned_rad) == (
        pytest.approx(0.0, abs=1e-9),
        pytest.approx(0.0, abs=1e-9),
        pytest.approx(0.0, abs=1e-9),
    )


@given(MOVES, MOVES)
def test_from_one_pose_to_another_leads_there(one, other):
    there = one.then(one.to(other))
    assert (there.forward_m, there.left_m) == (
        pytest.approx(other.forward_m, abs=1e-9),
        pytest.approx(other.left_m, abs=1e-9),
    )


@given(LANES, st.floats(0.0, 0.08), st.floats(-0.02, 0.02), st.floats(-0.2, 0.2))
def test_a_lane_stays_where_it_is_when_the_car_moves(lane, forward, left, turned):
    """A point of the new lane, put back into the old frame, lies on the old lane."""
    move = Move(forward, left, turned)
    after = lane_after(lane, move)
    for x in (0.0, 0.1, 0.2):
        point = move.then(Move(x, after.y_at(x)))
        assert point.left_m == pytest.approx(lane.y_at(point.forward_m), abs=0.012)


@given(LANES)
def test_who_stays_sees_the_same_lane(lane):
    after = lane_after(lane, STAY)
    assert after.offset_m == pytest.approx(lane.offset_m)
    assert after.heading_rad == pytest.approx(lane.heading_rad)
    assert after.curvature_per_m == pytest.approx(lane.curvature_per_m)


def test_slope_and_bend_are_the_derivatives_of_the_lane():
    lane = Lane(0.02, 0.2, 1.1, 0.35, 1.0, growth_per_m2=0.7)
    step = 1e-4
    for x in (0.0, 0.3, 0.6):
        slope = (lane.y_at(x + step) - lane.y_at(x - step)) / (2 * step)
        second = (lane.y_at(x + step) - 2 * lane.y_at(x) + lane.y_at(x - step)) / step**2
        assert slope_at(lane, x) == pytest.approx(slope, abs=1e-6)
        assert bend_at(lane, x) == pytest.approx(second / (1 + slope**2) ** 1.5, abs=1e-4)
