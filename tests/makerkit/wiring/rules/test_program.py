"""Rules 15 and 19: the pins of the program against the pins of the wiring."""

import pytest
from parts_for_rules import HALF, PI, PIR, SERVO, SONAR, battery, button, led, resistor


def lamps(**gpios):
    """Return LEDs on pins: lamps(red=17)."""
    parts, wires = {"pi": PI}, []
    for name, gpio in gpios.items():
        parts |= {name: led("red", name), f"r_{name}": resistor()}
        wires += [(f"pi:GPIO{gpio}", f"r_{name}:1"), (f"r_{name}:2", f"{name}:A")]
        wires.append((f"{name}:C", "pi:GND"))
    return parts, wires


@pytest.fixture
def against(rules, titles):
    """Compare a program with lamps on pins; return what is found, or the titles."""

    def check(code, *, say=False, **gpios):
        parts, wires = lamps(**gpios)
        return (titles if say else rules)(parts, *wires, code=code)

    return check


def test_19_the_same_pins_are_right(against):
    assert against("red = LED(17)\ngreen = PWMLED(22)", red=17, green=22) == []


def test_19_without_a_program_nothing_is_compared(against):
    assert against(None, red=17) == []


def test_19_another_pin_than_that_of_the_wiring_is_found(against):
    assert against("red = LED(27)", say=True, red=17) == [
        "Your program uses GPIO27 (pin 13) for `red` in line 2, "
        "but in the wiring the LED `red` is on GPIO17 (pin 11)."
    ]


def test_19_a_part_is_known_by_its_name_among_several(against):
    assert against("red_led = LED(22)\ngreen = LED(22)", red=17, green=22) == [
        (19, "code_uses_other_pin")
    ]


def test_19_two_names_on_each_others_pins_are_both_found(against):
    found = against("red = LED(22)\ngreen = LED(17)", red=17, green=22)
    assert found == [(19, "code_uses_other_pin")] * 2


def test_19_the_number_on_the_board_is_explained(against):
    assert against("lamp = LED(11)", red=17) == [(19, "code_counts_board_pins")]


def test_19_a_free_pin_is_found(against):
    assert against("a = LED(17)\nb = LED(25)", red=17) == [(19, "code_uses_free_pin")]


def test_19_a_pin_of_another_part_is_found(against):
    found = against("a = Button(17)", red=17)
    assert found == [(19, "code_uses_pin_of_other_part")]


def test_19_a_part_that_the_program_leaves_out_is_a_caution(findings):
    parts, wires = lamps(red=17, green=22)
    found = findings(parts, *wires, code="red = LED(17)")
    assert [(f.message.id, f.parts, f.is_error) for f in found] == [
        ("wiring.part_not_in_code", ("green",), False)
    ]


@pytest.mark.parametrize("code", ["", "red = LED(17)\nother = LED(int(input()))"])
def test_19_nothing_is_missed_where_the_program_does_not_show_its_pins(against, code):
    assert against(code, red=17, green=22) == []


@pytest.mark.parametrize(
    "code",
    [
        "lights = TrafficLights(17, 27, 22)",
        "lights = LEDBoard(17, 27, 22)",
        "lights = LEDBoard(red=17, amber=27, green=22)",
        "lights = [LED(n) for n in (17, 27, 22)]",
        "PINS = {'red': 17, 'amber': 27, 'green': 22}\nx = [LED(n) for n in PINS.values()]",
    ],
)
def test_19_three_lamps_may_be_written_in_many_ways(against, code):
    assert against(code, red=17, amber=27, green=22) == []


def test_19_two_lamps_of_a_traffic_light_in_the_wrong_order_are_found(against):
    found = against("lights = TrafficLights(22, 27, 17)", red=17, amber=27, green=22)
    assert found == [(19, "code_uses_other_pin")] * 2


SONAR_PARTS = {"pi": PI, "front": SONAR, "r1": resistor("1k"), "r2": resistor("2k")}
SONAR_WIRES = [
    *(("front:VCC", "pi:5V"), ("front:GND", "pi:GND"), ("front:TRIG", "pi:GPIO23")),
    *(("front:ECHO", "r1:1"), ("r1:2", "pi:GPIO24"), ("r2:1", "pi:GPIO24"), ("r2:2", "pi:GND")),
]


def test_19_echo_and_trigger_have_their_own_pins(rules):
    right = "s = DistanceSensor(echo=24, trigger=23)"
    assert rules(SONAR_PARTS, *SONAR_WIRES, code=right) == []
    swapped = "s = DistanceSensor(echo=23, trigger=24)"
    found = rules(SONAR_PARTS, *SONAR_WIRES, code=swapped)
    assert found == [(19, "code_uses_other_pin")] * 2


def rgb_and_lamp():
    parts, wires = lamps(red=17)
    parts["lamp"] = ("wokwi-rgb-led", {"common": "cathode"})
    wires.append(("lamp:COM", "pi:GND"))
    for leg, gpio in (("R", 16), ("G", 20), ("B", 21)):
        parts[f"r{leg}"] = resistor()
        wires += [(f"r{leg}:1", f"pi:GPIO{gpio}"), (f"r{leg}:2", f"lamp:{leg}")]
    return parts, *wires


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("RGBLED(16, 20, 21)", []),
        ("RGBLED(red=16, green=20, blue=21)", []),
        ("RGBLED(20, 16, 21)", [(19, "code_uses_other_pin")] * 2),
        ("RGBLED(17, 20, 21)", [(19, "code_uses_other_pin")]),
    ],
)
def test_19_each_colour_of_an_rgb_led_has_its_own_pin(rules, code, found):
    all_found = rules(*rgb_and_lamp(), code=f"{code}\nred = LED(17)")
    assert [one for one in all_found if one[0] == 19] == found


def test_19_a_device_of_any_kind_may_use_any_part(rules):
    parts = {"pi": PI, "hall": PIR}
    wires = [("hall:VCC", "pi:5V"), ("hall:GND", "pi:GND"), ("hall:OUT", "pi:GPIO4")]
    assert rules(parts, *wires, code="x = DigitalInputDevice(4)") == []
    assert rules(parts, *wires, code="x = MotionSensor(4)") == []


def test_15_a_servo_and_a_lamp_on_one_pin_are_found(titles):
    parts, wires = lamps(red=12)
    parts |= {"gate": SERVO, "b": battery("5")}
    wires += [("gate:V+", "b:+"), ("gate:GND", "b:-"), ("b:-", "pi:GND"), ("gate:PWM", "pi:GPIO12")]
    assert titles(parts, *wires) == ["The servo `gate` shares GPIO12 (pin 32) with the LED `red`."]


def test_15_two_devices_of_a_program_on_one_pin_are_found(against):
    code = "red = PWMLED(17)\ngate = LED(17)"
    assert against(code, say=True, red=17) == [
        "The program uses GPIO17 (pin 11) twice: for `red` in line 2 and for `gate` in line 3."
    ]


def test_15_devices_on_pins_of_their_own_are_right(against):
    assert against("red = PWMLED(17)\ngreen = PWMLED(22)", red=17, green=22) == []


def test_15_a_part_with_a_button_on_the_pin_of_a_dimmed_lamp_is_found(rules):
    parts, wires = lamps(red=17)
    wires += [("a:1.l", "pi:GPIO17"), ("a:2.l", "pi:GND")]
    found = rules({**parts, "a": button("A")}, *wires, code="red = PWMLED(17)")
    assert (15, "pwm_pin_shared") in found


@pytest.mark.parametrize(
    ("code", "supply", "found"),
    [
        ("Button(5)", "GND", []),
        ("Button(5, pull_up=True)", "3V3", [(11, "button_to_3v3")]),
        ("Button(5)", "3V3", [(11, "button_to_3v3")]),
        ("Button(5, pull_up=False)", "3V3", []),
        ("Button(5, pull_up=False)", "GND", [(11, "button_pulled_down")]),
        ("DigitalInputDevice(5)", "GND", [(11, "button_pulled_down")]),
        ("Button(5, pull_up=None, active_state=True)", "3V3", []),
        ("Button(5, pull_up=ask())", "3V3", []),
        ("LED(5)", "3V3", [(19, "code_uses_pin_of_other_part")]),
    ],
)
def test_11_a_button_pulls_the_other_way_than_the_program(rules, code, supply, found):
    wires = [("a:1.l", "pi:GPIO5"), ("a:2.r", f"pi:{supply}")]
    assert rules({"pi": PI, "a": button("A")}, *wires, code=f"a = {code}") == found


def test_19_a_part_on_a_supply_in_place_of_its_pin_is_found(titles):
    parts = {"pi": PI, "red": led(), "r": resistor()}
    wires = [("pi:3V3", "r:1"), ("r:2", "red:A"), ("red:C", "pi:GND")]
    assert titles(parts, *wires, code="red = LED(17)") == [
        "Your program uses GPIO17 (pin 11) for `red` in line 2, "
        "but in the wiring the LED `red` is on 3V3 (pin 1)."
    ]


def test_19_a_wire_that_ends_before_the_part_is_left_to_rule_06(rules):
    parts = {"pi": PI, "bb": HALF, "red": led(), "r": resistor()}
    wires = [("pi:GPIO17", "bb:2t.a"), ("r:1", "bb:9t.a"), ("r:2", "red:A"), ("red:C", "pi:GND")]
    assert rules(parts, *wires, code="red = LED(17)") == [(6, "leg_in_the_air")]
