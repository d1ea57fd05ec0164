"""What happened at each pin, and what was printed, sorted as the trace grows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from makerkit.trace import TO_PI, Event, Trace
from makerkit.trace_lines import NS_PER_S

FLOOD, FLOOD_HZ = 6_000, 10_000
"""A pin that has changed so often, and so quickly on average, shows nothing new any more."""


class Step(NamedTuple):
    """From `t_s` on a pin has this value: a level (0 or 1), or the duty while PWM runs.

    `hz` is the frequency of the PWM, None without.
    """

    t_s: float
    value: float
    hz: float | None = None


@dataclass(slots=True)
class PinLog:
    """Everything one pin did.

    Attributes:
        function: "output" or "input", as the program opened it last.
        changes: how often the value became another one.
    """

    pin: str
    function: str = ""
    steps: list[Step] = field(default_factory=list)
    changes: int = 0

    def add(self, event: Event) -> None:
        """Take in an edge or a PWM setting."""
        data = event.data
        is_pwm = event.kind == "pwm"
        value = float(data["duty"] if is_pwm else data["level"])
        if "opened" in data:
            self.function = data["opened"]
        elif self.steps and self.steps[-1].value != value:
            self.changes += 1
        hz = data["frequency_hz"] if is_pwm else None
        self.steps.append(Step(event.t_ns / NS_PER_S, value, hz))


class Line(NamedTuple):
    """A line that the program printed."""

    t_s: float
    text: str


class Log:
    """The trace of one run, sorted by pin; it grows with the trace.

    Args:
        speaks_by: what the program's lines are: those it prints, or, for a sketch alone on its
            board, those that it sends ("serial").
    """

    def __init__(self, trace: Trace, *, speaks_by: str = "print") -> None:
        self.trace = trace
        self._speaks_by = speaks_by
        self.pins: dict[str, PinLog] = {}
        self.lines: list[Line] = []
        self.on_change: Callable[[str], None] = lambda _what: None
        self.on_flood: Callable[[PinLog], None] = lambda _pin: None
        for event in trace:
            self._take(event)
        trace.listen(self._take)

    def pin(self, name: str) -> PinLog:
        """Return what a pin did; nothing if the program never used it."""
        return self.pins.get(name) or PinLog(name)

    @property
    def used_pins(self) -> list[str]:
        """The pins that the program used, in the order in which it took them."""
        return list(self.pins)

    def _take(self, event: Event) -> None:
        if event.kind in {"edge", "pwm"}:
            name = event.data["pin"]
            if name not in self.pins:
                self.pins[name] = PinLog(name)
            pin = self.pins[name]
            pin.add(event)
            if pin.changes >= FLOOD and pin.changes > FLOOD_HZ * event.t_ns / NS_PER_S:
                self.on_flood(pin)
            self.on_change(name)
        elif event.kind == "print" and event.data.get("stream", "stdout") == "stdout":
            self.lines.append(Line(event.t_ns / NS_PER_S, event.data["text"]))
            self.on_change("print")
        elif event.kind == "serial":
            self._take_serial(event)

    def _take_serial(self, event: Event) -> None:
        if self._speaks_by == "serial" and event.data["direction"] == TO_PI:
            self.lines.append(Line(event.t_ns / NS_PER_S, event.data["text"].rstrip("\r\n")))
            self.on_change("print")
        self.on_change("serial")
