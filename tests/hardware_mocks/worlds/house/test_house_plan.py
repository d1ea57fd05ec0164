import math

import pytest

from hardware_mocks.worlds.house.plan import PLAN, parse_plan, read_plan
from makerkit.errors import BadInputError


def test_rooms_fill_the_house_and_share_their_walls():
    plan = read_plan()
    x0, y0, x1, y1 = plan.outline
    areas = [(r.area[2] - r.area[0]) * (r.area[3] - r.area[1]) for r in plan.rooms.values()]
    assert sum(areas) == pytest.approx((x1 - x0) * (y1 - y0))


def test_walls_have_the_holes_of_doors_and_windows():
    plan = read_plan()
    above = [w for w in plan.walls if w.a == (4.45, 0.0) and w.b == (5.35, 0.0)]
    assert [(w.low_m, w.high_m) for w in above] == [(2.05, 2.6)]
    window = [w for w in plan.walls if w.a == (7.0, 0.0)]
    assert [(w.low_m, w.high_m) for w in window] == [(0.0, 0.9), (2.1, 2.6)]


def test_the_sides_of_a_wall_are_left_and_right_on_the_way_along_it():
    plan = read_plan()
    west = next(w for w in plan.walls if w.a == (0.0, 0.0) and w.b[0] == 0.0)
    south = next(w for w in plan.walls if w.a == (0.0, 0.0) and w.b[1] == 0.0)
    assert west.sides == ("outside", "living_room")
    assert south.sides == ("living_room", "outside")


def test_everything_that_stands_in_a_room_lies_within_it():
    plan = read_plan()
    for thing in plan.furniture.values():
        if thing.room in plan.rooms:
            x0, y0, x1, y1 = plan.rooms[thing.room].area
            assert x0 <= thing.box[0] < thing.box[2] <= x1, thing
            assert y0 <= thing.box[1] < thing.box[3] <= y1, thing
    for lamp in plan.lamps.values():
        assert plan.room_at(*lamp.at[:2]) == lamp.room


def test_doors_lie_between_the_rooms_that_they_name():
    plan = read_plan()
    for passage in (*plan.doors.values(), *plan.openings.values()):
        (ax, ay), (bx, by) = passage.ends
        x, y = (ax + bx) / 2, (ay + by) / 2
        dx, dy = (0.0, 0.1) if ay == by else (0.1, 0.0)
        beside = {plan.room_at(x - dx, y - dy), plan.room_at(x + dx, y + dy)}
        assert beside == set(passage.rooms), passage.name


def test_an_open_leaf_stands_inside_its_room_and_a_shut_one_in_its_frame():
    door = read_plan().doors["front_door"]
    assert door.tip_at(0.0) == pytest.approx(door.lock)
    assert door.tip_at(1.0)[1] > 0.8  # inwards
    assert math.dist(door.tip_at(0.5), door.hinge) == pytest.approx(door.width_m)


SLIPS = {
    ("yaw_deg = -88", "yaw = -88"): (
        'cameras.hall.yaw: no such entry is known here. Did you mean "yaw_deg"?'
    ),
    ('color = "#3f6f74"', 'color = "teal"'): (
        'furniture.sofa.color: must be a colour such as "#c03020", not "teal".'
    ),
    ("latitude_deg = 36.2", ""): "latitude_deg: must be a number.",
    ("lux = 160", 'lux = "bright"'): 'lamps.hall_lamp.lux: must be a number, not "bright".',
    ('floor = "tiles"', 'floor = "tile"'): (
        'rooms.hall.floor: must be one of wood, tiles, carpet, not "tile". Did you mean "tiles"?'
    ),
    ('rooms = ["hall", "bath"]', 'rooms = ["hall", "bat"]'): (
        'doors.bath_door.rooms: must be the names of two rooms, not "bat". Did you mean "bath"?'
    ),
    ("at = [13.3, 2.5]", "at = [133, 2.5]"): (
        "places.car_park.at: must lie within the bounds [-4.0, -10.0, 17.0, 12.0]."
    ),
}


@pytest.mark.parametrize(("slip", "said"), SLIPS.items())
def test_a_slip_in_the_plan_is_named_with_its_place(slip, said):
    text = PLAN.read_text(encoding="utf-8").replace(*slip, 1)
    with pytest.raises(BadInputError) as caught:
        parse_plan(text)
    assert said in str(caught.value)
