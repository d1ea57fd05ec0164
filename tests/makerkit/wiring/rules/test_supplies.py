"""Rules 01-04, 12 and 21: supplies that must not touch, and what hangs on them."""

import pytest
from parts_for_rules import BUTTON, MOTOR, PI, SERVO, SONAR, UNO, battery, led, resistor

from makerkit.messages import Catalogue


def test_01_5_v_on_ground_is_a_short(rules):
    assert rules({"pi": PI}, ("pi:5V", "pi:GND")) == [(1, "short_5v_ground")]


def test_01_a_battery_with_its_ends_joined_is_a_short(rules):
    assert rules({"b": battery("9")}, ("b:+", "b:-")) == [(1, "short_5v_ground")]


def test_01_a_short_is_followed_from_hole_to_hole(findings):
    parts = {"pi": PI, "bb": "wokwi-breadboard-half"}
    wires = [("pi:5V.1", "bb:tp.1"), ("bb:tp.9", "bb:12t.a"), ("bb:12t.e", "pi:GND.4")]
    text = Catalogue.of_the_kit().text(findings(parts, *wires)[0].message)
    assert text.title == ("5V (pin 2) is joined straight with GND (pin 20): 5 V and ground touch.")
    assert text.steps[1].endswith(": 5V (pin 2) → upper + rail → a12 → e12 → GND (pin 20).")


def test_02_3_3_v_on_ground_is_a_short(rules):
    assert rules({"pi": PI}, ("pi:3V3", "pi:GND")) == [(2, "short_3v3_ground")]


def test_03_5_v_on_3_3_v_is_found(rules):
    assert rules({"pi": PI}, ("pi:5V", "pi:3V3.2")) == [(3, "short_5v_3v3")]


def test_03_a_battery_on_3_3_v_is_found(rules):
    assert rules({"pi": PI, "b": battery()}, ("b:+", "pi:3V3"), ("b:-", "pi:GND")) == [
        (3, "short_5v_3v3")
    ]


def test_01_to_03_supplies_side_by_side_are_right(rules):
    parts = {"pi": PI, "b": battery("3"), "s": SONAR}
    wires = [("s:VCC", "pi:5V"), ("s:GND", "pi:GND"), ("s:TRIG", "pi:GPIO23")]
    assert rules(parts, *wires, ("s:ECHO", "pi:GPIO24"), ("b:-", "pi:GND")) == [
        (5, "output_into_gpio"),
        (6, "leg_in_the_air"),  # plus of the battery
    ]


@pytest.mark.parametrize("supply", ["pi:5V.2", "b:+"])
def test_04_a_pin_on_a_high_supply_is_found(rules, supply):
    wires = [(supply, "pi:GPIO17"), ("b:-", "pi:GND"), ("b:+", "m:+"), ("b:-", "m:-")]
    assert rules({"pi": PI, "b": battery(), "m": MOTOR}, *wires)[0] == (4, "gpio_on_5v")


def test_04_a_pin_pulled_up_to_5_v_is_found(rules):
    parts = {"pi": PI, "r": resistor("10k")}
    assert rules(parts, ("r:1", "pi:5V"), ("r:2", "pi:GPIO17")) == [(4, "gpio_pulled_to_5v")]


@pytest.mark.parametrize("part", [BUTTON, "wokwi-buzzer", "chip-ldr"])
def test_04_a_pin_that_reaches_5_v_through_a_part_is_found(rules, part):
    ends = ("x:1.l", "x:2.l") if part == BUTTON else ("x:1", "x:2")
    found = rules({"pi": PI, "x": part}, (ends[0], "pi:5V"), (ends[1], "pi:GPIO5"))
    assert found == [(4, "gpio_on_5v_through")]


def test_04_a_button_that_pulls_up_to_5_v_through_a_resistor_is_found(rules):
    parts = {"pi": PI, "b": BUTTON, "r": resistor("10k")}
    wires = [("pi:5V", "r:1"), ("r:2", "b:1.l"), ("b:2.l", "pi:GPIO5")]
    assert rules(parts, *wires) == [(4, "gpio_on_5v_through")]


def test_04_an_led_of_5_v_that_ends_at_ground_is_right(rules):
    parts = {"pi": PI, "red": led(), "r": resistor()}
    assert rules(parts, ("pi:5V", "r:1"), ("r:2", "red:A"), ("red:C", "pi:GND")) == []


def test_04_a_pin_pulled_up_to_3_3_v_is_right(rules):
    parts = {"pi": PI, "r": resistor("10k")}
    assert rules(parts, ("r:1", "pi:3V3"), ("r:2", "pi:GPIO17")) == []


def test_04_a_pin_behind_a_divider_of_5_v_is_right(rules):
    parts = {"pi": PI, "r1": resistor("1k"), "r2": resistor("2k")}
    wires = [("r1:1", "pi:5V"), ("r1:2", "pi:GPIO17"), ("r2:1", "pi:GPIO17"), ("r2:2", "pi:GND")]
    assert rules(parts, *wires) == []


def servo_on(supply):
    return (
        {"pi": PI, "gate": SERVO},
        ("gate:V+", supply),
        ("gate:GND", "pi:GND"),
        (
            "gate:PWM",
            "pi:GPIO12",
        ),
    )


@pytest.mark.parametrize(
    ("supply", "message"),
    [
        ("pi:3V3", "load_on_3v3"),
        ("pi:5V", "too_much_on_5v"),
        ("pi:GPIO17", "load_on_gpio"),
    ],
)
def test_12_a_servo_that_lives_from_the_pi_is_found(rules, supply, message):
    assert rules(*servo_on(supply)) == [(12, message)]


def test_12_a_servo_on_3_3_v_says_how_much_it_pulls(titles):
    assert titles(*servo_on("pi:3V3")) == [
        "The servo `gate` takes its power from 3V3 (pin 1). It can pull 700 mA."
    ]


def test_12_a_servo_on_its_own_battery_is_right(rules):
    parts = {"pi": PI, "gate": SERVO, "b": battery("5")}
    wires = [("gate:V+", "b:+"), ("gate:GND", "b:-"), ("b:-", "pi:GND"), ("gate:PWM", "pi:GPIO12")]
    assert rules(parts, *wires) == []


def test_12_a_motor_on_a_pin_is_found(rules):
    assert rules({"pi": PI, "m": MOTOR}, ("m:+", "pi:GPIO17"), ("m:-", "pi:GND")) == [
        (12, "load_on_gpio")
    ]


def test_12_motors_behind_a_driver_count_where_the_driver_is_fed(rules):
    parts = {"pi": PI, "d": "chip-tb6612", "m": MOTOR}
    wires = [("d:VM", "pi:5V"), ("d:VCC", "pi:3V3"), ("d:GND", "pi:GND"), ("d:AO1", "m:+")]
    assert rules(parts, *wires, ("d:AO2", "m:-")) == [(12, "too_much_on_5v")]


def test_12_small_sensors_on_5_v_are_right(rules):
    parts = {f"s{n}": SONAR for n in range(3)}
    wires = [(f"s{n}:VCC", "pi:5V") for n in range(3)]
    found = rules({"pi": PI, **parts}, *wires)
    assert 12 not in [rule for rule, _ in found]


@pytest.mark.parametrize("volts", ["5", "6"])
def test_21_a_battery_on_the_5_v_of_the_pi_is_found(rules, volts):
    parts = {"pi": PI, "b": battery(volts)}
    assert rules(parts, ("b:+", "pi:5V"), ("b:-", "pi:GND")) == [(21, "two_sources")]


def test_21_two_boards_that_feed_each_other_are_found(rules):
    parts = {"pi": PI, "uno": UNO}
    assert rules(parts, ("pi:5V", "uno:5V"), ("pi:GND", "uno:GND")) == [(21, "two_sources")]


def test_21_the_regulator_of_a_motor_driver_on_the_pi_is_found(rules):
    parts = {"pi": PI, "d": "chip-l298n", "b": battery("7.4")}
    wires = [("b:+", "d:12V"), ("b:-", "d:GND"), ("d:GND", "pi:GND"), ("d:5V", "pi:5V")]
    assert rules(parts, *wires) == [(21, "two_sources")]


def test_21_a_battery_that_only_shares_the_ground_is_right(rules):
    parts = {"pi": PI, "b": battery("3"), "l": led(), "r": resistor()}
    wires = [("b:-", "pi:GND"), ("b:+", "r:1"), ("r:2", "l:A"), ("l:C", "b:-")]
    assert rules(parts, *wires) == []


def test_21_a_supply_symbol_is_no_second_source(rules):
    parts = {"pi": PI, "v": "wokwi-vcc", "s": SONAR, "g": "wokwi-gnd"}
    found = rules(parts, ("v:VCC", "s:VCC"), ("g:GND", "s:GND"), ("s:TRIG", "pi:GPIO23"))
    assert found == [(6, "leg_in_the_air")]  # ECHO
