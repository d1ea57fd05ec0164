"""A relay and when its contact moves; a rotary encoder and which way it turns."""

from time import sleep

import pytest
from gpiozero import Button, OutputDevice, RotaryEncoder

from hardware_mocks.parts.relay import Relay
from hardware_mocks.parts.rotary_encoder import RotaryEncoder as EncoderPart
from makerkit.errors import BadInputError

# -- relay


def contacts(put, push, loose, **attributes):
    """Return a relay and the list of (seconds, what COM is joined to)."""
    nets = {"VCC": "5V", "GND": "GND", "NO": "5V", "NC": "3V3"}
    relay = put(Relay, nets=nets, **attributes)
    names = {3.3: "NC", 5.0: "NO", None: "neither"}
    seen = []
    com = loose.net("it:COM")
    com.listen(lambda net: seen.append((loose.clock.now_ns / 1e9, names[net.volts])))
    return relay, seen


def test_the_contact_moves_10_ms_after_the_coil(put, push, loose):
    relay, seen = contacts(put, push, loose)
    push("it:IN", 3.3)
    sleep(1)
    push("it:IN", 0.0)
    sleep(1)

    moved = [event for event in seen if event[1] != "neither"]
    assert moved == [(0.010, "NO"), (1.005, "NC")]
    assert relay.look() == {"on": False, "click_count": 2}


def test_a_pulse_too_short_for_the_coil_does_nothing(put, push, loose):
    relay, seen = contacts(put, push, loose)
    push("it:IN", 3.3)
    sleep(0.009)
    push("it:IN", 0.0)
    sleep(1)

    assert (seen, relay.look()) == ([], {"on": False, "click_count": 0})


def test_a_pnp_module_is_on_while_its_input_is_low(put, push, loose):
    relay, _ = contacts(put, push, loose, transistor="pnp")
    seen = []
    for volts in (None, 3.3, 0.0):
        push("it:IN", volts)
        sleep(1)
        seen.append(relay.look()["on"])

    assert seen == [False, False, True]


def test_without_power_it_lets_go(put, push):
    relay = put(Relay, nets={"VCC": "supply", "GND": "GND"})
    push("supply", 5.0)
    push("it:IN", 3.3)
    sleep(1)
    seen = [relay.look()["on"]]
    push("supply", None)
    sleep(1)
    seen.append(relay.look()["on"])

    assert seen == [True, False]


def test_a_program_switches_something_by_it(wire):
    bench = wire(
        {"relay": ("wokwi-relay-module", {})},
        ("pi:5V.1", "relay:VCC"),
        ("pi:GND.1", "relay:GND"),
        ("pi:GPIO21", "relay:IN"),
        ("pi:GPIO4", "relay:NO"),
        ("pi:GND.2", "relay:COM"),
    )
    relay, sense = OutputDevice(21), Button(4)
    sleep(1)
    relay.on()
    sleep(1)

    assert sense.is_pressed
    assert bench.trace.edges("GPIO4") == [(1.010, 0)]


# -- rotary encoder


@pytest.mark.parametrize("steps", [1, 3, -1, -5])
def test_positive_is_clockwise_as_in_gpiozero(bench, steps):
    encoder = RotaryEncoder(21, 20)
    turned = []
    encoder.when_rotated_clockwise = lambda: turned.append(1)
    encoder.when_rotated_counter_clockwise = lambda: turned.append(-1)
    bench.turn("GPIO21", steps, at_s=1)
    sleep(2)

    assert encoder.steps == steps
    assert turned == [1 if steps > 0 else -1] * abs(steps)
    assert bench.part("GPIO21").look()["steps"] == steps


def test_edges_come_5_ms_apart_and_a_leads_clockwise(bench):
    _encoder = RotaryEncoder(21, 20)
    bench.turn("GPIO21", 1, at_s=1)
    sleep(2)

    assert bench.trace.edges("GPIO21") == [(1.0, 0), (1.01, 1)]
    assert bench.trace.edges("GPIO20") == [(1.005, 0), (1.015, 1)]


def test_counter_clockwise_b_leads(bench):
    _encoder = RotaryEncoder(21, 20)
    bench.turn("GPIO21", -1, at_s=1)
    sleep(2)

    assert bench.trace.edges("GPIO20") == [(1.0, 0), (1.01, 1)]
    assert bench.trace.edges("GPIO21") == [(1.005, 0), (1.015, 1)]


def test_a_turn_during_a_turn_comes_after_it(bench):
    encoder = RotaryEncoder(21, 20)
    bench.turn("GPIO21", 5)
    bench.turn("GPIO21", -2)
    seen = []
    for _ in range(3):
        sleep(0.05)
        seen.append((encoder.steps, bench.part("GPIO21").look()["turning"]))

    assert seen == [(2, True), (5, True), (3, False)]


def test_the_knob_is_a_button_too(wire):
    bench = wire(
        {"knob": ("wokwi-ky-040", {})},
        ("pi:3V3.1", "knob:VCC"),
        ("pi:GND.1", "knob:GND"),
        ("pi:GPIO21", "knob:CLK"),
        ("pi:GPIO20", "knob:DT"),
        ("pi:GPIO16", "knob:SW"),
    )
    encoder, button = RotaryEncoder(21, 20), Button(16)
    bench.turn("knob", 2)
    bench.press("knob", at_s=1)
    sleep(1.1)
    seen = (encoder.steps, button.is_pressed, bench.part("knob").look())
    sleep(1)

    assert seen == (2, True, {"steps": 2, "turning": False, "pressed": True})
    assert not button.is_pressed


@pytest.mark.parametrize("steps", [0.5, 10_001, -10_001])
def test_a_turn_is_a_reasonable_number_of_clicks(put, steps):
    with pytest.raises(BadInputError, match="whole clicks"):
        put(EncoderPart).turn(steps)


def test_no_clicks_are_no_turn(put):
    encoder = put(EncoderPart)
    encoder.turn(0)

    assert encoder.look() == {"steps": 0, "turning": False, "pressed": False}
