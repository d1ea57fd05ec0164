import json
import time

import gpiozero
import pytest

from hardware_mocks.parts.keypad import Keypad
from hardware_mocks.parts.photoresistor import Photoresistor
from hardware_mocks.parts.reed_switch import ReedSwitch
from makerkit.errors import BadInputError, MakerKitError


def put(bench, kind, name, label=""):
    nets = {pin: bench.net(f"{name}:{pin}") for pin in kind.pins}
    return bench.add_part(kind, name, nets, label=label)


def world_events(bench, part):
    events = (event for event in bench.trace if event.kind == "world")
    return [(e.t_s, e.data["value"]) for e in events if e.data["part"] == part]


def spans(events, key):
    """The spans in which a control was true, from what the world set."""
    found, begun = [], None
    for t_s, value in events:
        if value[key] and begun is None:
            begun = t_s
        elif not value[key] and begun is not None:
            found.append((begun, t_s))
            begun = None
    return found


def joined(spans_s):
    """Spans with those made one that touch."""
    found = []
    for low_s, high_s in sorted(spans_s):
        if found and low_s <= found[-1][1]:
            found[-1] = (found[-1][0], max(high_s, found[-1][1]))
        else:
            found.append((low_s, high_s))
    return found


@pytest.mark.parametrize("scenario", ["burglary", "two_intruders", "owner_returns", "party"])
def test_motion_sensors_fire_when_the_truth_says_so(request, scenario):
    request.node.add_marker(pytest.mark.house(scenario=scenario, seed=3))
    house = request.getfixturevalue("house")
    sensors = {name: gpiozero.MotionSensor(pin) for name, pin in (("hall", 4), ("kitchen", 17))}
    house.bench.name_things_after(sensors)
    time.sleep(house.scenario.length_s + 30)
    for name in sensors:
        felt = [
            (event["t_s"], event["until_s"])
            for event in house.truth(house.scenario.length_s + 30)
            if event["what"] == "felt" and event["pir"] == name
        ]
        moved = spans(world_events(house.bench, name), "motion")
        rounded = [(round(low_s, 3), round(high_s, 3)) for low_s, high_s in joined(moved)]
        assert rounded == joined(felt)


@pytest.mark.house(scenario="owner_returns", seed=2)
def test_reed_switches_follow_their_doors(house):
    put(house.bench, ReedSwitch, "front door")
    time.sleep(60)
    told = [
        (round(t_s, 3), value["closed"]) for t_s, value in world_events(house.bench, "front door")
    ]
    true = [
        (event["t_s"], event["what"] == "door_shut")
        for event in house.truth()
        if event.get("door") == "front_door"
    ]
    assert told == true
    assert [is_closed for _, is_closed in told] == [False, True]


@pytest.mark.house(scenario="forgot_window_open")
def test_a_reed_switch_at_an_open_window_is_open_from_the_start(house):
    part = put(house.bench, ReedSwitch, "kitchen window")
    time.sleep(0.001)
    assert not part.closed


@pytest.mark.house(scenario="owner_returns", code="4711")
def test_hands_type_the_code_at_the_keypad(house):
    put(house.bench, Keypad, "keypad")
    time.sleep(60)
    presses = [
        event.data["value"]
        for event in house.bench.trace
        if event.kind == "world" and event.data["action"] == "press"
    ]
    assert presses == list("4711#")


@pytest.mark.house(scenario="visitor_at_the_door")
def test_a_visitor_rings_the_bell(house):
    bell = gpiozero.Button(2)
    house.bench.name_things_after({"doorbell": bell})
    rung = []
    bell.when_pressed = lambda: rung.append(time.monotonic())
    time.sleep(90)
    assert len(rung) == 1


@pytest.mark.house(scenario="lamp_switched")
def test_a_photoresistor_feels_the_lamp(house):
    put(house.bench, Photoresistor, "light")
    time.sleep(60)
    lux = [value["lux"] for _, value in world_events(house.bench, "light")]
    assert lux[0] < lux[1] > lux[2]
    assert lux[1] > 100


@pytest.mark.house(scenario="burglary", join={"sensor": "pir_bedroom"})
def test_a_part_is_joined_as_the_scene_says(house):
    sensor = gpiozero.MotionSensor(4)
    house.bench.name_things_after({"sensor": sensor})
    time.sleep(110)
    assert house.sensing.joins.pairs() == {"pir:bedroom": "sensor"}
    assert world_events(house.bench, "sensor")


@pytest.mark.house(scenario="burglary")
def test_the_only_motion_sensor_needs_no_name(house):
    gpiozero.MotionSensor(4)
    time.sleep(0.01)
    assert list(house.sensing.joins.pairs()) == ["pir:hall"]


@pytest.mark.house(scenario="burglary")
def test_two_motion_sensors_without_names_hang_on_nothing(house):
    gpiozero.MotionSensor(4), gpiozero.MotionSensor(17)
    time.sleep(0.01)
    assert house.sensing.joins.pairs() == {}


@pytest.mark.house(join={"sensor": "pir_attic"})
def test_a_sensor_that_the_house_lacks_is_named(request):
    with pytest.raises(BadInputError) as caught:
        request.getfixturevalue("house")
    assert 'world.join: sensor cannot hang on "pir_attic"' in str(caught.value)


@pytest.mark.house(scenario="at_home")
def test_whoever_is_moved_walks_there_through_the_doors(house):
    put(house.bench, ReedSwitch, "front door")
    time.sleep(1)
    house.move("visitor", 4.9, 2.0)
    time.sleep(20)
    body = house.state(house.now_ns).body("visitor")
    assert (round(body.x_m, 1), round(body.y_m, 1)) == (4.9, 2.0)
    closed = [value["closed"] for _, value in world_events(house.bench, "front door")]
    assert closed == [False, True]


@pytest.mark.house(scenario="at_home")
def test_dragging_somebody_across_a_room_is_felt_until_it_stops(house):
    sensor = gpiozero.MotionSensor(4)
    house.bench.name_things_after({"living_room": sensor})
    time.sleep(2)
    for step in range(60):
        house.move("mina", 1.4 + step * 0.02, 2.2 + step * 0.03)
        time.sleep(1 / 30)
    assert sensor.motion_detected
    time.sleep(10)
    part = house.sensing.joins.part_of("pir:living_room")
    assert not part.motion


@pytest.mark.house(scenario="at_home")
def test_orders_of_a_page_change_the_house(house):
    house.order("set_lamp", name="hall_lamp", share=0.0)
    house.order("set_door", name="front_door", share=1.0)
    house.order("add_person", name="thief", kind="intruder", x_m=4.9, y_m=-3.0)
    house.order("do", name="mina", line="go hall")
    house.order("set_power", is_on=False)
    time.sleep(10)
    shown = house.snapshot()
    assert shown["lamps"]["hall_lamp"] == 0.0
    assert shown["doors"]["front_door"] == 1.0
    assert {b["name"]: b["room"] for b in shown["bodies"]}["mina"] == "hall"
    assert not shown["power"]
    json.dumps(shown)
    house.order("remove_person", name="thief")
    time.sleep(1)
    assert "thief" not in {body["name"] for body in house.snapshot()["bodies"]}


@pytest.mark.house(scenario="at_home")
def test_newcomers_do_not_stand_in_one_anothers_feet(house):
    for number in range(5):
        house.order("add_person", name=f"thief {number}", kind="intruder")
    time.sleep(1)
    bodies = [body for body in house.snapshot()["bodies"] if body["name"].startswith("thief")]
    places = {(round(body["x_m"], 1), round(body["y_m"], 1)) for body in bodies}

    assert len(places) == 5


@pytest.mark.house(scenario="at_home")
@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"action": "fly", "name": "mina"}, "Nobody can 'fly' here; there is: move"),
        ({"action": "move", "name": "mina"}, "move takes name, x_m, y_m (got name)."),
        ({"action": "move", "name": "mina", "x_m": "1", "y_m": 2}, "x_m is a number (got '1')."),
        ({"action": "move", "name": "mia", "x_m": 1, "y_m": 2}, 'Did you mean "mina"?'),
        ({"action": "set_lamp", "name": "hall_lamp", "share": 3}, "goes from 0 to 1 (got 3)."),
        ({"action": "do", "name": "mina", "line": "go sofaa"}, 'Did you mean "sofa"?'),
        (
            {"action": "set_door", "name": "x", "share": float("nan")},
            "share is a number (got nan).",
        ),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_in_words(house, order, said):
    with pytest.raises(MakerKitError) as caught:
        house.order(**order)
    assert said in str(caught.value)


@pytest.mark.house(scenario="empty_day")
def test_an_empty_house_without_parts_plans_nothing(house, mocker):
    planned = mocker.spy(house.bench.clock, "at")
    time.sleep(3600)
    assert planned.call_count == 0


@pytest.mark.house(scenario="empty_day")
def test_an_empty_house_with_sensors_plans_next_to_nothing(house, mocker):
    sensors = {"hall": gpiozero.MotionSensor(4), "kitchen": gpiozero.MotionSensor(17)}
    house.bench.name_things_after(sensors)
    planned = mocker.spy(house.bench.clock, "at")
    time.sleep(3600)
    assert planned.call_count < 5
