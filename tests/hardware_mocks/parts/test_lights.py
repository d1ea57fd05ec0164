"""LEDs, RGB LEDs, bar graphs and lamps glow as much as the current through them."""

from time import sleep

import pytest
from gpiozero import LED, PWMLED, RGBLED, DigitalOutputDevice, OutputDevice, PWMOutputDevice

from hardware_mocks.parts.led import Led
from hardware_mocks.parts.led_bar_graph import LedBarGraph
from hardware_mocks.parts.rgb_led import RgbLed


def test_an_led_is_dark_or_fully_lit(bench):
    led = LED(17)
    seen = [bench.part("GPIO17").look()]
    led.on()
    seen.append(bench.part("GPIO17").look())

    assert seen == [{"brightness": 0.0, "color": "red"}, {"brightness": 1.0, "color": "red"}]


@pytest.mark.parametrize("active_high", [True, False])
def test_its_brightness_is_the_duty(bench, active_high):
    led = PWMLED(17, active_high=active_high)
    seen = []
    for duty in (0, 0.1, 0.25, 0.5, 0.999, 1):
        led.value = duty
        seen.append(bench.part("GPIO17").brightness)

    assert seen == [0, 0.1, 0.25, 0.5, 0.999, 1]


def test_an_active_low_led_is_lit_by_a_low_pin(bench):
    led = LED(17, active_high=False)
    seen = [bench.part("GPIO17").brightness]
    led.on()
    seen.append(bench.part("GPIO17").brightness)

    assert seen == [0.0, 1.0]


def test_an_led_that_nobody_looks_at_costs_no_solving(bench, monkeypatch):
    led = LED(17)
    solved = []
    monkeypatch.setattr(
        "hardware_mocks.gpio.circuit.solve", lambda island: solved.append(island) or []
    )
    led.blink(0.5, 0.5)
    sleep(100)

    assert solved == []


@pytest.mark.parametrize(
    ("ohms", "brightness"),
    [(330, 1.0), (220, 1.0), (1_000, 0.362), (10_000, 0.038)],
)
def test_its_resistor_sets_how_bright_it_is(wire, ohms, brightness):
    bench = wire(
        {"led": ("wokwi-led", {"color": "red"}), "r": ("wokwi-resistor", {"value": str(ohms)})},
        ("pi:GPIO17", "r:1"),
        ("r:2", "led:A"),
        ("led:C", "pi:GND.1"),
    )
    led = LED(17)
    led.on()

    # (3.3 V - 1.8 V) / (40 + ohms + 10) against what 330 ohms give
    assert bench.part("led").brightness == brightness


def test_with_a_small_resistor_it_is_still_as_bright_as_the_duty(wire):
    bench = wire(
        {"led": ("wokwi-led", {}), "r": ("wokwi-resistor", {"value": "220"})},
        ("pi:GPIO17", "r:1"),
        ("r:2", "led:A"),
        ("led:C", "pi:GND.1"),
    )
    led = PWMLED(17)
    led.value = 0.4

    assert bench.part("led").brightness == 0.4


def test_a_reversed_led_is_dark(put, push):
    led = put(Led, nets={"A": "GND", "C": "wire"}, series_ohms=330.0)
    push("wire", 3.3)

    assert led.brightness == 0.0


@pytest.mark.parametrize("color", ["red", "green", "blue", "white", "#123456"])
def test_every_colour_is_fully_lit_by_a_pin_through_330_ohms(put, push, color):
    led = put(Led, nets={"A": "wire", "C": "GND"}, series_ohms=330.0, color=color)
    push("wire", 3.3)

    assert led.look() == {"brightness": 1.0, "color": color}


@pytest.mark.parametrize("active_high", [True, False])
def test_an_rgb_led_mixes_its_colours(bench, active_high):
    led = RGBLED(16, 20, 21, active_high=active_high)
    led.color = (1, 0.5, 0.25)

    assert bench.part("GPIO20").look() == {"red": 1.0, "green": 0.5, "blue": 0.25}
    assert [part.kind for part in bench.parts.values()] == ["rgb_led"]


def test_an_rgb_led_without_pwm(bench):
    led = RGBLED(16, 20, 21, pwm=False)
    led.color = (1, 0, 1)

    assert bench.part("GPIO16").look() == {"red": 1.0, "green": 0.0, "blue": 1.0}


def test_a_common_anode_lights_what_is_pulled_low(put, push):
    led = put(RgbLed, nets={"COM": "3V3", "R": "r", "G": "g"}, common="anode", series_ohms=330.0)
    push("r", 0.0)
    push("g", 3.3)

    assert led.look() == {"red": 1.0, "green": 0.0, "blue": 0.0}


def test_a_bar_graph_shows_each_of_its_leds(put, push):
    bar = put(LedBarGraph, nets={"A1": "a", "C1": "GND", "A2": "b", "C2": "GND"}, color="GYR")
    push("a", 3.3, ohms=370.0)
    push("b", 2.75, ohms=370.0)  # half of what green needs above its 2.2 V

    assert bar.look() == {"brightness": [1.0, 0.5, *[0.0] * 8], "lit": 2}


def test_a_bare_output_shows_its_level(bench):
    bare, inverted = OutputDevice(5), DigitalOutputDevice(6, active_high=False)
    bare.on()
    inverted.off()

    assert bench.part("GPIO5").look() == {"duty": 1, "brightness": 1, "frequency_hz": None}
    assert bench.part("GPIO6").look() == {"duty": 1, "brightness": 0, "frequency_hz": None}


def test_a_bare_pwm_output_shows_duty_and_frequency(bench):
    _device = PWMOutputDevice(5, initial_value=0.3, frequency=250)

    assert bench.part("GPIO5").look() == {"duty": 0.3, "brightness": 0.3, "frequency_hz": 250}


def test_the_lamp_of_a_closed_output_is_dark(bench):
    device = OutputDevice(5, active_high=False)
    device.on()
    device.close()

    assert bench.part("GPIO5").look()["brightness"] == 0.0
