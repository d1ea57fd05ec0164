"""Rules 09, 14 and 20: grounds, reserved pins, and the box of parts."""

import pytest
from parts_for_rules import BUTTON, PI, SERVO, UNO, battery, led, resistor

from makerkit.wiring import CATALOGUE
from makerkit.wiring.rules import Known, check_wiring, parts_of_the_course

SERVO_WIRES = [("gate:V+", "b:+"), ("gate:GND", "b:-"), ("gate:PWM", "pi:GPIO12")]


def test_09_a_servo_whose_battery_shares_no_ground_is_found(titles):
    parts = {"pi": PI, "gate": SERVO, "b": battery("5")}
    assert titles(parts, *SERVO_WIRES) == [
        "GPIO12 (pin 32) goes to the servo `gate`, but its ground b:- "
        "is not joined with GND of the Raspberry Pi."
    ]


def test_09_joined_grounds_are_right(rules):
    parts = {"pi": PI, "gate": SERVO, "b": battery("5")}
    assert rules(parts, *SERVO_WIRES, ("b:-", "pi:GND.7")) == []


def test_09_two_boards_that_talk_without_a_common_ground_are_found(rules):
    parts = {"pi": PI, "uno": UNO}
    assert rules(parts, ("pi:GPIO14", "uno:0")) == [(9, "grounds_apart")]


def test_09_two_boards_that_do_not_talk_may_have_grounds_of_their_own(rules):
    parts = {"pi": PI, "uno": UNO, "l": led(), "r": resistor()}
    assert rules(parts, ("uno:8", "r:1"), ("r:2", "l:A"), ("l:C", "uno:GND")) == []


def test_09_an_led_that_returns_to_another_ground_is_found(rules):
    parts = {"pi": PI, "b": battery("3"), "l": led(), "r": resistor(), "m": "chip-dc-motor"}
    wires = [("pi:GPIO17", "r:1"), ("r:2", "l:A"), ("l:C", "b:-"), ("m:+", "b:+"), ("m:-", "b:-")]
    assert rules(parts, *wires) == [(9, "grounds_apart")]


def test_09_a_relay_may_switch_something_with_another_ground(rules):
    parts = {"pi": PI, "x": "wokwi-relay-module", "b": battery(), "m": "chip-dc-motor"}
    wires = [("x:VCC", "pi:5V"), ("x:GND", "pi:GND"), ("x:IN", "pi:GPIO17")]
    wires += [("b:+", "x:COM"), ("x:NO", "m:+"), ("m:-", "b:-")]
    assert [rule for rule, _ in rules(parts, *wires) if rule != 20] == []


@pytest.mark.parametrize("pin", ["ID_SD", "GPIO1"])
def test_14_the_pins_for_add_on_boards_are_reserved(rules, pin):
    parts = {"pi": PI, "b": BUTTON}
    assert rules(parts, ("b:1.l", f"pi:{pin}"), ("b:2.l", "pi:GND")) == [(14, "reserved_id")]


def test_14_a_button_to_3_3_v_on_a_pin_that_is_always_pulled_up_is_found(rules):
    parts = {"pi": PI, "b": BUTTON}
    assert rules(parts, ("b:1.l", "pi:GPIO2"), ("b:2.l", "pi:3V3")) == [(14, "reserved_pull_up")]


def test_14_a_pull_down_against_the_fixed_pull_up_is_found(rules):
    parts = {"pi": PI, "r": resistor("10k")}
    assert rules(parts, ("r:1", "pi:GPIO3"), ("r:2", "pi:GND")) == [(14, "reserved_pull_up")]


def test_14_a_button_to_ground_on_such_a_pin_is_right(rules):
    parts = {"pi": PI, "b": BUTTON}
    assert rules(parts, ("b:1.l", "pi:GPIO2"), ("b:2.l", "pi:GND")) == []


def test_14_a_lamp_on_the_serial_port_is_a_caution(findings):
    parts = {"pi": PI, "l": led(), "r": resistor()}
    found = findings(parts, ("pi:GPIO14", "r:1"), ("r:2", "l:A"), ("l:C", "pi:GND"))
    assert [(f.message.id, f.is_error) for f in found] == [("wiring.reserved_serial", False)]


def test_14_the_serial_port_for_another_board_is_right(rules):
    parts = {"pi": PI, "uno": UNO}
    assert rules(parts, ("pi:GPIO14", "uno:0"), ("pi:GND", "uno:GND")) == []


def test_20_a_part_that_is_not_in_the_box_is_a_caution(findings):
    found = findings({"x": "wokwi-7segment"})
    assert [(f.rule, f.message.id, f.is_error) for f in found] == [
        (20, "wiring.part_not_in_the_box", False)
    ]


def test_20_a_value_that_is_not_in_the_box_says_what_there_is(titles):
    parts = {"pi": PI, "l": led("blue"), "r": resistor("470")}
    assert titles(parts, ("pi:GPIO17", "r:1"), ("r:2", "l:A"), ("l:C", "pi:GND")) == [
        "The LED `l` is blue. In the course's box there is: red, orange, yellow, green.",
        "The resistor `r` is 470 Ω. In the course's box there is: 330 Ω, 1000 Ω, 2000 Ω, 10000 Ω.",
    ]


def test_20_another_box_may_be_given(wired):
    wiring = wired({"x": "wokwi-7segment"})
    assert check_wiring(wiring, known_parts={"wokwi-7segment": Known()}) == ()


def test_20_the_box_holds_only_parts_that_the_kit_knows():
    assert set(parts_of_the_course()) <= set(CATALOGUE)
