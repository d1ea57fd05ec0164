"""What the world does on the bench, and how things on it are found."""

import threading
from time import monotonic, sleep

import pytest
from gpiozero import LED, MCP3008, Button, DistanceSensor, Motor, Robot, TrafficLights

from hardware_mocks.bench import Bench, set_current_bench
from hardware_mocks.clock import WallClock
from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring import Scenario, WorldEvent, parse_press


def world(bench):
    """Return what the world did, as (t_s, part, action, value)."""
    return [
        (e.t_s, e.data["part"], e.data["action"], e.data.get("value"))
        for e in bench.trace
        if e.kind == "world"
    ]


def test_a_press_is_recorded_with_its_release(bench):
    button = Button(2)
    bench.press("GPIO2", at_s=1, for_s=0.5)
    sleep(3)

    assert not button.is_pressed
    assert world(bench) == [(1.0, "button1", "press", None), (1.5, "button1", "release", None)]


def test_hold_keeps_it_down_until_release(bench):
    button = Button(2)
    bench.hold("A")
    sleep(5)
    assert button.is_pressed
    bench.release("A", at_s=6)
    sleep(2)

    assert not button.is_pressed


def test_something_moves_evenly(bench):
    sensor = DistanceSensor(echo=24, trigger=23)
    bench.set("GPIO24", distance_m=0.9)
    bench.set("GPIO24", distance_m=0.1, at_s=2, over_s=4)
    seen = []
    for at_s in (2, 4, 6.5):
        sleep(at_s - monotonic())
        seen.append(round(bench.part("GPIO24").distance_m, 2))

    assert seen == [0.9, 0.5, 0.1]
    assert sensor.distance < 0.5


def test_a_scenario_sets_parts_when_they_appear_and_plans_its_events(bench):
    events = (
        WorldEvent(1_000_000_000, "GPIO2", "press", for_ns=250_000_000),
        WorldEvent(3_000_000_000, "GPIO24", "set", {"distance_m": 0.2}),
    )
    bench.play(Scenario(initial={"GPIO24": {"distance_m": 0.7}}, events=events))
    sensor, button = DistanceSensor(echo=24, trigger=23), Button(2)
    pressed_at = []
    button.when_pressed = lambda: pressed_at.append(monotonic())
    sleep(2.5)
    before = sensor.distance
    sleep(2.5)

    assert (round(before, 3), round(sensor.distance, 3)) == (0.7, 0.2)
    assert pressed_at == [1.0]


def test_presses_typed_on_the_command_line(bench):
    button = Button(2)
    times = []
    button.when_pressed = lambda: times.append(monotonic())
    bench.plan(parse_press("A@500ms,GPIO2@2s+1s"))
    sleep(5)

    assert times == [0.5, 2.0]
    assert bench.trace.edges("GPIO2") == [(0.5, 0), (0.7, 1), (2.0, 0), (3.0, 1)]


def test_what_is_not_there_is_said_with_what_is(bench):
    lamp, button = LED(17), Button(2)
    bench.name_things_after({"lamp": lamp, "knob": button})
    with pytest.raises(NotThereError, match=r"no part 'Z'.*There is: lamp, knob"):
        bench.part("Z")


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda bench: bench.press("GPIO17"), "cannot press 'led1': it is a led"),
        (lambda bench: bench.set("GPIO24", distance_m=99), "between 0 and 10 m"),
        (lambda bench: bench.set("GPIO24", distance_m="far"), "is a number"),
        (lambda bench: bench.set("GPIO24", colour=1), "can set: distance_m, temperature_c"),
        (lambda bench: bench.set("GPIO17", colour=1), "can set: nothing"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(bench, act, words):
    devices = LED(17), DistanceSensor(echo=24, trigger=23)
    with pytest.raises(BadInputError, match=words):
        act(bench)
    assert not devices[0].is_lit


def test_a_planned_fault_reaches_whoever_planned_it(bench):
    faults = []
    bench.on_fault = faults.append
    bench.press("nobody", at_s=1)
    sleep(2)

    assert [type(fault) for fault in faults] == [NotThereError]


def test_composite_devices_get_the_parts_of_what_they_are_made_of(bench):
    lights = TrafficLights(17, 27, 22)
    robot = Robot(left=Motor(4, 14), right=Motor(6, 12))
    lights.amber.on()
    robot.forward()

    kinds = [part.kind for part in bench.parts.values()]
    assert kinds == ["led", "led", "led", "motor", "motor"]
    assert [bench.part(pin).look()["brightness"] > 0.5 for pin in ("17", "27", "22")] == [
        False,
        True,
        False,
    ]


def test_things_are_called_by_the_programs_first_name_for_them(bench):
    program = """
from gpiozero import LED, Button, TrafficLights
lights = TrafficLights(17, 27, 22)
lamps = [LED(5), LED(6)]
for lamp in lamps:
    lamp.on()
buttons = {"left": Button(12)}
_hidden = LED(13)
"""
    namespace = {}
    exec(program, namespace)
    bench.name_things_after(namespace)

    assert [bench.label(part) for part in bench.parts.values()] == [
        *("lights.red", "lights.amber", "lights.green", "lamps[0]", "lamps[1]"),
        *("buttons left", "led6"),
    ]
    colors = [shown["look"].get("color") for shown in bench.snapshot()]
    assert colors[:4] == ["red", "orange", "green", "red"]


def test_each_device_on_one_converter_finds_it(bench):
    namespace = {"knob": MCP3008(channel=0), "light": MCP3008(channel=3)}
    bench.name_things_after(namespace)
    bench.set("light", ch3=0.25)

    assert bench.part("light") is bench.part("knob")
    assert namespace["light"].value == pytest.approx(0.25, abs=0.001)


def test_a_switch_cannot_move_evenly(bench):
    switch = Button(2)
    with pytest.raises(BadInputError, match="only at once"):
        bench.set("GPIO2", pressed=True, over_s=1)
    assert not switch.is_pressed


def test_a_subclass_of_somebodys_own_gets_its_part(bench):
    class Lamp(LED):
        def __init__(self, number, brightness):
            super().__init__(number)
            self.on() if brightness else self.off()

    lamp = Lamp(17, brightness=1)

    assert lamp.is_lit
    assert [part.kind for part in bench.parts.values()] == ["led"]


def test_the_snapshot_shows_what_can_be_seen_and_touched(bench):
    lamp, knob = LED(17), Button(2)
    bench.name_things_after({"lamp": lamp, "knob": knob})
    lamp.on()
    shown = {part["label"]: part for part in bench.snapshot()}

    assert shown["lamp"]["pins"] == ["GPIO17"]
    assert shown["lamp"]["look"]["brightness"] == pytest.approx(1.0, abs=0.06)
    assert shown["knob"]["controls"][0] == {
        "name": "pressed",
        "low": 0.0,
        "high": 1.0,
        "unit": "",
        "value": False,
        "is_switch": True,
    }


def test_the_bench_lives_in_real_time_as_well():
    import gpiozero

    from hardware_mocks.auto_wiring import AutoWiring
    from hardware_mocks.gpio.factory import SimFactory

    bench = Bench(WallClock())
    bench.clock.start()
    set_current_bench(bench)
    auto_wiring = AutoWiring(bench)
    auto_wiring.install()
    before = gpiozero.Device.pin_factory
    gpiozero.Device.pin_factory = SimFactory(bench)
    try:
        lamp, button = LED(17), Button(2)
        switched = threading.Event()
        button.when_pressed = lambda: (lamp.on(), switched.set())
        bench.press("A", at_s=0.01, for_s=0.01)
        assert switched.wait(timeout=10)
        sensor = DistanceSensor(echo=24, trigger=23, queue_len=1)
        bench.set("GPIO24", distance_m=0.2)
        assert sensor.wait_for_in_range(timeout=10)

        assert lamp.is_lit
        assert sensor.distance == pytest.approx(0.2, abs=0.001), "however busy the machine is"
        sensor.close()
    finally:
        gpiozero.Device.pin_factory.close()
        gpiozero.Device.pin_factory = before
        auto_wiring.uninstall()
        set_current_bench(None)
        bench.clock.stop()


def test_the_wall_clock_keeps_the_order_of_its_plans():
    clock = WallClock()
    done, seen = threading.Event(), []
    clock.at(4, done.set)
    for t_ns in (3, 1, 2):
        clock.at(t_ns, seen.append, t_ns)
    assert (clock.now_ns, seen) == (0, [])
    clock.start()

    assert done.wait(timeout=10)
    assert seen == [1, 2, 3]
    clock.stop()


def test_what_is_told_late_happens_at_its_own_time(bench, virtual_time):
    seen = []
    bench.clock.at(5_000_000, _act_at, bench.clock, 4_200_000, seen)
    bench.clock.at(6_000_000, lambda: None)
    virtual_time.sleep(virtual_time.main, 7_000_000)

    assert seen == [4_200_000, 5_000_000, 5_200_000]


def _act_at(clock, t_ns, seen):
    clock.acting_at(t_ns)
    seen.append(clock.now_ns)
    clock.after(1_000_000, lambda: seen.append(clock.now_ns))
    clock.acting_at(None)
    seen.append(clock.now_ns)


def test_on_the_wall_clock_too_what_is_told_late_happens_at_its_own_time():
    clock, seen, done = WallClock(), [], threading.Event()
    clock.at(5_000_000, _act_at, clock, 4_200_000, seen)
    clock.at(6_000_000, done.set)
    clock.start()

    assert done.wait(timeout=10)
    assert seen == [4_200_000, 5_000_000, 5_200_000]
    clock.stop()


def test_a_pin_is_called_by_what_is_behind_its_resistor(bench):
    from pathlib import Path

    from makerkit.wiring import read_wiring

    data = Path(__file__).parents[1] / "makerkit/wiring/data"
    bench.add_wiring(read_wiring(data / "blink.json"))
    lamp = LED(17)
    lamp.on()

    assert bench.part("GPIO17").kind == "led"
    assert bench.labels()["GPIO17"] == bench.label(bench.part("GPIO17"))
    assert bench.part("GPIO17").look()["brightness"] > 0.5
