"""Rules 09 and 12: the two supply pins of a module."""

import pytest
from parts_for_rules import PI, PIR, SONAR

from makerkit.wiring.catalogue import CATALOGUE
from makerkit.wiring.rules.electrical import POWER


def hall(vcc, gnd):
    wires = [("hall:VCC", vcc), ("hall:GND", gnd), ("hall:OUT", "pi:GPIO4")]
    return {"pi": PI, "hall": PIR}, *wires


def test_a_sensor_between_5_v_and_ground_is_right(rules):
    assert rules(*hall("pi:5V", "pi:GND")) == []


@pytest.mark.parametrize(
    ("vcc", "gnd", "found"),
    [
        ("pi:3V3", "pi:GND", (12, "module_needs_5v")),
        ("pi:GND", "pi:GND.2", (12, "module_without_power")),
        ("pi:GPIO17", "pi:GND", (12, "module_without_power")),
        ("pi:5V", "pi:GPIO17", (9, "module_without_ground")),
        ("pi:5V", "pi:3V3", (9, "module_without_ground")),
    ],
)
def test_a_supply_pin_on_the_wrong_thing_is_found(rules, vcc, gnd, found):
    assert rules(*hall(vcc, gnd)) == [found]


def test_supply_and_ground_that_have_changed_places_are_both_found(titles):
    assert titles(*hall("pi:GND", "pi:5V")) == [
        "`VCC` of the motion sensor `hall` is joined with GND (pin 6), which is no supply.",
        "`GND` of the motion sensor `hall` is joined with 5V (pin 2), which is no ground.",
    ]


def test_a_supply_pin_in_the_air_is_left_to_rule_06(rules):
    wires = [("s:GND", "pi:GND"), ("s:TRIG", "pi:GPIO23"), ("s:ECHO", "pi:GPIO24")]
    assert rules({"pi": PI, "s": SONAR}, *wires) == [(6, "leg_in_the_air")]


def test_every_module_has_the_pins_that_the_table_names():
    for name, (power, ground, _) in POWER.items():
        assert {power, ground} <= set(CATALOGUE[name].pins)
