"""From a part to the pin of the Pi, through resistors."""

from pathlib import Path

import pytest

from makerkit.errors import NotThereError
from makerkit.wiring import read_wiring
from makerkit.wiring.paths import gpio_of, gpios_of_part, nets_behind

DATA = Path(__file__).parent / "data"


def test_an_led_behind_a_resistor_is_on_its_pin():
    wiring = read_wiring(DATA / "button.json")
    assert (gpio_of(wiring, "led1:A"), gpio_of(wiring, "led1:C")) == ("GPIO22", None)


def test_both_halves_of_a_button_leg_are_on_the_pin():
    wiring = read_wiring(DATA / "button.json")
    assert gpios_of_part(wiring, "btn1") == {"1.l": "GPIO5", "1.r": "GPIO5"}


def test_echo_goes_through_the_divider_to_its_pin():
    wiring = read_wiring(DATA / "distance.json")
    assert gpios_of_part(wiring, "sonar") == {"TRIG": "GPIO23", "ECHO": "GPIO24"}


def test_the_way_ends_at_a_supply():
    wiring = read_wiring(DATA / "button.json")
    assert [net.name for net in nets_behind(wiring, wiring.net("GND"))] == ["GND"]


def test_an_unknown_part_is_said():
    with pytest.raises(NotThereError):
        gpios_of_part(read_wiring(DATA / "button.json"), "led9")


def test_the_nearest_net_comes_first_and_each_once(wired):
    parts = {f"r{n}": "wokwi-resistor" for n in range(4)}
    wiring = wired(parts, ("r0:2", "r1:1"), ("r1:2", "r2:1"), ("r0:1", "r3:1"), ("r3:2", "r2:2"))
    start = wiring.net_of("r0:1")
    assert [net.name for net in nets_behind(wiring, start)] == ["r0:1", "r0:2", "r2:2", "r1:2"]


def test_a_large_wiring_is_followed_quickly(wired):
    count = 300
    parts = {"pi": "chip-raspberry-pi", **{f"r{n}": "wokwi-resistor" for n in range(count)}}
    wiring = wired(parts, *((f"r{n}:2", f"r{n + 1}:1") for n in range(count - 1)))
    assert len(nets_behind(wiring, wiring.net_of("r0:1"))) == count + 1
