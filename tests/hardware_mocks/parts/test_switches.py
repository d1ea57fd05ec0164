"""Buttons, switches and reeds, and how their contacts chatter."""

from time import sleep

import pytest
from gpiozero import Button, DigitalInputDevice, InputDevice

from hardware_mocks.bench import Bench
from hardware_mocks.clock import VirtualClock
from hardware_mocks.parts.button import Button as ButtonPart
from hardware_mocks.parts.limit_switch import LimitSwitch
from hardware_mocks.parts.reed_switch import ReedSwitch
from hardware_mocks.parts.slide_switch import SlideSwitch
from hardware_mocks.virtual_time import VirtualTime
from makerkit.errors import BadInputError


@pytest.mark.parametrize("pull_up", [True, False])
def test_a_button_is_pressed_and_let_go(bench, pull_up):
    button = Button(2 if pull_up else 4, pull_up=pull_up)
    seen = [button.is_pressed]
    bench.press("A", at_s=1, for_s=0.5)
    for _ in range(3):
        sleep(0.6)
        seen.append(button.is_pressed)

    assert seen == [False, False, True, False]


@pytest.mark.parametrize("active_state", [True, False])
def test_a_button_without_a_pull_has_a_resistor_outside(bench, active_state):
    button = Button(4, pull_up=None, active_state=active_state)
    seen = [button.is_pressed]
    bench.hold("A")
    seen.append(button.is_pressed)

    assert seen == [False, True]


def test_both_pins_of_a_side_are_one(put, push, loose):
    button = put(ButtonPart)
    push("it:1.l", 3.3)
    button.press()

    assert [loose.net(f"it:{pin}").level for pin in button.pins] == [1, 1, 1, 1]


def test_a_clean_button_changes_once(bench):
    _button = Button(4)
    bench.press("A", at_s=1)
    sleep(2)

    assert bench.trace.edges("GPIO4") == [(1.0, 0), (1.2, 1)]


def test_a_bouncing_button_chatters_for_so_long_then_rests(bench):
    _button = Button(4)
    bench.set("A", bounce_ms=5.0)
    bench.press("A", at_s=1)
    sleep(2)
    edges = bench.trace.edges("GPIO4")
    presses = [(t_s, level) for t_s, level in edges if t_s < 1.1]
    releases = [(t_s, level) for t_s, level in edges if t_s > 1.1]

    assert len(presses) > 3
    assert len(releases) > 3
    assert (presses[0], presses[-1][1]) == ((1.0, 0), 0)
    assert (releases[0], releases[-1][1]) == ((1.2, 1), 1)
    assert presses[-1][0] <= 1.005
    assert releases[-1][0] <= 1.205


def test_debouncing_leaves_one_press(bench):
    button = Button(4, bounce_time=0.01)
    seen = []
    button.when_pressed = lambda: seen.append("pressed")
    button.when_released = lambda: seen.append("released")
    bench.set("A", bounce_ms=5.0)
    bench.press("A", at_s=1)
    sleep(2)

    assert seen == ["pressed", "released"]


def test_a_press_shorter_than_the_chatter_still_ends_open(bench):
    button = Button(4)
    bench.set("A", bounce_ms=20.0)
    for number in range(20):
        bench.press("A", at_s=1 + number, for_s=0.003)
    sleep(30)

    assert not button.is_pressed


def chatter(seed):
    """Return when and how the wire of a bouncing button moves."""
    with VirtualTime() as scheduler:
        bench = Bench(VirtualClock(scheduler), seed=seed)
        nets = {"1.l": bench.net("wire"), "2.l": bench.net("GND")}
        button = bench.add_part(ButtonPart, "button", nets, {"bounce_ms": 5.0})
        seen = []
        bench.net("wire").listen(lambda net: seen.append((scheduler.now_ns, net.volts)))
        bench.circuit.drive(bench.circuit.add_source(bench.net("wire"), "pull"), 3.3, 1e4)
        button.press()
        sleep(1)
    return seen


def test_the_seed_decides_how_it_chatters():
    assert chatter(0) == chatter(0)
    assert chatter(0) != chatter(1)


def test_a_bare_input_has_a_switch(bench):
    high, low = InputDevice(5), DigitalInputDevice(6, pull_up=True)
    seen = [(high.value, low.value)]
    bench.set("GPIO5", on=True)
    bench.set("GPIO6", on=True)
    seen.append((high.value, low.value))
    bench.set("GPIO5", on=False)
    seen.append((high.value, low.value))

    assert seen == [(0, 0), (1, 1), (0, 1)]


@pytest.mark.parametrize("active_state", [True, False])
def test_a_switch_on_an_input_without_a_pull_has_a_resistor_outside(bench, active_state):
    device = InputDevice(5, pull_up=None, active_state=active_state)
    seen = [device.value]
    bench.set("GPIO5", on=True)
    seen.append(device.value)

    assert seen == [0, 1]
    assert [e for e in bench.trace if e.kind == "note"] == []


def test_a_slide_switch_joins_its_middle_to_one_side(put, loose):
    switch = put(SlideSwitch, nets={"1": "GND", "3": "3V3"}, is_right=True, bounce_ms=1.0)
    seen = [loose.net("it:2").level]
    switch.set(on=False)
    sleep(0.1)
    seen.append(loose.net("it:2").level)

    assert seen == [1, 0]
    assert switch.look() == {"on": False}


def test_a_switch_never_joins_both_sides(put, loose):
    switch = put(SlideSwitch, nets={"1": "GND", "3": "3V3"}, bounce_ms=5.0)
    seen = []
    loose.net("it:2").listen(lambda net: seen.append(net.volts))
    switch.set(on=True)
    sleep(0.1)

    assert set(seen) == {None, 3.3}
    assert seen[-1] == 3.3


def test_a_limit_switch_moves_from_nc_to_no(put, loose):
    switch = put(LimitSwitch, nets={"NO": "3V3", "NC": "GND"})
    seen = [loose.net("it:COM").level]
    switch.press()
    seen.append(loose.net("it:COM").level)
    switch.release()
    seen.append(loose.net("it:COM").level)

    assert seen == [0, 1, 0]
    assert switch.look() == {"pressed": False}


@pytest.mark.parametrize("normally", ["open", "closed"])
def test_a_reed_switch_follows_the_door(put, push, loose, normally):
    reed = put(ReedSwitch, nets={"1": "door", "2": "GND"}, normally=normally)
    push("door", 3.3, ohms=50_000.0)  # a pull-up
    seen = [loose.net("door").level]
    reed.set(closed=False)
    seen.append(loose.net("door").level)

    assert seen == ([0, 1] if normally == "open" else [1, 0])
    assert reed.look() == {"closed": False}


def test_a_wired_reed_switch_is_read_by_a_button(wire):
    bench = wire(
        {"door": ("chip-reed-switch", {})}, ("pi:GPIO26", "door:1"), ("door:2", "pi:GND.1")
    )
    door = Button(26)
    opened = []
    door.when_released = lambda: opened.append(True)
    bench.set("door", closed=False, at_s=2)
    sleep(3)

    assert bench.trace.edges("GPIO26") == [(2.0, 1)]
    assert opened == [True]


@pytest.mark.parametrize(
    ("value", "fault"), [(2, "true or false"), ("on", "true or false"), (None, "true or false")]
)
def test_a_switch_takes_only_on_and_off(put, value, fault):
    with pytest.raises(BadInputError, match=fault):
        put(SlideSwitch).set(on=value)


def test_a_number_outside_its_bounds_is_refused_with_them(put):
    with pytest.raises(BadInputError, match="bounce_ms must lie between 0 and 20 ms"):
        put(ButtonPart).set(bounce_ms=21)
    with pytest.raises(BadInputError, match="it can set: pressed, bounce_ms"):
        put(ButtonPart, "other").set(bounce=1)
