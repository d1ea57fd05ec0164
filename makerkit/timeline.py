"""What a drawing of a trace shows, before anybody draws it: the window, the lanes, the axis.

`timeline_text.py` draws it in the terminal, `timeline_svg.py` as a picture. Both ask a lane for as
many columns as they have room for; a column knows what its piece of time looked like, so a drawing
costs the same for ten edges and for a million.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, inf, log10
from typing import NamedTuple

from makerkit.errors import BadInputError
from makerkit.trace import Event, Trace
from makerkit.trace_lines import NS_PER_S


@dataclass(frozen=True, slots=True)
class Window:
    """The piece of time that is shown, both ends included."""

    start_ns: int
    end_ns: int

    @classmethod
    def of(cls, trace: Trace, start_s: float | None = None, end_s: float | None = None) -> "Window":
        """Return the window from `start_s` to `end_s`; None means the start or end of the trace."""
        start = start_s or 0.0
        end = (trace.end_s or 1.0) if end_s is None else end_s
        if end_s is None and start >= end:
            raise BadInputError(
                f"The trace ends at {end:g} s: nothing to show from {start:g} s on."
            )
        if not 0 <= start < end < inf:
            raise BadInputError(
                "What is shown must start at 0 s or later and end after that "
                f"(got {start:g} s to {end:g} s)."
            )
        start_ns = round(start * NS_PER_S)
        return cls(start_ns, max(round(end * NS_PER_S), start_ns + 1))

    def column(self, t_ns: int, count: int) -> int:
        """Return which of `count` equal columns an instant falls into."""
        return min((t_ns - self.start_ns) * count // (self.end_ns - self.start_ns), count - 1)

    def __contains__(self, t_ns: int) -> bool:
        return self.start_ns <= t_ns <= self.end_ns


class Column(NamedTuple):
    """What a pin did during one column of a drawing."""

    changes: int
    """How often the level changed."""
    mean: float | None
    """The part of the time it was high; None while it is unknown."""
    is_pwm: bool
    last: float | None
    """The level, or the duty, with which the column ends."""


class Setting(NamedTuple):
    """What is in force on a pin from an instant on."""

    t_ns: int
    value: float
    """A level (0 or 1), or a duty (0.0 to 1.0)."""
    frequency_hz: float | None
    """None while the level is steady."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One pin of the drawing."""

    pin: str
    label: str
    direction: str
    """"output", "input", or nothing where the trace does not say."""
    settings: Sequence[Setting]

    def pwm_in(self, window: Window) -> list[Setting]:
        """Return the PWM settings in force at some time of the window."""
        return [
            setting
            for setting, until_ns in self.stretches(window)
            if setting.frequency_hz is not None and until_ns >= setting.t_ns
        ]

    def columns(self, window: Window, count: int) -> list[Column]:
        """Return the lane cut into `count` columns of equal time."""
        changes = self._changes(window, count)
        high, known = [0.0] * count, [0.0] * count
        is_pwm = [False] * count
        last: list[float | None] = [None] * count
        width_ns = (window.end_ns - window.start_ns) / count
        for setting, until_ns in self.stretches(window):
            from_ns = max(setting.t_ns, window.start_ns)
            for column in range(window.column(from_ns, count), window.column(until_ns, count) + 1):
                left_ns = window.start_ns + column * width_ns
                part_ns = max(0, min(until_ns, left_ns + width_ns) - max(from_ns, left_ns))
                high[column] += part_ns * setting.value
                known[column] += part_ns
                if part_ns > 0:
                    is_pwm[column] = setting.frequency_hz is not None
                last[column] = setting.value
        return [
            Column(
                changes[index],
                high[index] / known[index] if known[index] > 0 else last[index],
                is_pwm[index],
                last[index],
            )
            for index in range(count)
        ]

    def stretches(self, window: Window) -> Iterator[tuple[Setting, int]]:
        """Yield what is in force in the window, each with the instant at which it ends."""
        for setting, following in pairwise((*self.settings, None)):
            assert setting is not None
            until_ns = min(following.t_ns if following else window.end_ns, window.end_ns)
            if setting.t_ns <= window.end_ns and until_ns >= window.start_ns:
                yield setting, until_ns

    def _changes(self, window: Window, count: int) -> list[int]:
        changes = [0] * count
        for before, after in pairwise(self.settings):
            if after.value != before.value and after.t_ns in window:
                changes[window.column(after.t_ns, count)] += 1
        return changes


def lanes(
    trace: Trace, pins: Sequence[str] | None = None, labels: Mapping[str, str] | None = None
) -> list[Lane]:
    """Return the pins of a trace, all or those asked for.

    Raises:
        BadInputError: a pin is not in the trace.
    """
    known = trace.pins()
    for pin in pins or ():
        if pin not in known:
            there = ", ".join(known) or "no pin at all"
            raise BadInputError(f"The trace has no pin {pin}. It has {there}.")
    return [_lane(trace, pin, (labels or {}).get(pin, "")) for pin in pins or known]


def _lane(trace: Trace, pin: str, label: str) -> Lane:
    direction = ""
    settings = []
    for event in sorted(trace.of_pin(pin), key=lambda event: event.t_ns):
        direction = direction or event.data.get("opened", "")
        if event.kind == "pwm":
            value, frequency_hz = event.data["duty"], event.data["frequency_hz"]
        else:
            value, frequency_hz = event.data["level"], None
        settings.append(Setting(event.t_ns, value, frequency_hz))
    return Lane(pin, label, direction, settings)


_ABOUT_THE_RUN = frozenset({"run", "arduino", "end"})
"""Notes that say where a run starts, with which sketch, and where it ends."""


def told(trace: Trace, kind: str, window: Window) -> list[Event]:
    """Return the prints, serial lines, world events or notes of a window.

    Of the notes, those that say something about the circuit: where a run starts and ends is seen.
    """
    shown = [
        event
        for event in trace
        if event.kind == kind
        and event.t_ns in window
        and not (kind == "note" and event.data["id"] in _ABOUT_THE_RUN)
    ]
    return sorted(shown, key=lambda event: event.t_ns)


def excerpt(trace: Trace, window: Window, pins: Sequence[str] | None = None) -> Trace:
    """Return what happened within a window, all pins or those asked for.

    What was in force when the window starts stands at its start, as if the pin were opened there.
    """
    part = Trace()
    shown = lanes(trace, pins)
    for lane in shown:
        before = [setting for setting in lane.settings if setting.t_ns < window.start_ns]
        if before:
            _add_start(part, lane, before[-1], window)
    names = {lane.pin for lane in shown} | {""}  # what is about no pin stays
    part.events += [
        event for event in trace if event.t_ns in window and event.data.get("pin", "") in names
    ]
    return part


def _add_start(part: Trace, lane: Lane, setting: Setting, window: Window) -> None:
    if setting.frequency_hz is None:
        opened = lane.direction or "output"
        level = int(setting.value)
        part.add(window.start_ns, "edge", pin=lane.pin, level=level, opened=opened)
    else:
        duty, frequency_hz = setting.value, setting.frequency_hz
        part.add(window.start_ns, "pwm", pin=lane.pin, duty=duty, frequency_hz=frequency_hz)


class Axis(NamedTuple):
    """The round numbers along the time axis."""

    unit: str
    ticks: list[tuple[int, str]]
    """Each instant (ns) with its number in the unit."""


_UNITS_NS = {"s": NS_PER_S, "ms": 1_000_000, "µs": 1_000, "ns": 1}


def axis(window: Window, most: int) -> Axis:
    """Return at most `most` ticks (at least one) at steps of 1, 2 or 5 times a power of ten."""
    step_ns = _round_step((window.end_ns - window.start_ns) / max(most - 1, 1))
    unit = next(name for name, ns in _UNITS_NS.items() if ns == 1 or ns <= window.end_ns)
    decimals = max(0, ceil(log10(_UNITS_NS[unit]) - log10(step_ns)))
    first, last = ceil(window.start_ns / step_ns), floor(window.end_ns / step_ns)
    ticks = [
        (number * step_ns, f"{number * step_ns / _UNITS_NS[unit]:.{decimals}f}")
        for number in range(first, last + 1)
    ]
    return Axis(unit, ticks)


def _round_step(least: float) -> int:
    power: int = 10 ** floor(log10(max(least, 1)))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)
