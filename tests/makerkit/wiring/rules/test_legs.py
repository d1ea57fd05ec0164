"""Rules 06, 11, 16, 17 and 18: legs, buttons and the breadboard."""

import pytest
from parts_for_rules import BUTTON, HALF, PI, SONAR, button, led, resistor

LAMP = {"pi": PI, "bb": HALF, "red": led(), "r1": resistor()}
LAMP_WIRES = [
    *(("pi:GPIO17", "bb:2t.a"), ("r1:1", "bb:2t.c"), ("r1:2", "bb:6t.c")),
    *(("red:A", "bb:6t.d"), ("red:C", "bb:7t.d"), ("bb:7t.e", "pi:GND")),
]


def lamp(**moved):
    """Return a right lamp on a breadboard, with some ends of wires moved: {"red:C": "bb:9t.d"}."""
    places = {key.replace("_", ":"): place for key, place in moved.items()}
    return LAMP, *((a, places.get(a, b)) for a, b in LAMP_WIRES)


def test_06_a_lamp_on_a_breadboard_is_right(rules):
    assert rules(*lamp()) == []


def test_06_a_leg_in_the_air_is_found(rules):
    assert rules(LAMP, *LAMP_WIRES[:-1]) == [(6, "leg_in_the_air")]


def test_06_a_leg_far_from_everything_is_found(titles):
    assert titles(*lamp(red_C="bb:20t.d")) == [
        "Leg `C` of the LED `red` is joined with nothing.",
    ]


def test_06_a_leg_one_column_off_is_told_where_to_go(titles):
    assert titles(*lamp(red_C="bb:8t.d")) == [
        "Leg `C` of the LED `red` stands alone in hole d8. "
        "The next column, e7, goes to GND (pin 6)."
    ]


def test_06_two_legs_that_miss_each_other_are_said_once(rules):
    wires = [wire for wire in lamp()[1:] if wire[0] not in {"bb:7t.e", "r1:2"}]
    found = rules(LAMP, *wires, ("bb:7t.e", "pi:GND"), ("r1:2", "bb:5t.c"))
    assert found == [(6, "leg_one_column_off")]


def test_18_two_legs_on_both_sides_of_the_gap_are_said_once(rules):
    wires = [wire for wire in lamp()[1:] if wire[0] != "r1:2"]
    assert rules(LAMP, *wires, ("r1:2", "bb:6b.f")) == [(18, "across_the_gap")]


def test_06_a_column_that_is_complete_is_no_place_to_go(rules):
    found = rules(*lamp(red_C="bb:6t.e")[:-1], ("bb:7t.e", "pi:GND"))
    assert (6, "leg_one_column_off") not in found
    assert (17, "both_ends_together") in found


def test_06_a_part_without_any_wire_is_found_once(rules):
    assert rules({"pi": PI, "s": SONAR}) == [(6, "part_not_wired")]


@pytest.mark.parametrize(
    ("part", "wires"),
    [
        ("wokwi-slide-switch", [("x:2", "pi:GPIO5"), ("x:1", "pi:GND")]),
        ("chip-limit-switch", [("x:COM", "pi:GPIO5"), ("x:NO", "pi:GND")]),
        ("wokwi-7segment", [("x:COM", "pi:GND")]),
        (BUTTON, [("x:1.l", "pi:GPIO5"), ("x:2.r", "pi:GND")]),
    ],
)
def test_06_a_leg_that_needs_no_wire_may_be_left_out(rules, part, wires):
    assert [rule for rule, _ in rules({"pi": PI, "x": part}, *wires) if rule != 20] == []


def test_11_a_button_to_nothing_is_found(titles):
    assert titles({"pi": PI, "b": button("A")}, ("b:1.l", "pi:GPIO5")) == [
        "The push button `A` joins GPIO5 (pin 29) with nothing: leg `2.l` goes nowhere."
    ]


@pytest.mark.parametrize("supply", ["pi:GND", "pi:3V3", "r:1"])
def test_11_a_button_to_a_supply_is_right(rules, supply):
    parts = {"pi": PI, "b": button("A"), "r": resistor("10k")}
    wires = [("b:1.l", "pi:GPIO5"), ("b:2.l", supply), ("r:1", "pi:GPIO6"), ("r:2", "pi:GND")]
    assert rules(parts, *wires) == []


def test_11_a_switch_needs_only_one_of_its_outer_legs(rules):
    wires = [("x:2", "pi:GPIO5"), ("x:3", "pi:GND")]
    found = rules({"pi": PI, "x": "wokwi-slide-switch"}, *wires)
    assert [rule for rule, _ in found if rule != 20] == []


@pytest.mark.parametrize(("pin", "other"), [("1.l", "1.r"), ("2.r", "2.l")])
def test_16_a_button_wired_across_one_pair_is_found(rules, pin, other):
    wires = [(f"b:{pin}", "pi:GPIO5"), (f"b:{other}", "pi:GND")]
    assert rules({"pi": PI, "b": BUTTON}, *wires) == [(16, "button_always_pressed")]


def test_16_it_is_found_on_a_breadboard_too(titles):
    legs = {"1.l": "10t.e", "2.l": "12t.e", "1.r": "10b.f", "2.r": "12b.f"}
    wires = [(f"b:{leg}", f"bb:{hole}") for leg, hole in legs.items()]
    wires += [("bb:10t.a", "pi:GPIO5"), ("bb:10b.j", "pi:GND")]
    assert titles({"pi": PI, "bb": HALF, "b": button("A")}, *wires) == [
        "The two wires of button `A` are on its legs `1.l` and `1.r`. "
        "The button always reads pressed."
    ]


def test_16_a_button_wired_across_its_contact_is_right(rules):
    wires = [("b:1.l", "pi:GPIO5"), ("b:2.r", "pi:GND")]
    assert rules({"pi": PI, "b": BUTTON}, *wires) == []


def test_16_a_leg_may_pass_the_ground_on(rules):
    parts = {"pi": PI, "a": BUTTON, "b": BUTTON}
    wires = [("a:1.l", "pi:GPIO5"), ("b:1.l", "pi:GPIO6"), ("a:2.l", "pi:GND"), ("a:2.r", "b:2.l")]
    assert rules(parts, *wires) == []


def test_17_both_ends_in_one_row_are_found(rules):
    found = rules(*lamp(r1_2="bb:2t.d", red_A="bb:2t.e"))
    assert (17, "both_ends_together") in found


def test_17_the_message_says_what_joins_them(findings):
    found = [f for f in findings(*lamp(red_C="bb:6t.e")) if f.rule == 17]
    assert [f.message.params["way"] for f in found] == ["red:A → d6 → e6 → red:C"]


def test_18_a_rail_without_a_supply_is_found(titles):
    assert titles(*lamp(red_C="bb:bn.3")[:-1], ("bb:tn.1", "pi:GND")) == [
        "The lower - rail carries the LED `red`, but it is joined with no supply."
    ]


def test_18_a_rail_that_is_joined_is_right(rules):
    wires = [("bb:tn.1", "pi:GND"), ("bb:tn.9", "bb:bn.9")]
    assert rules(*lamp(red_C="bb:bn.3")[:-1], *wires) == []


def test_18_a_leg_across_the_gap_is_found(titles):
    assert titles(*lamp(red_C="bb:7b.f")) == [
        "Leg `C` of the LED `red` stands alone in hole f7. GND (pin 6) is in e7, "
        "on the other side of the gap.",
    ]


def test_18_a_long_rail_used_past_its_gap_is_a_caution(findings):
    parts = {"pi": PI, "bb": "wokwi-breadboard", "red": led(), "r1": resistor()}
    wires = [("pi:GND", "bb:tn.1"), ("red:C", "bb:tn.40"), ("red:A", "r1:1"), ("r1:2", "pi:GPIO17")]
    found = [f for f in findings(parts, *wires) if f.rule == 18]
    assert [(f.message.id, f.is_error) for f in found] == [("wiring.long_rail", False)]


def test_18_a_long_rail_used_on_one_side_is_right(rules):
    parts = {"pi": PI, "bb": "wokwi-breadboard", "red": led(), "r1": resistor()}
    wires = [("pi:GND", "bb:tn.1"), ("red:C", "bb:tn.20"), ("red:A", "r1:1"), ("r1:2", "pi:GPIO17")]
    assert 18 not in [rule for rule, _ in rules(parts, *wires)]
