import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.worlds.house import pir
from hardware_mocks.worlds.house.movement import Stance, Still, Track, Walk
from hardware_mocks.worlds.house.plan import read_plan

PLAN = read_plan()
HALL = pir.Lens(PLAN, PLAN.pirs["hall"])
EYE = PLAN.pirs["hall"].at[:2]


def at(distance_m, off_rad):
    """A point that the hall's PIR sees so far away, so far from the middle of its view."""
    course = PLAN.pirs["hall"].yaw_rad + off_rad
    return EYE[0] + distance_m * math.cos(course), EYE[1] + distance_m * math.sin(course)


def walk(*way, speed_m_s=1.2):
    track = Track()
    track.add(Walk(0.0, way, speed_m_s, "walks", 1.4))
    return track


def motions(track, *, until_s=60.0, height_m=1.7):
    times = [t_s for t_s, _ in pir.changes(HALL, track, 0.0, until_s, height_m)]
    return pir.motions(HALL, "somebody", times)


@given(st.floats(0.1, 12.0), st.floats(-math.pi, math.pi))
def test_a_point_is_in_view_within_range_and_cone_only(distance_m, off_rad):
    is_seen = HALL.zone(*at(distance_m, off_rad)) is not None
    sensor = HALL.pir
    near_edge = abs(abs(off_rad) - sensor.cone_rad / 2) < 1e-6 or abs(distance_m - 7.0) < 1e-6
    if not near_edge:
        assert is_seen == (distance_m <= sensor.range_m and abs(off_rad) < sensor.cone_rad / 2)


@given(st.floats(0.5, 6.9), st.floats(-0.9, 0.9), st.floats(0.0, 1.0))
def test_fingers_lie_side_by_side_in_order(distance_m, off_rad, further):
    first = HALL.zone(*at(distance_m, off_rad)) % 1000
    second = HALL.zone(*at(distance_m, off_rad + further * (0.9 - off_rad))) % 1000
    assert first <= second


def test_walking_across_is_felt_at_once_and_to_the_end():
    felt = motions(walk(at(3.5, -0.8), at(3.5, 0.8)))
    assert len(felt) == 1
    assert felt[0].start_s < 1.0


def test_walking_straight_towards_it_is_felt_less_than_across():
    towards = sum(m.end_s - m.start_s for m in motions(walk(at(6.5, 0.061), at(1.0, 0.061))))
    across = sum(m.end_s - m.start_s for m in motions(walk(at(3.5, -0.8), at(3.5, 0.8))))
    assert towards < across


def test_creeping_is_not_felt():
    felt = motions(walk(at(4.0, -0.3), at(4.0, 0.3), speed_m_s=0.08), until_s=40.0)
    assert sum(m.end_s - m.start_s for m in felt) < 4.0


def test_a_cat_is_below_the_fingers():
    assert motions(walk(at(3.5, -0.8), at(3.5, 0.8)), height_m=0.27) == []


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000))
def test_somebody_who_sits_is_felt_for_a_small_part_of_the_time(seed):
    track = Track()
    stance = Stance(*at(3.0, 0.1), 0.0, "sits")
    track.add(Still(0.0, 600.0, stance, seed=str(seed), restless=(25.0, 0.06)))
    felt = motions(track, until_s=600.0)
    assert sum(m.end_s - m.start_s for m in felt) < 60.0


@settings(max_examples=30, deadline=None)
@given(st.floats(0.0, 20.0), st.floats(0.1, 15.0))
def test_it_does_not_matter_in_which_pieces_one_asks(middle_s, more_s):
    track = walk(at(6.0, -0.9), at(2.0, 0.4), at(5.0, 0.9))
    whole = list(pir.changes(HALL, track, 0.0, middle_s + more_s, 1.7))
    first = list(pir.changes(HALL, track, 0.0, middle_s, 1.7))
    second = list(pir.changes(HALL, track, middle_s, middle_s + more_s, 1.7))
    assert whole == first + second


@pytest.mark.parametrize(
    ("point", "shut", "is_seen"),
    [
        ((4.9, 2.0), (), True),
        ((2.0, 2.0), (), False),  # behind the wall to the living room
        ((6.5, 2.8), ("bedroom_door",), False),
        ((4.9, -1.0), ("front_door",), False),
        ((4.9, -1.0), (), True),  # through the open door
    ],
)
def test_walls_and_shut_doors_hide_what_is_behind_them(point, shut, is_seen):
    assert HALL.sees(point, shut) == is_seen


def test_glass_stops_the_warmth():
    living = pir.Lens(PLAN, PLAN.pirs["living_room"])
    assert not living.sees((-1.0, 2.5), ())
