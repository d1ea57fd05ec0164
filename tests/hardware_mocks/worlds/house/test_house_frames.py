import hashlib

import pytest

from hardware_mocks.worlds.house.house import House
from hardware_mocks.worlds.house.scenario_file import scenario_names

NS_PER_S = 1_000_000_000
FRAMES = 12
LONGEST_S = 100.0
SIZE = (320, 240)


def times_of(house):
    step_s = min(house.scenario.length_s, LONGEST_S) / FRAMES
    return [round(number * step_s * NS_PER_S) for number in range(FRAMES)]


def hashes(house, times):
    views = {camera: house.view(camera) for camera in house.plan.cameras}
    return {
        (camera, t_ns): hashlib.sha256(view.look(t_ns, SIZE).image.tobytes()).hexdigest()
        for t_ns in times
        for camera, view in views.items()
    }


@pytest.mark.parametrize("name", scenario_names())
def test_every_camera_shows_the_same_pictures_twice_whatever_was_asked_before(name):
    one, two = House(name, seed=7), House(name, seed=7)
    times = times_of(one)
    assert hashes(one, times) == hashes(two, reversed(times))


@pytest.mark.parametrize("name", ["burglary", "owner_returns", "cat_at_night", "cable_cut"])
def test_the_truth_about_cameras_is_the_same_twice(name):
    one, two = House(name, seed=7), House(name, seed=7)
    assert one.truth(with_cameras=True) == two.truth(with_cameras=True)


def test_the_camera_of_a_room_shows_whoever_is_in_it():
    house = House("burglary", seed=3)
    shown = [event for event in house.truth(with_cameras=True) if event["what"] == "shown"]
    assert [event["camera"] for event in shown] == ["living_room", "hall", "hall"]
    enters = [e["t_s"] for e in house.truth() if e.get("room") == "living_room"]
    assert abs(shown[0]["t_s"] - enters[0]) < 1.5


def test_a_camera_without_its_cable_shows_nobody():
    house = House("cable_cut", seed=3)
    shown = [event for event in house.truth(with_cameras=True) if event["what"] == "shown"]
    after = [e for e in shown if e["camera"] in {"street", "front_door"} and e["until_s"] > 17]
    assert after == []
