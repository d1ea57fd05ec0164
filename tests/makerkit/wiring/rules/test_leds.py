"""Rules 07, 08, 13 and 22: LEDs, their resistors, and how much current they draw."""

import pytest
from parts_for_rules import BUTTON, PI, UNO, battery, led, resistor


def lamp(value="330", colour="red", pin="pi:GPIO17", ground="pi:GND"):
    parts = {"pi": PI, "red": led(colour), "r1": resistor(value)}
    return parts, (pin, "r1:1"), ("r1:2", "red:A"), ("red:C", ground)


def rgb(common, supply, value="330"):
    parts = {"pi": PI, "lamp": ("wokwi-rgb-led", {"common": common})}
    wires = [("lamp:COM", supply)]
    for leg, gpio in (("R", 16), ("G", 20), ("B", 21)):
        parts[f"r{leg}"] = resistor(value)
        wires += [(f"r{leg}:1", f"pi:GPIO{gpio}"), (f"r{leg}:2", f"lamp:{leg}")]
    return parts, *wires


def test_07_an_led_without_a_resistor_is_found(titles):
    parts = {"pi": PI, "red": led()}
    assert titles(parts, ("red:A", "pi:GPIO17"), ("red:C", "pi:GND.3")) == [
        "The LED `red` lies between GPIO17 (pin 11) and GND (pin 14) without a resistor."
    ]


@pytest.mark.parametrize("between", [("pi:3V3", "pi:GND"), ("pi:5V", "pi:GPIO17")])
def test_07_it_does_not_matter_between_what(rules, between):
    wires = [("red:A", between[0]), ("red:C", between[1])]
    assert (7, "led_without_resistor") in rules({"pi": PI, "red": led()}, *wires)


def test_07_a_button_in_the_way_is_no_resistor(rules):
    wires = [("pi:3V3", "b:1.l"), ("b:2.l", "red:A"), ("red:C", "pi:GND")]
    assert rules({"pi": PI, "b": BUTTON, "red": led()}, *wires) == [(7, "led_without_resistor")]


def test_07_two_leds_in_a_row_need_a_resistor_too(rules):
    wires = [("pi:GPIO17", "a:A"), ("a:C", "b:A"), ("b:C", "pi:GND")]
    found = rules({"pi": PI, "a": led(), "b": led()}, *wires)
    assert found == [(7, "led_without_resistor")] * 2


@pytest.mark.parametrize(
    "wires",
    [
        [("pi:GPIO17", "r1:1"), ("r1:2", "red:A"), ("red:C", "pi:GND")],
        [("pi:GPIO17", "red:A"), ("red:C", "r1:1"), ("r1:2", "pi:GND")],
        [("pi:3V3", "r1:1"), ("r1:2", "red:A"), ("red:C", "pi:GPIO17")],
    ],
)
def test_07_a_resistor_on_either_side_is_right(rules, wires):
    assert rules({"pi": PI, "red": led(), "r1": resistor()}, *wires) == []


def test_07_an_rgb_led_without_resistors_is_found_once(rules):
    wires = [("x:R", "pi:GPIO16"), ("x:G", "pi:GPIO20"), ("x:B", "pi:GPIO21"), ("x:COM", "pi:GND")]
    parts = {"pi": PI, "x": ("wokwi-rgb-led", {"common": "cathode"})}
    assert rules(parts, *wires) == [(7, "led_without_resistor")]


def test_07_an_arduino_pin_needs_a_resistor_as_well(rules):
    wires = [("red:A", "uno:8"), ("red:C", "uno:GND")]
    assert rules({"uno": UNO, "red": led()}, *wires) == [(7, "led_without_resistor")]


def test_08_an_led_the_wrong_way_round_is_found(titles):
    parts, *wires = lamp()
    wires = [
        (a.replace("red:C", "red:X").replace("red:A", "red:C").replace("X", "A"), b)
        for a, b in [(b, a) if b.startswith("red") else (a, b) for a, b in wires]
    ]
    assert titles(parts, *wires) == [
        "The LED `red` is the wrong way round: its long leg (A) goes to GND (pin 6), "
        "its short leg (C) to GPIO17 (pin 11)."
    ]


def test_08_an_led_to_3_3_v_the_wrong_way_round_is_found(rules):
    assert rules(*lamp(ground="pi:3V3")) == [(8, "led_reversed")]


@pytest.mark.parametrize(
    ("common", "supply", "found"),
    [
        ("cathode", "pi:GND", []),
        ("anode", "pi:3V3", []),
        ("cathode", "pi:3V3", [(8, "common_leg_reversed")]),
        ("anode", "pi:GND", [(8, "common_leg_reversed")]),
    ],
)
def test_08_the_common_leg_of_an_rgb_led_has_its_place(rules, common, supply, found):
    assert rules(*rgb(common, supply)) == found


def test_13_too_small_a_resistor_is_too_much_for_a_pin(titles):
    assert titles(*lamp("47"))[0] == (
        "GPIO17 (pin 11) must give 32 mA for the LED `red`. A pin of the Pi can give 16 mA."
    )


def test_13_several_leds_on_one_pin_add_up(rules):
    parts, wires = {"pi": PI}, []
    for n in range(4):
        parts |= {f"l{n}": led(), f"r{n}": resistor()}
        wires += [("pi:GPIO17", f"r{n}:1"), (f"r{n}:2", f"l{n}:A"), (f"l{n}:C", "pi:GND")]
    assert rules(parts, *wires) == [(13, "too_much_for_one_pin")]


def many_lamps(count):
    parts, wires = {"pi": PI}, []
    for n in range(count):
        parts |= {f"l{n}": led(), f"r{n}": resistor("150")}
        wires += [(f"pi:GPIO{n + 4}", f"r{n}:1"), (f"r{n}:2", f"l{n}:A"), (f"l{n}:C", "pi:GND")]
    return parts, *wires


def test_13_many_leds_on_many_pins_add_up(findings):
    found = [f for f in findings(*many_lamps(6)) if f.rule == 13]
    assert [round(f.message.params["milliamps"]) for f in found] == [60]
    assert found[0].message.id == "wiring.too_much_for_all_pins"


def test_13_a_few_leds_are_right(rules):
    assert 13 not in [rule for rule, _ in rules(*many_lamps(4))]


def test_13_an_led_that_a_battery_feeds_takes_nothing_from_a_pin(rules):
    parts = {"b": battery("3"), "red": led(), "r1": resistor("47")}
    found = rules(parts, ("b:+", "r1:1"), ("r1:2", "red:A"), ("red:C", "b:-"))
    assert 13 not in [rule for rule, _ in found]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("330k", "resistor_too_large"),
        ("33k", "resistor_too_large"),
        ("33", "resistor_too_small"),
        ("3.3", "resistor_too_small"),
    ],
)
def test_22_a_resistor_wrong_by_decades_is_found(rules, value, message):
    assert (22, message) in rules(*lamp(value))


@pytest.mark.parametrize(("value", "times"), [("330k", 1000), ("33k", 100), ("33", 10)])
def test_22_it_says_how_many_times(findings, value, times):
    found = [f for f in findings(*lamp(value)) if f.rule == 22]
    assert [f.message.params["times"] for f in found] == [times]


@pytest.mark.parametrize("value", ["100", "220", "330", "470", "1k", "2k2"])
def test_22_other_usual_resistors_are_right(rules, value):
    assert [rule for rule, _ in rules(*lamp(value)) if rule != 20] == []


@pytest.mark.parametrize(("value", "found"), [("100", [22]), ("10k", []), ("10M", [22])])
def test_22_the_resistor_of_a_button_is_judged_too(rules, value, found):
    parts = {"pi": PI, "b": BUTTON, "r": resistor(value)}
    wires = [("b:1.l", "pi:GPIO5"), ("b:2.l", "pi:GND"), ("r:1", "pi:GPIO5"), ("r:2", "pi:3V3")]
    assert [rule for rule, _ in rules(parts, *wires) if rule != 20] == found
