"""Scenarios of the track: by name, by number, from a file; and what is said of a wrong one."""

import math
from pathlib import Path

import pytest

from hardware_mocks.worlds.track.along import pose_at, project, ruler_of
from hardware_mocks.worlds.track.in_sight import is_in_sight
from hardware_mocks.worlds.track.road import MarkKind
from hardware_mocks.worlds.track.scenario import Movement
from hardware_mocks.worlds.track.scenario_file import read_track_scenario
from hardware_mocks.worlds.track.scenario_names import scenario_named, scenario_names
from hardware_mocks.worlds.track.state import ThingKind
from hardware_mocks.worlds.track.track import Track
from makerkit.errors import BadInputError, NotThereError

WHOLE = """
title = "Mine"
seed = 5
kind = "two_lanes"
look_seed = 7
look = {style = "brown"}
length_s = 12
[start]
s_m = 2.0
side_m = 0.05
turn_deg = 10
[faults]
latency_s = 0.15
dropped = 0.1
battery_v = 6.8
[[thing]]
kind = "walker"
name = "ali"
s_m = 3.0
side_m = -0.5
to_side_m = 0.5
speed_m_s = 0.3
at_s = 2.5
[[thing]]
kind = "traffic_light"
s_m = 5.0
stop_s_m = 4.8
stop_line = true
schedule = [["green", 3], ["red", 4]]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_scenario_of_the_kit_can_be_driven():
    for name in scenario_names():
        track = Track(name, seed=1)
        track.advance(2.0, 2.0, ms=100)
        assert not track.referee.has_left_lane
        assert {event["what"] for event in track.truth()} == {"car"}


def test_a_file_says_everything(tmp_path: Path):
    scenario = read_track_scenario(written(tmp_path, WHOLE))
    assert (scenario.name, scenario.title, scenario.road.name) == ("mine", "Mine", "two_lanes_5")
    assert (scenario.look_seed, dict(scenario.look)) == (7, {"style": "brown"})
    assert (scenario.faults.latency_s, scenario.faults.dropped) == (0.15, 0.1)
    start = project(scenario.road, scenario.start.x_m, scenario.start.y_m)
    assert (start.s_m, start.offset_m) == (
        pytest.approx(2.0, abs=1e-3),
        pytest.approx(0.05, abs=1e-3),
    )
    turned = math.remainder(scenario.start.heading_rad - start.heading_rad, 2 * math.pi)
    assert turned == pytest.approx(math.radians(10), abs=1e-3)
    ali, light = scenario.actors
    assert (ali.movement, ali.to_side_m, ali.at_s) == (Movement.CROSSES, 0.5, 2.5)
    assert (light.thing.name, light.stop_s_m) == ("traffic light 2", 4.8)
    assert light.schedule == (("green", 3.0), ("red", 4.0))
    assert MarkKind.STOP_LINE in {mark.kind for mark in scenario.road.marks}


def test_a_run_can_name_the_file(tmp_path: Path):
    path = written(tmp_path, WHOLE)
    assert Track(str(path)).scenario.title == "Mine"


def test_a_sign_stands_to_the_right_and_faces_who_comes():
    sign = scenario_named("signs").actors[0].thing
    place = project(scenario_named("signs").road, sign.pose.x_m, sign.pose.y_m)
    assert place.offset_m == pytest.approx(-0.3, abs=1e-3)
    turned = math.remainder(sign.pose.heading_rad - place.heading_rad, 2 * math.pi)
    assert abs(turned) == pytest.approx(math.pi, abs=1e-3)


@pytest.mark.parametrize("seed", range(1, 12))
def test_scenarios_by_chance_put_things_where_they_matter(seed):
    box = scenario_named(f"obstacle_{seed}")
    place = project(box.road, box.actors[0].thing.pose.x_m, box.actors[0].thing.pose.y_m)
    assert abs(place.offset_m) <= 0.051
    assert 1.4 < place.s_m < ruler_of(box.road).length_m - 0.7
    signs = scenario_named(f"signs_{seed}")
    kinds = [actor.thing.kind for actor in signs.actors]
    assert kinds.count(ThingKind.STOP_SIGN) == 2
    first, second = (actor.s_m for actor in signs.actors[:2])
    assert second - first >= 3.0
    (light,) = scenario_named(f"lights_{seed}").actors
    assert {colour for colour, _ in light.schedule} == {"red", "green", "amber"}


@pytest.mark.parametrize("kind", ["signs", "lights"])
def test_signs_and_lights_by_chance_stand_where_who_drives_there_can_see_them(kind):
    """On the inside of a sharp bend a sign never comes into a picture of 62 degrees."""
    for seed in range(1, 21):
        scenario = scenario_named(f"{kind}_{seed}")
        meant = [actor for actor in scenario.actors if actor.stop_s_m is not None]
        assert all(is_in_sight(scenario.road, a.stop_s_m, a.thing.pose) for a in meant)


def test_a_sign_on_a_straight_road_is_in_sight_and_one_far_aside_is_not():
    road = scenario_named("oval").road
    assert is_in_sight(road, 1.0, pose_at(road, 1.0, -0.3))
    assert not is_in_sight(road, 1.0, pose_at(road, 1.0, -1.5))


def test_a_number_always_means_the_same():
    assert scenario_named("signs_7").actors == scenario_named("signs_7").actors
    assert scenario_named("signs_7").actors != scenario_named("signs_8").actors


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = 'x'", "Did you mean"),
        ("[faults]\nlatency = 0.1", "latency_s"),
        ("[faults]\nlatency_s = 'long'", "must be a number"),
        ("[[thing]]\nkind = 'bos'\ns_m = 1", "box"),
        ("[[thing]]\nkind = 'box'", "s_m"),
        ("[[thing]]\nkind = 'box'\ns_m = 1\nsize_m = [1, 2]", "width, depth, height"),
        ("[[thing]]\nkind='traffic_light'\ns_m=1\nschedule=[['blue', 1]]", "schedule"),
        ("thing = 3", "double brackets"),
        ("seed = 1\nkind = 'three_lanes'", "two_lanes"),
        ("look = 'brown'", "table of names"),
        ("title = ", "line 1"),
    ],
)
def test_a_scenario_that_cannot_be_is_explained(tmp_path: Path, text: str, said: str):
    with pytest.raises(BadInputError, match=said):
        read_track_scenario(written(tmp_path, text))


def test_an_unknown_name_is_asked_back():
    with pytest.raises(NotThereError, match="obstacle"):
        scenario_named("obstakle")
    with pytest.raises(NotThereError):
        scenario_named("nothing.toml")
