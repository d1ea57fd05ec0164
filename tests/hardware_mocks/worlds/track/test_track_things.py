"""What stands and moves on the track; what the sonar hears of it; what happens at a contact."""

import math
import random

import pytest

from hardware_mocks.worlds.track import sonar
from hardware_mocks.worlds.track.along import pose_at, project
from hardware_mocks.worlds.track.car import Car
from hardware_mocks.worlds.track.cast import colour_at, thing_of
from hardware_mocks.worlds.track.contact import bumper_is_pressed, foot_of, overlap, touched
from hardware_mocks.worlds.track.scenario_names import scenario_named
from hardware_mocks.worlds.track.state import Pose, Thing, ThingKind
from hardware_mocks.worlds.track.track import Track
from makerkit.errors import BadInputError, NotThereError

EYE = Pose(0.0, 0.0)


def wall(distance_m: float, turned_deg: float = 0.0, side_m: float = 0.0, **how: float) -> Thing:
    """Return a thin board before the sonar, its face at that distance."""
    size = (how.get("wide_m", 1.0), 0.02, how.get("high_m", 0.3))
    turned = math.radians(turned_deg)
    middle = Pose(distance_m + 0.01 * math.cos(turned), side_m, turned)
    return thing_of(ThingKind.BOX, "wall", middle, "white", size)


def events(track: Track, *whats: str) -> list[dict]:
    return [event for event in track.truth() if event["what"] in whats]


# -- sonar


@pytest.mark.parametrize("distance_m", [0.05, 0.3, 1.0, 3.5])
def test_the_sonar_measures_the_distance_to_a_face(distance_m):
    assert sonar.distance_m(EYE, [wall(distance_m)]) == pytest.approx(distance_m, abs=1e-6)


def test_the_nearest_of_several_counts():
    assert sonar.distance_m(EYE, [wall(1.0), wall(0.5), wall(2.0)]) == pytest.approx(0.5)


def test_beyond_4_m_and_behind_nothing_is_heard():
    assert sonar.distance_m(EYE, [wall(4.1)]) is None
    assert sonar.distance_m(Pose(0, 0, math.pi), [wall(1.0)]) is None


def test_a_board_turned_far_away_throws_the_sound_aside():
    assert sonar.distance_m(EYE, [wall(1.0, 30)]) is not None
    assert sonar.distance_m(EYE, [wall(1.0, 60)]) is None


def test_the_cone_is_15_degrees_wide():
    edge_m = 2.0 * math.tan(math.radians(7.5))
    inside = wall(2.0, side_m=edge_m + 0.04, wide_m=0.1)
    outside = wall(2.0, side_m=edge_m + 0.06, wide_m=0.1)
    assert sonar.distance_m(EYE, [inside]) == pytest.approx(2.0, rel=0.01)
    assert sonar.distance_m(EYE, [outside]) is None


def test_a_person_is_round_and_heard_from_any_side():
    for turned in range(0, 90, 15):
        pose = Pose(1.0, 0.0, math.radians(turned))
        assert sonar.distance_m(EYE, [thing_of(ThingKind.WALKER, "mina", pose)]) is not None


def test_signs_on_poles_and_what_lies_flat_are_not_heard():
    flat = wall(1.0, high_m=0.03)
    sign = thing_of(ThingKind.STOP_SIGN, "stop", Pose(1.0, 0.0))
    assert sonar.distance_m(EYE, [flat, sign]) is None


def test_echoes_jitter_and_are_lost_as_often_as_said():
    chance = random.Random(1)
    found = [sonar.flawed(1.0, chance, 0.003, 0.1) for _ in range(2000)]
    lost = [value for value in found if value == sonar.NOTHING_M]
    heard = [value for value in found if value != sonar.NOTHING_M]
    assert len(lost) == pytest.approx(200, abs=40)
    assert sum(heard) / len(heard) == pytest.approx(1.0, abs=5e-4)
    assert max(abs(value - 1.0) for value in heard) == pytest.approx(0.01, abs=0.004)


# -- contact


def test_two_rectangles_overlap_as_geometry_says():
    a = (0.0, 0.0, 0.0, 0.5, 0.1)
    assert overlap(a, (0.9, 0.0, 0.0, 0.45, 0.1))
    assert not overlap(a, (0.96, 0.0, 0.0, 0.45, 0.1))
    assert not overlap(a, (0.0, 0.25, 0.0, 0.5, 0.1))
    assert overlap(a, (0.0, 0.55, math.pi / 2, 0.5, 0.1))
    assert not overlap((0, 0, 0, 0.1, 0.1), (0.22, 0.22, math.pi / 4, 0.1, 0.1))


def test_a_car_that_runs_into_a_box_stands_before_it_and_can_go_back():
    track = Track("obstacle", seed=1)
    place = track.cast.player("box").thing.pose
    track.move_car(place.x_m - 0.1 - 0.12 - 0.3, place.y_m, 0.0)
    track.cast.move("box", place.x_m, place.y_m, 0.0)
    track.advance(4.0, 4.0, ms=2000)
    assert track.car.x_m == pytest.approx(place.x_m - 0.1 - 0.12, abs=0.006)
    (contact,) = events(track, "contact")
    assert contact["name"] == "box"
    assert contact["speed_m_s"] > 0.4
    assert bumper_is_pressed(track.car, track.things)
    track.advance(-4.0, -4.0, ms=1000)
    assert track.car.x_m < place.x_m - 0.5
    assert not bumper_is_pressed(track.car, track.things)


def test_a_box_that_is_put_onto_the_car_does_not_hold_it_for_ever():
    track = Track("oval")
    track.put("box", track.car.x_m, track.car.y_m)
    track.advance(4.0, 4.0, ms=1500)
    assert touched(track.car, track.things) is None


# -- who moves


def test_a_walker_waits_for_the_car_and_then_crosses_at_her_pace():
    track = Track("walker")
    track.advance(0.0, 0.0, ms=3000)
    mina = track.cast.player("mina")
    assert project(track.road, mina.thing.pose.x_m, mina.thing.pose.y_m).offset_m == (
        pytest.approx(0.5, abs=1e-3)
    )
    before = pose_at(track.road, 7.6 - 0.12 - 0.9)
    track.move_car(before.x_m, before.y_m, before.heading_rad)
    track.advance(0.0, 0.0, ms=2005)
    offset_m = project(track.road, mina.thing.pose.x_m, mina.thing.pose.y_m).offset_m
    assert offset_m == pytest.approx(0.5 - 2.0 * 0.25, abs=0.01)
    track.advance(0.0, 0.0, ms=5000)
    offset_m = project(track.road, mina.thing.pose.x_m, mina.thing.pose.y_m).offset_m
    assert offset_m == pytest.approx(-0.5, abs=1e-3)


def test_another_car_drives_along_the_lane():
    track = Track("traffic")
    track.advance(0.0, 0.0, ms=5000)
    pose = track.cast.player("other car").thing.pose
    place = project(track.road, pose.x_m, pose.y_m)
    assert place.s_m == pytest.approx(1.5 + 5 * 0.2, abs=0.01)
    assert math.remainder(pose.heading_rad - place.heading_rad, 2 * math.pi) == (
        pytest.approx(0, abs=0.01)
    )


def test_a_light_follows_its_schedule_until_a_hand_switches_it():
    schedule = (("red", 2.0), ("green", 3.0))
    assert [colour_at(schedule, t) for t in (0.0, 1.9, 2.1, 4.9, 5.1)] == [
        *("red", "red", "green", "green", "red"),
    ]
    track = Track("lights")
    seen = []
    for _ in range(17):
        seen.append(track.things[0].looks)
        track.advance(0.0, 0.0, ms=1000)
    assert seen == ["green"] * 6 + ["amber"] * 2 + ["red"] * 8 + ["green"]
    track.set_light("light", "red")
    track.advance(0.0, 0.0, ms=3000)
    assert track.things[0].looks == "red"
    track.set_light("light", "auto")
    track.advance(0.0, 0.0, ms=5)
    assert track.things[0].looks == "green"


def test_the_marks_go_when_the_scenario_says_so():
    from dataclasses import replace

    scenario = scenario_named("oval")
    faults = replace(scenario.faults, marks_gone_s=0.5)
    track = Track(replace(scenario, faults=faults))
    track.advance(0.0, 0.0, ms=1000)
    assert track.state(400_000_000).has_marks
    assert not track.state(600_000_000).has_marks


# -- signs and lights


def drive_up_to(track: Track, s_m: float) -> None:
    pose = pose_at(track.road, s_m - track.car.chassis.front_m)
    track.move_car(pose.x_m, pose.y_m, pose.heading_rad)


def test_a_stop_before_a_sign_is_told_with_its_length_and_place():
    track = Track("signs", seed=1)
    drive_up_to(track, 1.35)
    track.advance(0.0, 0.0, ms=3000)
    track.advance(4.0, 4.0, ms=1000)
    (passed,) = events(track, "passed_sign")
    assert passed["name"] == "stop sign 1"
    assert passed["stood_s"] == pytest.approx(3.0, abs=0.15)
    assert passed["stood_before_m"] == pytest.approx(0.25, abs=0.03)


def test_who_does_not_stop_stood_for_no_time():
    track = Track("signs", seed=1)
    drive_up_to(track, 0.7)
    track.advance(4.0, 4.0, ms=2500)
    (passed,) = events(track, "passed_sign")
    assert passed["stood_s"] < 0.2


def test_a_stop_far_before_a_sign_is_none_for_it():
    track = Track("signs", seed=1)
    drive_up_to(track, 0.5)
    track.advance(0.0, 0.0, ms=3000)
    track.advance(4.0, 4.0, ms=3000)
    (passed,) = events(track, "passed_sign")
    assert passed["stood_s"] == 0.0
    assert "stood_before_m" not in passed


def test_a_stop_behind_a_sign_does_not_count_for_the_next_lap():
    track = Track("signs", seed=1)
    drive_up_to(track, 1.7)
    track.advance(0.0, 0.0, ms=3000)
    drive_up_to(track, 1.3)
    track.advance(4.0, 4.0, ms=1200)
    (passed,) = events(track, "passed_sign")
    assert passed["stood_s"] < 0.2


@pytest.mark.parametrize("side_m", [-0.12, 0.12])
def test_the_bumper_feels_the_corner_of_a_box_too(side_m):
    car = Car(pose=Pose(0.0, 0.0))
    size = (0.12, 0.1, 0.2)
    box = thing_of(ThingKind.BOX, "box", Pose(0.12 + 0.05 + 0.002, side_m), "red", size)
    assert bumper_is_pressed(car, [box])
    beside = thing_of(ThingKind.BOX, "box", Pose(0.12 + 0.05 + 0.002, 1.2 * side_m), "red", size)
    assert not bumper_is_pressed(car, [beside])


@pytest.mark.parametrize(("colour", "what"), [("red", "red_light_run"), ("green", "passed_light")])
def test_only_a_red_light_is_run(colour, what):
    track = Track("lights", seed=1)
    track.set_light("light", colour)
    drive_up_to(track, 7.0)
    track.advance(4.0, 4.0, ms=1200)
    (passed,) = events(track, "red_light_run", "passed_light")
    assert (passed["what"], passed["colour"]) == (what, colour)


# -- orders of a page


def test_a_page_may_put_move_and_take_things_and_carry_the_car():
    track = Track("oval")
    track.order("put", kind="box", x_m=1.0, y_m=2.0)
    assert [thing.name for thing in track.state().things] == ["box 1"]
    track.order("move", name="box 1", x_m=2.0, y_m=2.5, heading_rad=0.5)
    assert track.state().things[0].pose == Pose(2.0, 2.5, 0.5)
    track.order("take", name="box 1")
    assert track.state().things == ()
    track.order("move_car", x_m=2.0, y_m=1.3)
    assert track.state().car == Pose(2.0, 1.3, track.scenario.start.heading_rad)
    track.order("set_room_light", share=0.4)
    assert track.state().light == 0.4


@pytest.mark.parametrize(
    ("action", "how"),
    [
        ("put", {"kind": "elephant", "x_m": 0, "y_m": 0}),
        ("put", {"kind": "box", "x_m": "here", "y_m": 0}),
        ("put", {"kind": "box", "x_m": math.nan, "y_m": 0}),
        ("move_car", {"x_m": 1.0}),
        ("set_room_light", {"share": -1}),
        ("__init__", {}),
        ("advance", {"ms": 5}),
    ],
)
def test_a_page_cannot_ask_for_nonsense(action, how):
    with pytest.raises(BadInputError):
        Track("oval").order(action, **how)


def test_what_is_not_there_cannot_be_moved():
    track = Track("oval")
    track.order("put", kind="box", x_m=1, y_m=1)
    with pytest.raises(NotThereError, match="box 1"):
        track.order("move", name="box1", x_m=1, y_m=1)


def test_a_track_takes_so_many_things_and_no_more():
    track = Track("oval")
    for _ in range(24):
        track.order("put", kind="box", x_m=1, y_m=1)
    with pytest.raises(BadInputError, match="full"):
        track.order("put", kind="box", x_m=1, y_m=1)


def test_what_a_page_is_shown_is_plain_and_says_all():
    import json

    from hardware_mocks.worlds.track.snapshot import road_of_snapshot

    track = Track("demo", seed=1)
    shown = json.loads(json.dumps(track.snapshot()))
    assert [thing["kind"] for thing in shown["things"]] == [
        *("stop_sign", "walker", "traffic_light", "box"),
    ]
    road = json.loads(json.dumps(road_of_snapshot(track)))
    assert {mark["kind"] for mark in road["marks"]} == {"edge", "start", "stop_line"}
    assert foot_of(track.things[3])[:2] == pytest.approx(
        (shown["things"][3]["x_m"], shown["things"][3]["y_m"]), abs=1e-3
    )
    assert isinstance(track.car, Car)
