import math

import pytest

from hardware_mocks.worlds.house.house import House
from hardware_mocks.worlds.house.scenario_file import parse_house_scenario, scenario_names
from makerkit.errors import BadInputError, NotThereError

NS_PER_S = 1_000_000_000
PROMISED = {
    "at_home", "burglary", "cable_cut", "camera_shaken", "cat_at_night", "cloudy_day",
    "curtain_in_the_wind", "empty_day", "forgot_window_open", "headlights", "insects_at_night",
    "lamp_switched", "ordinary_day", "owner_returns", "party", "power_cut", "rain",
    "resident_goes_to_bed", "seated_person", "slow_intruder", "two_intruders",
    "visitor_at_the_door", "walk_through",
}  # fmt: skip


def states(house, until_s=120.0, step_s=0.7):
    return [house.state(round(k * step_s * NS_PER_S)) for k in range(int(until_s / step_s))]


def what(house, *kinds, until_s=None):
    return [event for event in house.truth(until_s) if event["what"] in kinds]


def test_every_promised_scenario_is_there():
    assert set(scenario_names()) == PROMISED


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_a_scenario_happens_twice_in_the_same_way(name):
    one, two = House(name, seed=5), House(name, seed=5)
    assert one.truth(300.0) == two.truth(300.0)
    assert states(one) == states(two)


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_a_state_does_not_depend_on_what_was_asked_before(name):
    forwards, backwards = House(name, seed=2), House(name, seed=2)
    times = [round(k * 1.3 * NS_PER_S) for k in range(80)]
    in_order = {t_ns: forwards.state(t_ns) for t_ns in times}
    assert {t_ns: backwards.state(t_ns) for t_ns in reversed(times)} == in_order


@pytest.mark.parametrize("name", sorted(PROMISED - {"ordinary_day"}))
def test_what_matters_is_over_by_the_length_of_the_scenario(name):
    house = House(name, seed=1)
    for who, track in house.story.tracks.items():
        busy = [leg.end_s for leg in track.legs if not math.isinf(leg.end_s)]
        assert max(busy, default=0.0) <= house.scenario.length_s, who


def test_another_seed_is_another_pace():
    one, two = House("burglary", seed=1), House("burglary", seed=2)
    assert one.truth() != two.truth()


def test_the_burglar_goes_in_by_the_back_door_and_out_again():
    house = House("burglary", seed=3)
    rooms = [event["room"] for event in what(house, "enters")]
    assert rooms == ["kitchen", "living_room", "hall", "bedroom", "hall", "kitchen", "outside"]
    assert what(house, "goes")[0]["who"] == "burglar"
    assert house.state(round(109 * NS_PER_S)).bodies == ()


def test_the_owner_opens_the_door_shuts_it_and_types_the_code():
    house = House("owner_returns")
    door = [(event["what"], event["door"]) for event in what(house, "door_opened", "door_shut")]
    assert door[:2] == [("door_opened", "front_door"), ("door_shut", "front_door")]
    assert "".join(event["key"] for event in what(house, "key")) == "1234#"
    (opened, *_), (first_key, *_, last_key) = what(house, "door_opened"), what(house, "key")
    assert opened["t_s"] < first_key["t_s"] < last_key["t_s"] < opened["t_s"] + 10


def test_the_cat_is_too_low_for_the_motion_sensors():
    assert what(House("cat_at_night", seed=4), "felt") == []
    assert [e["who"] for e in what(House("cat_at_night", seed=4), "enters")][:1] == ["cat"]


def test_nobody_is_felt_where_nobody_is():
    for name in ("empty_day", "cloudy_day", "rain", "headlights", "lamp_switched", "camera_shaken"):
        house = House(name)
        assert what(house, "felt", "enters", "comes") == []
        assert house.state(30 * NS_PER_S).bodies == ()


def test_clouds_take_most_of_the_light():
    house = House("cloudy_day")
    clouds = [house.state(t * NS_PER_S).clouds for t in (5, 20, 40, 60)]
    assert clouds[0] < 0.4 < clouds[1]
    assert clouds[2] < 0.4 < clouds[3]


def test_a_power_cut_darkens_lamps_and_cameras():
    house = House("power_cut")
    before, during, after = (house.state(t * NS_PER_S) for t in (19, 40, 75))
    assert before.lamps["hall_lamp"] == 1.0
    assert set(during.lamps.values()) == {0.0}
    assert not any(during.cameras_on.values())
    assert not during.has_power
    assert all(after.cameras_on.values())
    assert [event["on"] for event in what(house, "node")] == [False, True]


def test_cut_cables_take_single_cameras():
    house = House("cable_cut")
    state = house.state(30 * NS_PER_S)
    assert [name for name, is_on in state.cameras_on.items() if not is_on] == [
        "front_door",
        "street",
    ]


def test_headlights_wander_from_side_to_side():
    house = House("headlights")
    beams = [house.state(round(t * NS_PER_S)).headlights for t in (9.0, 10.5, 12.0)]
    bearings = [math.cos(beam[0].azimuth_rad) for beam in beams]
    assert bearings == sorted(bearings)  # from the west, -1, to the east, 1
    assert house.state(15 * NS_PER_S).headlights == ()


def test_somebody_seated_is_there_and_hardly_felt():
    house = House("seated_person", seed=1)
    seats = {(round(s.bodies[0].x_m, 0), s.bodies[0].pose) for s in states(house)}
    assert seats == {(1.0, "sits")}
    felt_s = sum(event["until_s"] - event["t_s"] for event in what(house, "felt"))
    assert felt_s < 0.05 * house.scenario.length_s


def test_a_creeping_intruder_is_felt_for_a_small_part_of_the_time():
    def share(name):
        felt = what(House(name, seed=1), "felt")
        return sum(event["until_s"] - event["t_s"] for event in felt)

    assert share("slow_intruder") < 0.5 * share("burglary")


SLIPS = {
    'start = "noon"': (
        'start: must be a day and a time, 2025-11-22T08:00:00 without quotes, not "noon".'
    ),
    "speed = 3": "speed: no such entry is known here.",
    "happens = ['at 5: lmp hall_lamp on']": (
        'happens[0]: nobody knows how to "lmp". Did you mean "lamp"?'
    ),
    "happens = ['at 5: lamp hal_lamp on']": (
        'happens[0]: "hal_lamp" is not a lamp. Did you mean "hall_lamp"?'
    ),
    "happens = ['lamp hall_lamp on']": 'happens[0]: must begin with its time, such as "at 20: "',
    "happens = ['at 5: clouds 3']": 'happens[0]: "3" is not a share between 0 and 1.',
    "happens = ['at 5: headlights north over 3']": (
        'happens[0]: "north" is not understood; it is written: headlights west|east over SECONDS'
    ),
    "[people.bob]\ndoes = ['go soffa']": (
        'people.bob.does[0]: "soffa" is not a place. Did you mean "sofa"?'
    ),
    "[people.bob]\ndoes = ['go sofa fast']": (
        'people.bob.does[0]: "fast" is not understood; it is written: go PLACE [at SPEED m/s]'
    ),
    "[people.bob]\ndoes = ['sit']": (
        "people.bob.does[0]: something is missing; it is written: sit PLACE [for SECONDS]"
    ),
    "[people.bob]\nkind = 'burglar'": (
        'people.bob.kind: must be one of resident, intruder, visitor, cat, not "burglar".'
    ),
    "[people.bob]\nat = 'sofa2'": (
        'people.bob.at: must be a place, not "sofa2". Did you mean "sofa"?'
    ),
    "[weather]\nclouds = 4": "weather.clouds: must lie between 0 and 1, not 4",
    "[house]\nlamps = ['sun']": 'house.lamps: must be one of the lamps there are, not "sun".',
}


@pytest.mark.parametrize(("line", "said"), SLIPS.items())
def test_a_slip_in_a_scenario_is_named_with_its_place(line, said):
    whole = {"title": '"A"', "start": "2025-01-01T10:00:00", "length_s": "10"}
    head = "".join(f"{k} = {v}\n" for k, v in whole.items() if not line.startswith(k))
    with pytest.raises(BadInputError) as caught:
        parse_house_scenario(f"{head}{line}\n")
    assert said in str(caught.value)


def test_an_unknown_scenario_is_named_with_those_there_are():
    with pytest.raises(NotThereError) as caught:
        House("burgalry")
    assert 'Did you mean "burglary"?' in str(caught.value)
    assert "cat_at_night" in str(caught.value)
