"""The plan of the house as the page draws it."""

import json

from hardware_mocks.worlds.house.plan import read_plan
from workshop.bench_page.plan import colour, plan_of_the_house


def test_everything_that_can_be_touched_or_seen_is_in_it():
    plan, drawn = read_plan(), plan_of_the_house()

    for kind in ("rooms", "doors", "windows", "lamps", "cameras", "pirs", "furniture"):
        assert sorted(thing["name"] for thing in drawn[kind]) == sorted(getattr(plan, kind)), kind
    json.dumps(drawn)


def test_walls_are_cut_where_people_walk_and_look():
    plan = read_plan()
    drawn = plan_of_the_house()["walls"]

    assert 0 < len(drawn) < len(plan.walls)
    assert all(wall["thick"] > 0.05 for wall in drawn)


def test_what_is_shown_holds_the_house_and_lies_within_the_bounds():
    plan, drawn = read_plan(), plan_of_the_house()
    x0, y0, x1, y1 = drawn["view"]

    assert x0 < plan.outline[0] < plan.outline[2] < x1
    assert y0 < plan.outline[1] < plan.outline[3] < y1
    assert (x0, y0) >= plan.bounds[:2]
    gate = plan.places["front_gate"].at
    assert x0 < gate[0] < x1
    assert y0 < gate[1] < y1


def test_colours_are_turned_from_opencvs_order_to_the_browsers():
    assert colour((1, 2, 255)) == "#ff0201"
