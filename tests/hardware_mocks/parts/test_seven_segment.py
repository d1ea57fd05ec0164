"""What stands on a 7-segment display."""

from time import sleep

import pytest
from gpiozero import LEDCharDisplay, LEDMultiCharDisplay, OutputDevice

from hardware_mocks.parts.seven_segment import CHARACTERS, SevenSegment

SEGMENT_PINS = (4, 5, 6, 7, 8, 9, 10)


@pytest.mark.parametrize("active_high", [True, False])
def test_it_shows_what_the_program_wants(bench, active_high):
    display = LEDCharDisplay(*SEGMENT_PINS, active_high=active_high)
    seen = [bench.part("GPIO4").look()]
    for character in "07":
        display.value = character
        seen.append(bench.part("GPIO4").look())

    assert seen == [
        {"segments": "", "text": " "},
        {"segments": "abcdef", "text": "0"},
        {"segments": "abc", "text": "7"},
    ]


def test_every_character_of_gpiozeros_font_is_read_again(bench):
    display = LEDCharDisplay(*SEGMENT_PINS)
    read = {}
    for character in display.font:
        display.value = character
        read[character] = bench.part("GPIO4").look()["text"]

    # what the same seven segments cannot tell apart
    alike = {"B": "b", "D": "d", "O": "o", "Q": "q", "R": "r", "S": "5", "T": "t"}
    alike["Y"] = "y"
    assert {c: alike.get(c, c) for c in read} == read


def test_the_point_stands_behind_the_figure(bench):
    display = LEDCharDisplay(*SEGMENT_PINS, dp=11)
    display.value = "3."

    assert bench.part("GPIO4").look() == {"segments": "abcdg.", "text": "3."}


def test_what_is_no_character_is_a_question_mark(bench):
    display = LEDCharDisplay(*SEGMENT_PINS)
    display.leds[0].on()

    assert bench.part("GPIO4").look() == {"segments": "a", "text": "?"}


def test_a_display_with_pwm(bench):
    display = LEDCharDisplay(*SEGMENT_PINS, pwm=True)
    display.value = "1"

    assert bench.part("GPIO4").look()["text"] == "1"


def test_a_display_with_fourteen_segments_shows_which_are_lit(bench):
    display = LEDCharDisplay(*range(4, 18))
    display.leds[0].on()
    display.leds[13].on()

    assert bench.part("GPIO4").look() == {"segments": "an", "text": "?"}


def test_no_two_characters_look_alike():
    assert len(set(CHARACTERS.values())) == len(CHARACTERS)


@pytest.mark.parametrize("common", ["anode", "cathode"])
def test_a_wired_display(wire, common):
    supply = "pi:3V3.1" if common == "anode" else "pi:GND.1"
    bench = wire(
        {"show": ("wokwi-7segment", {"common": common})},
        ("show:COM.1", supply),
        *(
            (f"pi:GPIO{pin}", f"show:{name}")
            for pin, name in zip(SEGMENT_PINS, "ABCDEFG", strict=True)
        ),
    )
    display = LEDCharDisplay(*SEGMENT_PINS, active_high=common == "cathode")
    display.value = "5"

    assert bench.part("show").look() == {"segments": "acdfg", "text": "5"}


def test_without_its_common_pin_it_is_dark(wire):
    bench = wire({"show": ("wokwi-7segment", {})}, ("pi:GPIO4", "show:A"))
    _low = OutputDevice(4)

    assert bench.part("show").look() == {"segments": "", "text": " "}


# -- several digits


def test_a_word_of_four_letters(bench):
    display = LEDMultiCharDisplay(LEDCharDisplay(*SEGMENT_PINS), 19, 20, 21, 22)
    display.value = "1234"
    sleep(0.1)

    assert bench.part("GPIO19").look() == {
        "segments": ["bc", "abdeg", "abcdg", "bcfg"],
        "text": "1234",
    }
    assert [part.kind for part in bench.parts.values()] == ["digits"]


def test_equal_digits_are_lit_at_once(bench):
    display = LEDMultiCharDisplay(LEDCharDisplay(*SEGMENT_PINS), 19, 20)
    display.value = "88"

    assert bench.part("GPIO19").look()["text"] == "88"


def test_digits_that_light_up_too_seldom_are_seen_one_by_one(bench):
    display = LEDMultiCharDisplay(LEDCharDisplay(*SEGMENT_PINS), 19, 20)
    display.plex_delay = 1.0
    display.value = "12"
    sleep(0.5)
    seen = [bench.part("GPIO19").look()["text"]]
    sleep(1)
    seen.append(bench.part("GPIO19").look()["text"])

    assert sorted(seen) == [" 2", "1 "]


@pytest.mark.parametrize("active_high", [True, False])
def test_digits_may_be_switched_by_either_kind_of_transistor(bench, active_high):
    display = LEDMultiCharDisplay(
        LEDCharDisplay(*SEGMENT_PINS, dp=11, active_high=False), 19, 20, active_high=active_high
    )
    display.value = ("4.", "2")
    sleep(0.1)

    assert bench.part("GPIO19").look()["text"] == "4.2"


def test_a_wired_display_of_two_digits_is_lit_by_low_digit_pins(put, push):
    display = put(SevenSegment, common="cathode", digits="2")
    for pin, volts in {"B": 3.3, "C": 3.3, "DIG1": 3.3, "DIG2": 0.0}.items():
        push(f"it:{pin}", volts)

    assert display.look()["text"].startswith(" 1")
