"""One GPIO pin of the simulated Pi, as gpiozero sees it."""

from typing import TYPE_CHECKING, Any

from gpiozero import PinFixedPull, PinInvalidFunction, PinInvalidPull, PinSetInput
from gpiozero.pins.pi import PiPin

from hardware_mocks.gpio.circuit import PI_HIGH_VOLTS, Net
from hardware_mocks.virtual_time import NS_PER_S

if TYPE_CHECKING:
    from hardware_mocks.gpio.factory import SimFactory

OUTPUT_OHMS = 40.0
"""About what a Pi's pin has at its default drive strength of 8 mA (3.3 V - 0.3 V drop)."""
PULL_OHMS = 50_000.0
"""BCM2835 peripherals: internal pulls of 50 to 65 kilohms."""
HUM_HALF_PERIOD_NS = 10_000_000
"""An open input picks up the mains: 50 Hz."""


class SimPin(PiPin):  # type: ignore[misc]  # gpiozero has no types
    """A pin on a net of the bench; every change of level goes into the trace."""

    def __init__(self, factory: "SimFactory", info: Any) -> None:
        super().__init__(factory, info)
        self.bench = factory.bench
        self._clock = self.bench.clock
        self._net = self.bench.net(info.name)
        self._source = self.bench.circuit.add_source(self._net, info.name)
        self._function = "input"
        self._pull = info.pull or "floating"
        self._bounce_s: float | None = None
        self._edges = "both"
        self._state: float = 0  # what an output was told
        self._level: int | None = None  # what an input reads
        self._is_open = False
        self._listens = False
        self._detects = False
        self._reported = 0
        self._bounce_ticket = 0
        self._apply_input()

    # -- life

    def close(self) -> None:
        """Let go of the pin: it becomes a floating input, and an LED on it goes dark."""
        self.when_changed = None
        with self._clock.lock:
            was_high = self._function == "output" and self._state
            self._function, self._pull = "input", self.info.pull or "floating"
            self._state, self._is_open = 0, False
            self._apply_input()
            if was_high:
                self._record_level(0)

    def output_with_state(self, state: float) -> None:
        """Become an output that is at `state` from the first moment."""
        with self._clock.lock:
            self._function, self._pull = "output", "floating"
            self._state = state
            self._apply_output()
            self._record_opening("output", int(bool(state)))

    def input_with_pull(self, pull: str) -> None:
        """Become an input with that pull."""
        self._set_function("input")
        self._set_pull(pull)

    # -- what gpiozero sets and asks

    def _get_function(self) -> str:
        return self._function

    def _set_function(self, value: str) -> None:
        if value not in ("input", "output"):
            raise PinInvalidFunction(f'invalid function "{value}" for pin {self!r}')
        with self._clock.lock:
            self._function = value
            if value == "input":
                self._is_open = False  # recorded at the first look: its pull is set after this
                self._pull = self.info.pull or "floating"
                self._apply_input()
            else:
                self._pull, self._state = "floating", 0
                self._apply_output()
                self._record_opening(value, 0)

    def _get_state(self) -> float:
        self._clock.poll()
        if self._function == "output":
            return self._state
        level = self._read_level()
        self._open_input(level)
        return level

    def _set_state(self, value: float) -> None:
        if self._function == "input":
            raise PinSetInput(f"cannot set state of pin {self!r}")
        self._clock.poll()
        frequency_hz = self._source.frequency_hz
        with self._clock.lock:
            if frequency_hz is None:
                self._set_level(int(bool(value)))
            elif value != self._state:
                self._set_duty(value, frequency_hz)

    def _set_level(self, level: int) -> None:
        if level != self._state:
            self._state = level
            self._record_level(level)
            circuit = self.bench.circuit
            circuit.drive(self._source, PI_HIGH_VOLTS if level else 0.0, OUTPUT_OHMS)

    def _set_duty(self, duty: float, frequency_hz: float) -> None:
        if not 0 <= duty <= 1:
            raise ValueError(f"a PWM duty cycle lies between 0 and 1 (got {duty})")
        self._state = duty
        self._record_pulses(duty, frequency_hz)
        self.bench.circuit.pulse(self._source, PI_HIGH_VOLTS, duty, frequency_hz)

    def _get_frequency(self) -> float | None:
        return self._source.frequency_hz

    def _set_frequency(self, value: float | None) -> None:
        if value and self._function != "output":
            raise PinInvalidFunction(f"cannot start PWM on pin {self!r}: it is an input")
        if self._function != "output" or (value or None) == self._source.frequency_hz:
            return
        with self._clock.lock:
            if not value:
                self._state = 0
                self._record_level(0)
                self._apply_output()
                return
            duty = self._state if self._source.frequency_hz else 0.0
            self._set_duty(duty, value)

    def _get_pull(self) -> str:
        return str(self._pull)

    def _set_pull(self, value: str) -> None:
        if self._function != "input":
            raise PinFixedPull(f"cannot set pull on non-input pin {self!r}")
        if value not in ("up", "down", "floating"):
            raise PinInvalidPull(f'invalid pull "{value}" for pin {self!r}')
        if self.info.pull and value != self.info.pull:
            raise PinFixedPull(f"{self!r} has a physical pull-{self.info.pull} resistor")
        with self._clock.lock:
            self._pull = value
            self._apply_input()

    def _get_bounce(self) -> float | None:
        return self._bounce_s

    def _set_bounce(self, value: float | None) -> None:
        self._bounce_s = float(value) if value else None

    def _get_edges(self) -> str:
        return self._edges

    def _set_edges(self, value: str) -> None:
        self._edges = value

    def _enable_event_detect(self) -> None:
        self._detects = True
        self._reported = self._read_level()
        self._open_input(self._reported)
        self._hum()

    def _disable_event_detect(self) -> None:
        self._detects = False

    # -- the wire

    def _apply_input(self) -> None:
        if not self._listens:
            self._listens = True
            self._net.listen(self._on_net)
        volts = {"up": PI_HIGH_VOLTS, "down": 0.0, "floating": None}[self._pull]
        self.bench.circuit.drive(self._source, volts, PULL_OHMS)
        self._reported = self._net.level or 0  # edges count from here on

    def _apply_output(self) -> None:
        if self._listens:  # nobody has to be told, so nothing has to be computed
            self._listens = False
            self._net.unlisten(self._on_net)
        volts = PI_HIGH_VOLTS if self._state else 0.0
        self.bench.circuit.drive(self._source, volts, OUTPUT_OHMS)

    def _read_level(self) -> int:
        level = self._net.level
        if level is not None:
            return level
        self.bench.note_once("floating", self.info.name)
        return int(self._clock.now_ns // HUM_HALF_PERIOD_NS + self._number) & 1

    def _on_net(self, net: Net) -> None:
        self._see(self._read_level() if net.level is None else net.level)
        self._hum()

    def _see(self, level: int) -> None:
        """Notice a level at an input: record it, and report it when asked to."""
        if level == self._level:
            return
        self._level = level
        self._clock.input_changed()
        if self._detects:  # its function may have changed meanwhile
            self._open_input(1 - level)
        if self._is_open:
            self._record_level(level)
        if self._detects:
            self._bounce_ticket += 1
            if self._bounce_s:
                delay_ns = round(self._bounce_s * NS_PER_S)
                self._clock.after(delay_ns, self._settled, self._bounce_ticket, level)
            else:
                self._report(level)

    def _settled(self, ticket: int, level: int) -> None:
        """The level has stood still for the debounce time, unless it changed meanwhile."""
        if ticket == self._bounce_ticket:
            self._report(level)

    def _report(self, level: int) -> None:
        if level == self._reported or not self._detects:
            return
        self._reported = level
        if self._edges == "both" or (self._edges == "rising") == bool(level):
            self._factory.deliver(self, self._clock.now_ns, level)

    def _hum(self) -> None:
        """While the input floats and edges are wanted, it picks up the mains' hum."""
        if self._detects and self._net.level is None:
            next_ns = (self._clock.now_ns // HUM_HALF_PERIOD_NS + 1) * HUM_HALF_PERIOD_NS
            self._clock.at(next_ns, self._on_net, self._net)

    # -- the trace

    def _open_input(self, level: int) -> None:
        """Record an input's level when the program first looks at it."""
        if not self._is_open:
            self._record_opening("input", level)

    def _record_opening(self, function: str, level: int) -> None:
        self._is_open, self._level = True, level
        self.bench.trace.add(
            self._clock.now_ns, "edge", pin=self.info.name, level=level, opened=function
        )

    def _record_level(self, level: int) -> None:
        self.bench.trace.add(self._clock.now_ns, "edge", pin=self.info.name, level=level)

    def _record_pulses(self, duty: float, frequency_hz: float) -> None:
        self.bench.trace.add(
            self._clock.now_ns,
            "pwm",
            pin=self.info.name,
            duty=round(duty, 9),
            frequency_hz=round(frequency_hz, 6),
        )
