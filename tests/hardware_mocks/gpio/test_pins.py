"""gpiozero's pins on the bench: what the program sees, and what the trace records."""

import threading
from time import monotonic, sleep

import pytest
from gpiozero import (
    LED,
    PWMLED,
    Button,
    DigitalInputDevice,
    GPIOPinInUse,
    InputDevice,
    OutputDevice,
    PinFixedPull,
    PinInvalidPin,
    PinSetInput,
    SPIDevice,
)


def recorded(bench, pin):
    """Return (t_s, what) for every edge and pulse setting of a pin, openings included."""
    return [
        (event.t_s, event.data.get("opened") or event.data.get("level", event.data.get("duty")))
        for event in bench.trace
        if event.kind in ("edge", "pwm") and event.data["pin"] == pin
    ]


def test_an_led_that_is_closed_goes_dark(bench):
    led = LED(17)
    led.on()
    sleep(1)
    led.close()

    assert recorded(bench, "GPIO17") == [(0.0, "output"), (0.0, 1), (1.0, 0)]


def test_setting_the_same_level_again_is_no_edge(bench):
    led = LED(17)
    for _ in range(3):
        led.on()

    assert bench.trace.edges("GPIO17") == [(0.0, 1)]


def test_an_initial_value_is_there_from_the_first_moment(bench):
    led = LED(17, initial_value=True)

    assert led.is_lit
    assert [e.data for e in bench.trace] == [{"pin": "GPIO17", "level": 1, "opened": "output"}]


def test_pwm_is_recorded_as_duty_and_frequency_and_its_end_as_an_edge(bench):
    led = PWMLED(17, frequency=200)
    led.value = 0.25
    sleep(1)
    led.frequency = None

    assert bench.trace.pwm("GPIO17")[-1] == (0.0, 0.25, 200)
    assert recorded(bench, "GPIO17")[-1] == (1.0, 0)


def test_a_button_reads_its_pull_and_its_contact(bench):
    button = Button(2)
    seen = [button.is_pressed]
    bench.press("GPIO2", for_s=1)
    seen.append(button.is_pressed)
    sleep(1.1)
    seen.append(button.is_pressed)

    assert seen == [False, True, False]


def test_edges_come_from_one_thread_and_a_slow_callback_delays_the_next(bench):
    calls = []
    a, b = Button(5), Button(6)
    a.when_pressed = lambda: (
        calls.append(("a", monotonic(), threading.current_thread().name)),
        sleep(2),
    )
    b.when_pressed = lambda: calls.append(("b", monotonic(), threading.current_thread().name))
    bench.press("GPIO5", at_s=1)
    bench.press("GPIO6", at_s=1.5)
    sleep(10)

    assert calls == [("a", 1.0, "gpio-events"), ("b", 3.0, "gpio-events")]
    assert bench.trace.edges("GPIO6") == [(1.5, 0), (1.7, 1)], "the level itself changes on time"


def test_bounce_comes_through_and_debounce_keeps_it_out(bench):
    rough, smooth = Button(5), Button(6, bounce_time=0.02)
    for name in ("GPIO5", "GPIO6"):
        bench.part(name).bounce_ms = 5.0
    presses = {"rough": 0, "smooth": 0}

    def count(name):
        presses[name] += 1

    rough.when_pressed = lambda: count("rough")
    smooth.when_pressed = lambda: count("smooth")
    for at_s in (1, 2, 3):
        bench.press("GPIO5", at_s=at_s)
        bench.press("GPIO6", at_s=at_s)
    sleep(5)

    assert presses["smooth"] == 3
    assert presses["rough"] > 6


def test_hold_and_repeat(bench):
    held = []
    button = Button(2, hold_time=1, hold_repeat=True)
    button.when_held = lambda: held.append(monotonic())
    bench.press("GPIO2", at_s=2, for_s=3.5)
    sleep(10)

    assert held == pytest.approx([3, 4, 5])


def test_a_floating_input_hums_and_is_noted_once(bench):
    device = InputDevice(21, pull_up=None, active_state=True)
    bench.remove_part(bench.part("GPIO21"))
    levels = set()
    for _ in range(20):
        levels.add(device.value)
        sleep(0.004)

    assert levels == {0, 1}
    notes = bench.trace.notes("floating")
    assert len(notes) == 1
    assert "GPIO21" in notes[0].data["text"]


def test_a_floating_input_with_callbacks_picks_up_fifty_hertz(bench):
    device = DigitalInputDevice(21, pull_up=None, active_state=True)
    bench.remove_part(bench.part("GPIO21"))
    rises = []
    device.when_activated = lambda: rises.append(monotonic())
    sleep(1)

    assert len(rises) == pytest.approx(50, abs=1)


def test_an_output_against_a_pressed_button_is_noted_as_a_short(bench):
    Button(2).close()
    output = OutputDevice(2, initial_value=True)
    from hardware_mocks.parts.button import Button as ButtonPart

    nets = {"1.l": bench.net("GPIO2"), "2.l": bench.net("GND")}
    bench.add_part(ButtonPart, "wrong", nets).press()

    assert output.value == 1
    assert [note.data["subject"] for note in bench.trace.notes("short")] == ["GPIO2"]


def test_errors_are_those_of_a_real_pi(bench):
    with pytest.raises(PinInvalidPin):
        LED(99)
    with pytest.raises(PinFixedPull):
        Button(2, pull_up=False)
    led = LED(17)
    with pytest.raises(GPIOPinInUse):
        LED("BOARD11")
    button = Button(4)
    with pytest.raises(PinSetInput):
        button.pin.state = 1
    assert [part.kind for part in bench.parts.values()] == ["led", "button"]
    assert not led.closed


def test_a_failed_device_leaves_no_part(bench):
    with pytest.raises(PinFixedPull):
        Button(2, pull_up=False)

    assert bench.parts == {}


def test_devices_get_parts_named_after_the_programs_variables(bench):
    namespace = {"red_lamp": LED(17), "_hidden": Button(2)}
    bench.name_things_after(namespace)

    assert bench.label(bench.part("GPIO17")) == "red_lamp"
    assert bench.part("RED_LAMP") is bench.part("17") is bench.part("led1")
    assert bench.part("A").kind == "button"


def test_a_device_made_again_takes_over_the_pin(bench):
    LED(17).close()
    button = Button(17)
    bench.press("GPIO17")

    assert button.is_pressed
    assert [part.kind for part in bench.parts.values()] == ["button"]


def test_spi_without_a_chip_reads_zeros(bench):
    with SPIDevice() as device:
        assert device._spi.transfer([1, 2, 3]) == [0, 0, 0]
        assert device._spi.read(2) == [0, 0]


def test_a_chain_of_values_and_sources(bench):
    lamp, button = LED(17), Button(2)
    lamp.source = button
    bench.press("GPIO2", at_s=1, for_s=1)
    sleep(3)
    on, off = bench.trace.edges("GPIO17")

    assert (on[1], off[1]) == (1, 0)
    assert on[0] == pytest.approx(1.0, abs=0.011), "source_delay is 10 ms"
    assert off[0] == pytest.approx(2.0, abs=0.011)
