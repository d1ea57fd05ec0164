import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.worlds.house.paths import PERSON_RADIUS_M, FreeSpace, free_space
from hardware_mocks.worlds.house.plan import read_plan
from hardware_mocks.worlds.house.walking import crossing

PLAN = read_plan()
SPACE = free_space(PLAN)
X0, Y0, X1, Y1 = PLAN.bounds
points = st.tuples(st.floats(X0, X1), st.floats(Y0, Y1))
places = st.sampled_from(sorted(PLAN.places))


def walls_crossed(way):
    solid = [(w.a, w.b) for w in PLAN.walls if w.low_m < 1.0]
    legs = itertools.pairwise(way)
    return [wall for leg in legs for wall in solid if crossing(*leg, *wall) is not None]


def furniture_crossed(way):
    boxes = [item for item in PLAN.furniture.values() if item.is_in_the_way]
    crossed = set()
    for a, b in itertools.pairwise(way):
        for item in boxes:
            x0, y0, x1, y1 = item.box
            corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
            sides = itertools.pairwise([*corners, corners[0]])
            if any(crossing(a, b, *side) is not None for side in sides):
                crossed.add(item.name)
    return crossed


@settings(max_examples=60, deadline=None)
@given(points, points)
def test_a_way_never_leads_through_a_wall_or_furniture(start, goal):
    way = SPACE.way(start, goal)
    assert walls_crossed(way) == []
    assert furniture_crossed(way) == set()


@settings(max_examples=60, deadline=None)
@given(places, places)
def test_a_way_leads_from_each_place_to_each_other(start, goal):
    a, b = PLAN.places[start].floor_point, PLAN.places[goal].floor_point
    way = SPACE.way(a, b)
    assert math.dist(way[0], a) < 0.01
    assert math.dist(way[-1], b) < 0.01


@settings(max_examples=40, deadline=None)
@given(places, places)
def test_a_way_is_not_much_longer_than_the_way_back(start, goal):
    a, b = PLAN.places[start].floor_point, PLAN.places[goal].floor_point

    def length(way):
        return sum(math.dist(*leg) for leg in itertools.pairwise(way))

    there, back = length(SPACE.way(a, b)), length(SPACE.way(b, a))
    assert there <= 1.35 * back + 0.5


@settings(max_examples=60, deadline=None)
@given(points)
def test_the_nearest_free_point_is_free_and_a_free_point_itself(point):
    x, y = SPACE.nearest(point)
    assert SPACE.is_free(x, y)
    if SPACE.is_free(*point):
        assert (x, y) == point


def test_every_place_can_be_stood_at():
    blocked = [p.name for p in PLAN.places.values() if not SPACE.is_free(*p.floor_point)]
    stands = [*PLAN.keypads.values(), *PLAN.bells.values()]
    assert blocked + [s.name for s in stands if not SPACE.is_free(*s.stand)] == []


def test_whoever_fits_through_no_door_stays_outside():
    giant = FreeSpace(PLAN, radius_m=0.5)  # fits through no inner door
    way = giant.way((4.9, -3.0), (7.4, 6.0))
    assert PLAN.room_at(*way[-1]) == "outside"


@pytest.mark.parametrize("name", sorted(PLAN.doors))
def test_people_fit_through_every_door(name):
    (ax, ay), (bx, by) = PLAN.doors[name].ends
    x, y = (ax + bx) / 2, (ay + by) / 2
    assert SPACE.is_free(x, y)
    assert PLAN.doors[name].width_m > 2 * PERSON_RADIUS_M
