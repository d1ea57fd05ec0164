"""Buzzers: the active one has its own note, the passive one plays the program's."""

from time import sleep

import pytest
from gpiozero import Buzzer, OutputDevice, PWMOutputDevice, TonalBuzzer

from hardware_mocks.parts.active_buzzer import ActiveBuzzer


@pytest.mark.parametrize("active_high", [True, False])
def test_an_active_buzzer_makes_its_note_while_it_has_power(bench, active_high):
    buzzer = Buzzer(18, active_high=active_high)
    heard = [bench.part("GPIO18").look()["tone_hz"]]
    buzzer.on()
    heard.append(bench.part("GPIO18").look()["tone_hz"])
    buzzer.off()
    heard.append(bench.part("GPIO18").look()["tone_hz"])

    assert heard == [None, 2300.0, None]


def test_a_beeping_buzzer_sounds_half_the_time(bench):
    buzzer = Buzzer(18)
    buzzer.beep(0.5, 0.5)
    heard = []
    for _ in range(4):
        sleep(0.25)
        heard.append(bench.part("GPIO18").look()["tone_hz"])
        sleep(0.25)

    assert heard == [2300.0, None, 2300.0, None]


def test_an_active_buzzer_only_clicks_with_pwm(wire):
    bench = wire(
        {"bz": ("chip-active-buzzer", {"frequency": "3000"})},
        ("pi:GPIO18", "bz:2"),
        ("bz:1", "pi:GND.1"),
    )
    device = PWMOutputDevice(18, frequency=440, initial_value=0.5)
    heard = [bench.part("bz").look()]
    device.on()
    heard.append(bench.part("bz").look())

    assert heard == [
        {"tone_hz": None, "clicks_hz": 440},
        {"tone_hz": 3000.0, "clicks_hz": None},
    ]


def test_an_active_buzzer_the_wrong_way_round_is_silent(put, push):
    buzzer = put(ActiveBuzzer, nets={"1": "wire", "2": "GND"})
    push("wire", 3.3)

    assert buzzer.look() == {"tone_hz": None, "clicks_hz": None}


def test_a_buzzer_is_no_short(bench):
    buzzer = Buzzer(18)
    buzzer.on()

    assert bench.part("GPIO18").look()["tone_hz"] == 2300.0
    assert [e for e in bench.trace if e.kind == "note"] == []


def test_a_passive_buzzer_plays_what_the_program_says(bench):
    buzzer = TonalBuzzer(18)
    heard = [bench.part("GPIO18").look()]
    for tone in ("A4", "C5", 220.0):
        buzzer.play(tone)
        heard.append(bench.part("GPIO18").look())
    buzzer.stop()
    heard.append(bench.part("GPIO18").look())

    tones = [look["tone_hz"] for look in heard]
    assert tones == [None, 440.0, pytest.approx(523.251, abs=0.001), 220.0, None]


def test_a_passive_buzzer_is_silent_at_a_steady_level(wire):
    bench = wire({"bz": ("wokwi-buzzer", {})}, ("pi:GPIO18", "bz:2"), ("bz:1", "pi:GND.1"))
    device = OutputDevice(18)
    device.on()
    sleep(1)

    assert bench.part("bz").look() == {"tone_hz": None}


def test_a_passive_buzzer_plays_through_a_resistor(wire):
    bench = wire(
        {"bz": ("wokwi-buzzer", {}), "r": ("wokwi-resistor", {"value": "100"})},
        ("pi:GPIO18", "r:1"),
        ("r:2", "bz:2"),
        ("bz:1", "pi:GND.1"),
    )
    _device = PWMOutputDevice(18, frequency=440, initial_value=0.5)

    assert bench.part("bz").look() == {"tone_hz": 440}


def test_a_tone_that_the_program_makes_by_hand_is_heard(wire):
    bench = wire({"bz": ("wokwi-buzzer", {})}, ("pi:GPIO18", "bz:2"), ("bz:1", "pi:GND.1"))
    device = OutputDevice(18)
    for _ in range(10):
        device.on()
        sleep(0.001)
        device.off()
        sleep(0.001)
    heard = [bench.part("bz").tone_hz]
    sleep(0.01)
    heard.append(bench.part("bz").tone_hz)

    assert heard == [500.0, None]


def test_nobody_hears_a_pulse_of_ten_hertz_or_thirty_kilohertz(wire):
    bench = wire({"bz": ("wokwi-buzzer", {})}, ("pi:GPIO18", "bz:2"), ("bz:1", "pi:GND.1"))
    device = PWMOutputDevice(18, frequency=10, initial_value=0.5)
    heard = [bench.part("bz").tone_hz]
    device.frequency = 30_000
    heard.append(bench.part("bz").tone_hz)

    assert heard == [None, None]
