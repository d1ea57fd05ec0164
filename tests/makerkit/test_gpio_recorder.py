"""Around the simulated pins, the recorder must tell what the bench itself tells."""

import os
import sys
import threading
import time
from contextlib import contextmanager
from types import ModuleType

import gpiozero
import pytest
from fake_pin_libraries import FakeLgpio, FakePigpio, FakeRpiGpio
from gpiozero import Device
from gpiozero.pins import local, native
from gpiozero.pins.mock import MockFactory, MockPin, MockPWMPin
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.auto_wiring import AutoWiring
from hardware_mocks.bench import Bench, set_current_bench
from hardware_mocks.clock import VirtualClock
from hardware_mocks.gpio.factory import SimFactory
from hardware_mocks.virtual_time import NS_PER_S, VirtualTime
from makerkit.errors import UnsupportedHereError
from makerkit.gpio_recorder import record_pins
from makerkit.trace import Trace

PI_4B = 0xC03114


@contextmanager
def at_the_pins(factory):
    """Let gpiozero use that factory, and leave nothing behind."""
    Device.pin_factory = factory
    try:
        yield factory
    finally:
        for held in list(factory._reservations.values()):
            for device in [reference() for reference in held]:
                if device is not None:
                    device.close()
        factory.close()
        factory._reservations.clear()
        Device.pin_factory = None


@contextmanager
def recorded_bench(until_s=None):
    """A simulated bench in virtual time, whose pins pass for the real ones of a Pi."""
    recorded = Trace()
    with VirtualTime(until_s=until_s) as scheduler:
        bench = Bench(VirtualClock(scheduler))
        set_current_bench(bench)
        wiring = AutoWiring(bench)
        wiring.install()
        try:
            pins = record_pins(recorded, lambda: scheduler.now_ns, lambda: SimFactory(bench))
            with at_the_pins(pins):
                yield bench, recorded
        finally:
            wiring.uninstall()
            set_current_bench(None)
    gpiozero.threads._THREADS.clear()


@pytest.fixture
def both():
    """The bench, and the recorder's trace of it."""
    with recorded_bench() as made:
        yield made


@pytest.fixture
def mock_pins():
    """Mock pins that have PWM, their recorded trace, and a clock one can set."""
    clock = ClockToSet()
    trace = Trace()
    make = lambda: MockFactory(pin_class=MockPWMPin)  # noqa: E731
    with at_the_pins(record_pins(trace, clock.now_ns, make)) as factory:
        yield factory, trace, clock


class ClockToSet:
    t_ns = 0

    def now_ns(self):
        return self.t_ns


def by_pin(trace):
    """What was recorded of each pin, whole."""
    return {
        pin: [(e.t_ns, e.kind, list(e.data.items())) for e in trace.of_pin(pin)]
        for pin in trace.pins()
    }


def told(trace):
    """Edges and PWM of all pins, without times, short."""
    return [
        (e.data["pin"], e.data["duty"], e.data["frequency_hz"])
        if e.kind == "pwm"
        else (e.data["pin"], e.data["level"], *filter(None, [e.data.get("opened")]))
        for e in trace
        if e.kind in ("edge", "pwm")
    ]


def the_same(recorded, bench):
    assert by_pin(bench.trace)
    assert by_pin(recorded) == by_pin(bench.trace)
    return True


# -- around the simulated pins: what the recorder tells is what the bench tells


def test_a_blink_is_recorded_as_the_bench_records_it(both):
    bench, recorded = both
    gpiozero.LED(17).blink(on_time=0.3, off_time=0.2, n=3, background=False)
    assert the_same(recorded, bench)
    assert recorded.edges("GPIO17")[:2] == [(0.0, 1), (0.3, 0)]


def test_a_pulse_of_pwm_is_recorded_as_the_bench_records_it(both):
    bench, recorded = both
    gpiozero.PWMLED(18, initial_value=0.5).pulse(n=2, background=False)
    assert the_same(recorded, bench)
    assert len(recorded.pwm("GPIO18")) > 50


def test_presses_of_a_button_are_recorded_with_their_own_times(both):
    bench, recorded = both
    button = gpiozero.Button(4)
    lamp = gpiozero.LED(17)
    button.when_pressed = lamp.on
    button.when_released = lamp.off
    for press in range(20):
        bench.press("A", at_s=1 + press * 0.37, for_s=0.123456789)
    time.sleep(10)
    assert the_same(recorded, bench)
    assert len(recorded.edges("GPIO4")) == 40


def test_a_callback_that_sleeps_does_not_change_the_recorded_times(both):
    bench, recorded = both
    button = gpiozero.Button(4)
    button.when_pressed = lambda: time.sleep(2)
    for press in range(4):
        bench.press("A", at_s=1 + press * 0.5)
    time.sleep(20)
    assert the_same(recorded, bench)


def test_a_servo_is_recorded_as_the_bench_records_it(both):
    bench, recorded = both
    servo = gpiozero.Servo(12)
    for position in (-1, 0, 0.3, 1, None):
        servo.value = position
        time.sleep(0.5)
    assert the_same(recorded, bench)


def test_tones_are_recorded_as_the_bench_records_them(both):
    bench, recorded = both
    buzzer = gpiozero.TonalBuzzer(21)
    for tone in ("A4", "C5", "C5", "E4"):
        buzzer.play(gpiozero.tones.Tone(tone))
        time.sleep(0.25)
    buzzer.stop()
    assert the_same(recorded, bench)
    assert (0.0, 0.5, 440.0) in recorded.pwm("GPIO21")


def test_closing_a_lit_led_is_recorded_as_going_dark(both):
    bench, recorded = both
    led = gpiozero.LED(17)
    led.on()
    time.sleep(1)
    led.close()
    assert the_same(recorded, bench)
    assert told(recorded) == [("GPIO17", 0, "output"), ("GPIO17", 1), ("GPIO17", 0)]


def test_closing_a_dark_led_is_not_recorded(both):
    bench, recorded = both
    gpiozero.LED(17).close()
    assert the_same(recorded, bench)
    assert told(recorded) == [("GPIO17", 0, "output")]


def test_a_pin_that_pulses_when_it_is_closed_goes_low_once(both):
    bench, recorded = both
    pin = Device.pin_factory.pin(18)
    pin.function = "output"
    pin.frequency = 50
    pin.state = 0.25
    time.sleep(1)
    pin.close()
    assert the_same(recorded, bench)
    assert told(recorded)[-1] == ("GPIO18", 0)


def test_a_pin_opened_again_is_recorded_again(both):
    bench, recorded = both
    gpiozero.LED(17, initial_value=True).close()
    time.sleep(1)
    with gpiozero.PWMLED(17, initial_value=0.7):
        time.sleep(1)
    gpiozero.Button(17).close()
    assert the_same(recorded, bench)
    assert [e.data["opened"] for e in recorded if "opened" in e.data] == [
        "output", "output", "input",
    ]  # fmt: skip


@pytest.mark.parametrize("initial_value", [True, False, None])
@pytest.mark.parametrize("active_high", [True, False])
def test_every_way_to_begin_is_recorded_as_the_bench_records_it(both, initial_value, active_high):
    bench, recorded = both
    led = gpiozero.LED(17, active_high=active_high, initial_value=initial_value)
    led.on()
    led.off()
    assert the_same(recorded, bench)


def test_an_rgb_led_and_a_robot_are_recorded_as_the_bench_records_them(both):
    bench, recorded = both
    lamp = gpiozero.RGBLED(2, 3, 14)
    robot = gpiozero.Robot(left=gpiozero.Motor(5, 6), right=gpiozero.Motor(13, 19))
    lamp.blink(on_time=0.1, off_time=0.1, n=2, background=True)
    robot.forward(0.6)
    time.sleep(1)
    robot.left()
    time.sleep(0.5)
    robot.stop()
    assert the_same(recorded, bench)


def test_a_distance_sensor_is_recorded_as_the_bench_records_it(both):
    bench, recorded = both
    sensor = gpiozero.DistanceSensor(echo=24, trigger=23)
    time.sleep(1)
    assert sensor.distance > 0
    sensor.close()
    assert the_same(recorded, bench)


def test_an_input_without_callbacks_is_recorded_when_it_is_read(both):
    bench, recorded = both
    pin = Device.pin_factory.pin(4)
    pin.function, pin.pull = "input", "up"
    assert pin.state == 1
    source = bench.circuit.add_source(bench.net("GPIO4"), "test")
    time.sleep(1)
    bench.circuit.drive(source, 0.0, 1.0)
    time.sleep(1)
    assert pin.state == 0
    assert recorded.edges("GPIO4")[-1] == (2.0, 0)
    assert bench.trace.edges("GPIO4")[-1] == (1.0, 0)


def test_the_program_behaves_as_without_the_recorder():
    def blinks_and_presses(is_recorded):
        with VirtualTime(until_s=30) as scheduler:
            bench = Bench(VirtualClock(scheduler))
            set_current_bench(bench)
            wiring = AutoWiring(bench)
            wiring.install()
            pins = SimFactory(bench)
            if is_recorded:
                pins = record_pins(Trace(), lambda: scheduler.now_ns, lambda: pins)
            try:
                with at_the_pins(pins):
                    button, lamp = gpiozero.Button(4), gpiozero.PWMLED(17)
                    button.when_pressed = lambda: lamp.blink(0.1, 0.1, 0.05, 0.05, n=3)
                    for press in range(8):
                        bench.press("A", at_s=0.5 + press)
                    for _ in range(3000):  # a busy loop, so that polls count
                        button.is_pressed  # noqa: B018
                    time.sleep(12)
            finally:
                wiring.uninstall()
                set_current_bench(None)
        gpiozero.threads._THREADS.clear()
        return bench.trace.dumps(), scheduler.now_ns

    assert blinks_and_presses(is_recorded=True) == blinks_and_presses(is_recorded=False)


step = st.one_of(
    st.tuples(st.just("level"), st.sampled_from([0, 1])),
    st.tuples(st.just("duty"), st.floats(0, 1)),
    st.tuples(st.just("frequency"), st.sampled_from([None, 0, 50, 100.5, 1000])),
    st.tuples(st.just("function"), st.just("output")),
    st.tuples(st.just("open"), st.sampled_from([0, 1])),
    st.tuples(st.just("close"), st.none()),
    st.tuples(st.just("read"), st.none()),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(step, max_size=25))
def test_whatever_is_done_to_an_output_is_recorded_as_the_bench_records_it(steps):
    with recorded_bench() as (bench, recorded):
        pin = Device.pin_factory.pin(2)  # it has a pull-up: as an input it never floats
        pin.function = "output"
        for name, value in steps:
            time.sleep(0.1)
            try:
                if name in ("level", "duty"):
                    pin.state = value
                elif name in ("frequency", "function"):
                    setattr(pin, name, value)
                elif name == "open":
                    pin.output_with_state(value)
                elif name == "close":
                    pin.close()
                else:
                    pin.state  # noqa: B018
            except gpiozero.PinError:
                pass
        assert by_pin(recorded) == by_pin(bench.trace)


# -- around gpiozero's mock pins


def test_mock_pins_blink_into_the_trace(mock_pins):
    _, trace, clock = mock_pins
    led = gpiozero.LED(17)
    clock.t_ns = 5
    led.on()
    led.on()
    clock.t_ns = 7
    led.close()
    assert by_pin(trace) == {
        "GPIO17": [
            (0, "edge", [("pin", "GPIO17"), ("level", 0), ("opened", "output")]),
            (5, "edge", [("pin", "GPIO17"), ("level", 1)]),
            (7, "edge", [("pin", "GPIO17"), ("level", 0)]),
        ]
    }


def test_mock_pins_pulse_into_the_trace(mock_pins):
    _, trace, _ = mock_pins
    led = gpiozero.PWMLED(17, frequency=200)
    led.value = 0.25
    led.value = 0.25
    led.pin.frequency = 400
    led.close()
    assert told(trace) == [
        ("GPIO17", 0, "output"),
        ("GPIO17", 0.0, 200),
        ("GPIO17", 0.25, 200),
        ("GPIO17", 0.25, 400),
        ("GPIO17", 0),
    ]


def test_an_edge_is_recorded_before_the_callback_acts(mock_pins):
    factory, trace, _ = mock_pins
    button, lamp = gpiozero.Button(4), gpiozero.LED(17)
    button.when_pressed = lamp.on
    factory.pin(4).drive_low()
    assert told(trace)[-2:] == [("GPIO4", 0), ("GPIO17", 1)]


def test_shared_pins_and_reservations_work(mock_pins):
    factory, _, _ = mock_pins
    with gpiozero.LED(17):
        assert factory.pin(17) is factory.pin("GPIO17")
        with pytest.raises(gpiozero.GPIOPinInUse):
            gpiozero.LED(17)
    gpiozero.LED(17).close()


def test_errors_of_the_pins_go_through_and_leave_no_trace(mock_pins):
    factory, trace, _ = mock_pins
    pin = factory.pin(4)
    pin.function = "input"
    before = told(trace)
    with pytest.raises(gpiozero.PinSetInput):
        pin.state = 1
    with pytest.raises(gpiozero.PinInvalidFunction):
        pin.function = "teapot"
    with pytest.raises(gpiozero.PinInvalidPull):
        pin.pull = "sideways"
    assert told(trace) == before


def test_a_pin_without_pwm_says_so_as_ever():
    pins = record_pins(Trace(), lambda: 0, MockFactory)
    with at_the_pins(pins), pytest.raises(gpiozero.PinPWMUnsupported):
        gpiozero.PWMLED(17)


def test_pins_and_factory_are_of_gpiozeros_own_kinds(mock_pins):
    factory, _, _ = mock_pins
    assert isinstance(factory, MockFactory)
    assert isinstance(factory.pin(4), MockPWMPin)
    assert type(factory.pin(4)).__name__ == "RecordedMockPWMPin"


def test_closing_the_factory_closes_each_lit_pin():
    trace = Trace()
    factory = record_pins(trace, lambda: 0, MockFactory)
    Device.pin_factory = factory
    led = gpiozero.LED(17, initial_value=True)
    factory.close()
    Device.pin_factory = None
    assert told(trace) == [("GPIO17", 1, "output"), ("GPIO17", 0)]
    led.close()


def test_many_threads_record_without_loss(mock_pins):
    _, trace, _ = mock_pins
    leds = [gpiozero.LED(number) for number in range(2, 10)]

    def flicker(led):
        for _ in range(200):
            led.on()
            led.off()

    threads = [threading.Thread(target=flicker, args=(led,)) for led in leds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for led in leds:
        edges = [e.data["level"] for e in trace.of_pin(led.pin.info.name)]
        assert edges == [0, *[1, 0] * 200]


def test_an_edge_stamped_in_the_future_happened_now(mock_pins):
    _, trace, clock = mock_pins
    button = gpiozero.Button(4)
    clock.t_ns = 3 * NS_PER_S
    button.pin._last_change = time.monotonic() + 1e9  # a clock with another beginning
    button.pin._state = False
    button.pin._call_when_changed()
    assert trace.events[-1].t_ns == clock.t_ns


# -- around the factories of a real Pi, on faked libraries


@pytest.fixture
def on_a_pi(monkeypatch):
    """Make gpiozero's own factories believe in a Pi 4B with a pin library."""

    def put(name, module, *parents):
        for parent in parents:
            monkeypatch.setitem(sys.modules, parent, ModuleType(parent))
        monkeypatch.setitem(sys.modules, name, module)
        for parent in parents:
            setattr(sys.modules[parent], name.rpartition(".")[2], module)
        return module

    monkeypatch.setattr(local, "get_pi_revision", lambda: PI_4B)
    for name in ("lgpio", "rpigpio", "pigpio"):
        monkeypatch.delitem(sys.modules, f"gpiozero.pins.{name}", raising=False)
        monkeypatch.delattr(gpiozero.pins, name, raising=False)
    yield put
    for name in ("lgpio", "rpigpio", "pigpio"):
        sys.modules.pop(f"gpiozero.pins.{name}", None)
        vars(gpiozero.pins).pop(name, None)
    local.LocalPiFactory.pins.clear()
    local.LocalPiFactory._reservations.clear()


def test_gpiozeros_first_choice_is_recorded(on_a_pi, monkeypatch):
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "sim")  # as the simulated bench leaves it
    on_a_pi("lgpio", FakeLgpio())
    with at_the_pins(record_pins(Trace(), lambda: 0)) as factory:
        assert type(factory).__name__ == "LGPIOFactory"
        assert os.environ["GPIOZERO_PIN_FACTORY"] == "sim"


def test_lgpio_pins_record_outputs_and_edges_with_their_own_stamps(on_a_pi):
    lgpio = on_a_pi("lgpio", FakeLgpio())
    trace, clock = Trace(), ClockToSet()
    with at_the_pins(record_pins(trace, clock.now_ns)):
        led, button = gpiozero.LED(17, initial_value=True), gpiozero.Button(4)
        button.when_pressed = led.off
        clock.t_ns = 10 * NS_PER_S
        lgpio.drive(4, 0, time.monotonic_ns() - 4 * NS_PER_S)
    assert told(trace) == [
        ("GPIO17", 1, "output"),
        ("GPIO4", 1, "input"),
        ("GPIO4", 0),
        ("GPIO17", 0),
    ]
    assert trace.events[2].t_s == pytest.approx(6.0, abs=0.5)
    assert trace.events[3].t_s == 10.0


def test_lgpio_pins_record_pwm_and_refuse_as_before(on_a_pi):
    lgpio = on_a_pi("lgpio", FakeLgpio())
    trace = Trace()
    with at_the_pins(record_pins(trace, lambda: 0)):
        led = gpiozero.PWMLED(18, frequency=50)
        led.value = 0.5
        with pytest.raises(gpiozero.PinInvalidState):
            led.pin.state = 1.5
        led.close()
    assert told(trace) == [
        ("GPIO18", 0, "output"),
        ("GPIO18", 0.0, 50),
        ("GPIO18", 0.5, 50),
        ("GPIO18", 0),
    ]
    assert lgpio.pulses == [(18, 50, 0), (18, 50, 0), (18, 50, 50), (18, 0, 0)]


def test_rpi_gpio_pins_record_outputs_pwm_and_edges(on_a_pi, monkeypatch):
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "rpigpio")
    rpi_gpio = on_a_pi("RPi.GPIO", FakeRpiGpio(), "RPi")
    trace = Trace()
    with at_the_pins(record_pins(trace, lambda: 0)) as factory:
        gpiozero.LED(17, initial_value=True).off()
        button = gpiozero.Button(4)
        rpi_gpio.drive(4, 0)
        assert button.is_pressed
        with gpiozero.PWMLED(18) as led:
            led.value = 0.5
        factory.pin(22).input_with_pull("up")
        assert factory.pin(22).state
    assert told(trace) == [
        ("GPIO17", 1, "output"),
        ("GPIO17", 0),
        ("GPIO4", 1, "input"),
        ("GPIO4", 0),
        ("GPIO18", 0, "output"),
        ("GPIO18", 0.0, 100),
        ("GPIO18", 0.5, 100),
        ("GPIO18", 0),
        ("GPIO22", 1, "input"),
    ]


def test_pigpio_pins_record_the_frequency_in_force_and_wrapping_stamps(on_a_pi, monkeypatch):
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "pigpio")
    pigpio = on_a_pi("pigpio", FakePigpio(ticks_us=lambda: 500_000))
    trace, clock = Trace(), ClockToSet()
    with at_the_pins(record_pins(trace, clock.now_ns)):
        button, led = gpiozero.Button(4), gpiozero.PWMLED(18, frequency=430)
        clock.t_ns = 2 * NS_PER_S
        pigpio.drive(4, 0, 2**32 - 500_000)  # a second ago, before the counter wrapped
        assert button.is_pressed
        led.value = 0.5
    assert trace.edges("GPIO4")[-1] == (1.0, 0)
    assert trace.pwm("GPIO18") == [(0.0, 0.0, 400), (2.0, 0.5, 400)]


class FakeMemory(native.GPIOMemory):
    """The registers of a Pi, with what a write to SET and CLR does to LEV."""

    def __init__(self, soc):
        self.registers = dict.fromkeys(range(256), 0)
        self.reg_fmt = None

    def close(self):
        pass

    def __getitem__(self, offset):
        return self.registers[offset]

    def __setitem__(self, offset, value):
        self.registers[offset] = value
        if offset == self.GPSET_OFFSET:
            self.registers[self.GPLEV_OFFSET] |= value
        elif offset == self.GPCLR_OFFSET:
            self.registers[self.GPLEV_OFFSET] &= ~value


class FakeFs:
    def __init__(self, factory, queue):
        pass

    def path_edge(self, number):
        return f"{os.devnull}"

    def close(self):
        pass

    def export(self, number):
        pass

    watch = unwatch = export


class NoDispatch:
    def __init__(self, factory, queue):
        pass

    def close(self):
        pass


def test_native_pins_record_outputs_and_edges(on_a_pi, monkeypatch):
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "native")
    monkeypatch.setattr(native, "GPIOMemory", FakeMemory)
    monkeypatch.setattr(native, "GPIOFS", FakeFs)
    monkeypatch.setattr(native, "NativeDispatchThread", NoDispatch)
    trace = Trace()
    with at_the_pins(record_pins(trace, lambda: 0)) as factory:
        led = gpiozero.LED(17)
        led.on()
        button = gpiozero.Button(4, pull_up=False)
        factory.mem[factory.mem.GPLEV_OFFSET] |= 1 << 4
        button.pin._call_when_changed(time.monotonic(), True)
        with pytest.raises(gpiozero.PinPWMUnsupported):
            gpiozero.PWMLED(18)
    assert told(trace) == [
        ("GPIO17", 0, "output"),
        ("GPIO17", 1),
        ("GPIO4", 0, "input"),
        ("GPIO4", 1),
        ("GPIO18", 0, "output"),
        ("GPIO17", 0),
    ]
    assert led.closed


# -- where there are no pins


def test_without_pins_it_says_what_to_do(monkeypatch):
    monkeypatch.delenv("GPIOZERO_PIN_FACTORY", raising=False)
    with pytest.raises(UnsupportedHereError) as caught:
        record_pins(Trace(), lambda: 0)
    message = str(caught.value)
    assert "maker run --simulate" in message
    assert "lgpio" in message
    assert "!" not in message


def test_an_unknown_factory_is_named(monkeypatch):
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "nosuch")
    with pytest.raises(UnsupportedHereError, match="nosuch"):
        record_pins(Trace(), lambda: 0)


def test_a_factory_asked_for_by_the_environment_is_taken(monkeypatch):
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "mock")
    trace = Trace()
    with at_the_pins(record_pins(trace, lambda: 0)) as factory:
        assert isinstance(factory.pin(17), MockPin)
        gpiozero.LED(17)
    assert told(trace) == [("GPIO17", 0, "output")]
