"""Rules 05 and 10: what pushes into a pin of the Pi, and what pushes against each other."""

import pytest
from parts_for_rules import BUTTON, PI, PIR, SONAR, UNO, led, resistor

SONAR_ON_5V = [("s:VCC", "pi:5V"), ("s:GND", "pi:GND"), ("s:TRIG", "pi:GPIO23")]


def divider(upper, lower):
    parts = {"pi": PI, "s": SONAR, "r1": resistor(upper), "r2": resistor(lower)}
    wires = [("s:ECHO", "r1:1"), ("r1:2", "pi:GPIO24"), ("r2:1", "pi:GPIO24"), ("r2:2", "pi:GND")]
    return parts, *SONAR_ON_5V, *wires


def test_05_echo_straight_into_a_pin_is_found(titles):
    wiring = {"pi": PI, "front": SONAR}
    wires = [(a.replace("s:", "front:"), b) for a, b in SONAR_ON_5V]
    assert titles(wiring, *wires, ("front:ECHO", "pi:GPIO24")) == [
        "`ECHO` of the ultrasonic distance sensor `front` gives 5 V, "
        "and it goes straight into GPIO24 (pin 18)."
    ]


@pytest.mark.parametrize(("upper", "lower"), [("1k", "2k"), ("10k", "10k"), ("2k", "4k")])
def test_05_a_divider_that_leaves_about_3_3_v_is_right(rules, upper, lower):
    found = rules(*divider(upper, lower))
    assert [rule for rule, _ in found if rule != 20] == []


@pytest.mark.parametrize(
    ("upper", "lower", "message"),
    [
        ("1k", "20k", "divider_too_weak"),
        ("330", "1k", "divider_too_weak"),
        ("2k", "1k", "divider_too_strong"),
    ],
)
def test_05_a_wrong_divider_is_found(rules, upper, lower, message):
    assert (5, message) in rules(*divider(upper, lower))


def test_05_one_resistor_alone_divides_nothing(titles):
    parts = {"pi": PI, "s": SONAR, "r1": resistor("1k")}
    assert titles(parts, *SONAR_ON_5V, ("s:ECHO", "r1:1"), ("r1:2", "pi:GPIO24")) == [
        "The resistors between `s:ECHO` and GPIO24 (pin 18) leave 5.0 V of the 5 V."
    ]


def test_05_a_sensor_that_gives_3_3_v_is_right(rules):
    wires = [("p:VCC", "pi:5V"), ("p:GND", "pi:GND"), ("p:OUT", "pi:GPIO4")]
    assert rules({"pi": PI, "p": PIR}, *wires) == []


def test_05_an_arduino_that_talks_to_a_pin_is_found(rules):
    parts = {"pi": PI, "uno": UNO}
    ground = ("uno:GND", "pi:GND")
    assert rules(parts, ground, ("uno:1", "pi:GPIO15")) == [(5, "output_into_gpio")]


def test_05_a_pin_that_talks_to_an_arduino_is_right(rules):
    parts = {"pi": PI, "uno": UNO}
    assert rules(parts, ("uno:GND", "pi:GND"), ("uno:0", "pi:GPIO14")) == []


def test_05_a_potentiometer_on_5_v_is_found(rules):
    wires = [("p:VCC", "pi:5V"), ("p:GND", "pi:GND"), ("p:SIG", "pi:GPIO4")]
    assert rules({"pi": PI, "p": "wokwi-potentiometer"}, *wires) == [(5, "output_into_gpio")]


def test_10_two_sensors_on_one_pin_are_found(rules):
    wires = [(f"{p}:{a}", f"pi:{b}") for p in "pq" for a, b in (("VCC", "5V"), ("GND", "GND"))]
    outs = [("p:OUT", "pi:GPIO4"), ("q:OUT", "pi:GPIO4")]
    assert rules({"pi": PI, "p": PIR, "q": PIR}, *wires, *outs) == [(10, "two_outputs")]


def test_10_two_pins_of_the_pi_on_one_wire_are_found(titles):
    assert titles({"pi": PI}, ("pi:GPIO17", "pi:GPIO27")) == [
        "GPIO17 (pin 11) and GPIO27 (pin 13) are joined."
    ]


@pytest.mark.parametrize("supply", ["GND", "3V3"])
def test_10_a_pin_straight_on_a_supply_is_found(rules, supply):
    assert rules({"pi": PI}, ("pi:GPIO17", f"pi:{supply}")) == [(10, "pin_on_supply")]


def test_10_a_sensor_straight_on_a_supply_is_found(rules):
    wires = [("p:VCC", "pi:5V"), ("p:GND", "pi:GND"), ("p:OUT", "pi:3V3")]
    assert rules({"pi": PI, "p": PIR}, *wires) == [(10, "pin_on_supply")]


def test_10_an_output_and_a_pin_that_listens_are_right(rules):
    wires = [("p:VCC", "pi:5V"), ("p:GND", "pi:GND"), ("p:OUT", "pi:GPIO4")]
    assert rules({"pi": PI, "p": PIR}, *wires) == []


@pytest.mark.parametrize(
    ("code", "is_error"),
    [(None, False), ("a = Button(5)", True), ("a, b = LED(5), Button(6)", None)],
)
def test_10_a_part_between_two_pins_is_found_unless_the_program_means_it(findings, code, is_error):
    wires = [("b:1.l", "pi:GPIO5"), ("b:2.l", "pi:GPIO6")]
    found = findings({"pi": PI, "b": BUTTON}, *wires, code=code)
    about = [f.is_error for f in found if f.message.id == "wiring.between_two_pins"]
    assert about == ([] if is_error is None else [is_error])


def test_10_an_led_that_returns_to_a_pin_is_found(rules):
    parts = {"pi": PI, "red": led(), "r1": resistor()}
    wires = [("pi:GPIO17", "r1:1"), ("r1:2", "red:A"), ("red:C", "pi:GPIO27")]
    assert rules(parts, *wires, code="red = LED(17)") == [(10, "between_two_pins")]
