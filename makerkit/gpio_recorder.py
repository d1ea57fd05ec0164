"""Record what a program does with the real pins of a Pi, so that the same check judges both worlds.

gpiozero's own factory stays in charge. Its pins get a thin layer above and below: above, what the
program does to a pin is noted once the pin has done it; below, each edge that the pin reports is
noted on its way to the program. Nothing is read for the record alone but an input's level
when it begins to report, so the pins keep their timing; their errors go through.

An input without callbacks tells nothing by itself: there a new level is noted when it is read.
"""

import os
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from gpiozero import Device, Factory, PinFactoryFallback
from gpiozero.pins.pi import PiPin

from makerkit.errors import UnsupportedHereError
from makerkit.trace import Trace
from makerkit.trace_lines import NS_PER_S

CHOICE = "GPIOZERO_PIN_FACTORY"
SIMULATED = "sim"


def record_pins(
    trace: Trace, now_ns: Callable[[], int], factory_class: Callable[[], Factory] | None = None
) -> Factory:
    """Return a pin factory of gpiozero whose pins write what happens at them into `trace`.

    Args:
        trace: gets the same events as on the simulated bench (`edge` and `pwm`).
        now_ns: tells the time since the run's start.
        factory_class: makes the factory; by default gpiozero chooses, as it does without us.

    Raises:
        UnsupportedHereError: there are no pins on this machine, or they cannot be used.

    Example::

        gpiozero.Device.pin_factory = record_pins(trace, lambda: clock.now_ns)
    """
    try:
        factory = _factory_of_choice() if factory_class is None else factory_class()
    except Exception as error:
        raise UnsupportedHereError(
            f"Cannot use the pins of this machine: {error}. Run the program on the simulated bench "
            "(`maker run --simulate PROGRAM`); on a Raspberry Pi, `maker doctor` says what is "
            "missing."
        ) from error
    factory.pin_class = _recorded(factory.pin_class, trace, now_ns)
    return factory


def _factory_of_choice() -> Factory:
    """Let gpiozero choose as ever, but never the simulated pins."""
    choice = os.environ.get(CHOICE)
    if choice == SIMULATED:
        del os.environ[CHOICE]
    try:
        return _explained_choice()
    finally:
        if choice is not None:
            os.environ[CHOICE] = choice


def _explained_choice() -> Factory:
    """Return gpiozero's choice; if it finds none, let the error say what it tried."""
    with warnings.catch_warnings(record=True) as tried:
        warnings.simplefilter("always")
        try:
            return Device._default_pin_factory()
        except Exception as error:
            falls = [str(w.message) for w in tried if issubclass(w.category, PinFactoryFallback)]
            raise RuntimeError("; ".join([str(error).rstrip("!."), *falls])) from error


def _recorded(pin_class: type, trace: Trace, now_ns: Callable[[], int]) -> type:
    """Return a subclass of `pin_class` that records."""
    layers = (_RecordedPin, pin_class, _ReportedEdges)
    return type(f"Recorded{pin_class.__name__}", layers, {"_recorded_in": (trace, now_ns)})


class _PinRecord:
    """What the trace has been told about one pin.

    Attributes:
        function: "input" or "output".
        is_open: whether the program has the pin; an input, from the first look at it.
        level: the latest level told; meaningless while PWM runs.
        duty, frequency_hz: of the PWM in force; without PWM the frequency is None.
    """

    def __init__(self, name: str, trace: Trace, now_ns: Callable[[], int]) -> None:
        self._name = name
        self._add = trace.add
        self._now_ns = now_ns
        self._silent_thread = 0
        self.function = "input"
        self.is_open = False
        self.level = 0
        self.duty = 0.0
        self.frequency_hz: float | None = None

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Tell nothing of the steps by which a pin does one thing, in the calling thread."""
        before, self._silent_thread = self._silent_thread, threading.get_ident()
        try:
            yield
        finally:
            self._silent_thread = before

    @property
    def is_silent(self) -> bool:
        """Whether the calling thread is in the middle of one thing."""
        return self._silent_thread == threading.get_ident()

    def become_input(self) -> None:
        """The program has taken the pin, but its level is not known before it is looked at."""
        self.function, self.is_open = "input", False

    def become_output(self, level: int, frequency_hz: float | None) -> None:
        """The program has taken the pin, which is at that level from now on."""
        self.function, self.duty, self.frequency_hz = "output", 0.0, frequency_hz
        self._open(level)

    def close(self) -> None:
        """The program has let go of the pin."""
        is_high = bool(self.level if self.frequency_hz is None else self.duty)
        if self.function == "output" and is_high:
            self.edge(0)
        self.become_input()
        self.frequency_hz = None

    def output(self, value: float) -> None:
        """The program has told the output a level, or a duty while PWM runs."""
        if self.frequency_hz is not None:
            if value != self.duty:
                self._pulse(value, self.frequency_hz)
        elif bool(value) != self.level:
            self.edge(int(bool(value)))

    def frequency(self, frequency_hz: float | None) -> None:
        """The program has started, changed or stopped PWM."""
        before = self.frequency_hz
        if frequency_hz == before:
            return
        if frequency_hz is None:
            self.frequency_hz = None
            self.edge(0)
        else:
            self._pulse(0.0 if before is None else self.duty, frequency_hz)

    def see(self, level: int, *, is_reported: bool) -> None:
        """The program has looked at an input, whose changes are reported or not."""
        if not self.is_open:
            self._open(level)
        elif level != self.level and not is_reported:
            self.edge(level)

    def edge(self, level: int, age_s: float = 0.0) -> None:
        """The pin took that level `age_s` ago."""
        self.level = level
        t_ns = self._now_ns() - round(age_s * NS_PER_S)
        self._add(t_ns, "edge", pin=self._name, level=level)

    def _open(self, level: int) -> None:
        self.is_open, self.level = True, level
        self._add(self._now_ns(), "edge", pin=self._name, level=level, opened=self.function)

    def _pulse(self, duty: float, frequency_hz: float) -> None:
        self.duty, self.frequency_hz = duty, frequency_hz
        self._add(
            self._now_ns(),
            "pwm",
            pin=self._name,
            duty=round(duty, 9),
            frequency_hz=round(frequency_hz, 6),
        )


class _RecordedPin(PiPin):  # type: ignore[misc]  # gpiozero has no types
    """The upper layer: notes what the program does, once the real pin has done it."""

    _recorded_in: tuple[Trace, Callable[[], int]]

    def __init__(self, factory: Factory, info: Any, *args: Any, **kwargs: Any) -> None:
        self._pin_record = _PinRecord(info.name, *self._recorded_in)
        with self._pin_record.silent():  # some set their function while they are made
            super().__init__(factory, info, *args, **kwargs)

    def close(self) -> None:
        with self._pin_record.silent():
            super().close()
        self._pin_record.close()

    def output_with_state(self, state: float) -> None:
        with self._pin_record.silent():  # some set function and state one after the other
            super().output_with_state(state)
        self._pin_record.become_output(int(bool(state)), super()._get_frequency() or None)

    def input_with_pull(self, pull: str) -> None:
        with self._pin_record.silent():
            super().input_with_pull(pull)
        self._pin_record.become_input()

    def _set_function(self, value: str) -> None:
        super()._set_function(value)
        if self._pin_record.is_silent:
            return
        if value == "output":
            level = int(bool(super()._get_state()))
            self._pin_record.become_output(level, super()._get_frequency() or None)
        else:
            self._pin_record.become_input()

    def _get_state(self) -> Any:
        state = super()._get_state()
        self._note_look(state)
        return state

    def _set_state(self, value: float) -> None:
        super()._set_state(value)
        if not self._pin_record.is_silent:
            self._pin_record.output(value)

    def _set_frequency(self, value: float | None) -> None:
        super()._set_frequency(value)
        record = self._pin_record
        if record.function == "output" and not record.is_silent:
            record.frequency(super()._get_frequency() or None)  # not each can do just any

    def _enable_event_detect(self) -> None:
        self._note_look(super()._get_state())
        super()._enable_event_detect()

    def _note_look(self, state: Any) -> None:
        record = self._pin_record
        if record.function == "input" and not record.is_silent:
            record.see(int(bool(state)), is_reported=self._when_changed is not None)


class _ReportedEdges(PiPin):  # type: ignore[misc]  # gpiozero has no types
    """The lower layer, right above `PiPin`: here every kind of pin reports in the same terms."""

    _pin_record: _PinRecord

    def _call_when_changed(self, ticks: Any, state: Any) -> None:
        if self._pin_record.function == "input" and self._pin_record.is_open:
            age_s = self.factory.ticks_diff(self.factory.ticks(), ticks)
            self._pin_record.edge(int(bool(state)), max(0.0, age_s))
        super()._call_when_changed(ticks, state)
