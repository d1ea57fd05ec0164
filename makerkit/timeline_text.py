"""A trace as a logic analyser made of text, for any terminal.

GPIO17 red LED │▔▔▔▔▔▔▔▔▔│▁▁▁▁▁▁▁▁▁│▔▔▔▔▔▔▔▔▔│▁▁▁▁▁▁▁▁▁
GPIO18 PWM     ▁▁▂▂▃▃▄▄▅▅▆▆▇▇██▇▇▆▆▅▅▄▄▃▃▂▂▁▁▁▁▂▂▃▃▄▄▅▅
print          •         •         •         •
seconds        ├─────────┼─────────┼─────────┼─────────
0.0       0.5       1.0       1.5
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from string import ascii_lowercase

from makerkit.timeline import Axis, Column, Lane, Window, axis, lanes, told
from makerkit.trace import TO_ARDUINO, TO_PI, Event, Trace

_LEAST_COLUMNS = 20
_LONGEST_NAME = 24
_COLUMNS_PER_TICK = 10
_UNIT_NAMES = {"s": "seconds", "ms": "milliseconds", "µs": "microseconds", "ns": "nanoseconds"}


@dataclass(frozen=True, slots=True)
class _Pen:
    """The characters of one style of drawing."""

    low: str
    high: str
    edge: str
    dense: str
    """Several edges in one column, from mostly low to mostly high."""
    duty: str
    """PWM, from 0 to 100 %."""
    duty_legend: str
    dot: str
    axis: str
    """The line, a tick, and a tick at the very start."""
    cut: str


_BLOCKS = _Pen(
    low="▁",
    high="▔",
    edge="│",
    dense="░▒▓",
    duty="▁▂▃▄▅▆▇█",
    duty_legend="▁▅█ PWM: a duty of 0, 50 and 100 %",
    dot="•",
    axis="─┼├",
    cut="…",
)
_ASCII = _Pen(
    low="_",
    high="-",
    edge="|",
    dense=".:#",
    duty="0123456789",
    duty_legend="059 PWM: a duty of 0, about 50 and 100 %",
    dot="*",
    axis="-++",
    cut="~",
)


def draw_text(
    trace: Trace,
    *,
    width: int = 80,
    window: Window | None = None,
    pins: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    ascii_only: bool = False,
) -> str:
    """Return the trace as lines of text, none longer than `width`.

    Args:
        trace: what to draw.
        width: columns of the terminal; names and waves share them.
        window: the piece of time; None means all of it.
        pins: which pins, in this order; None means all.
        labels: what hangs on the pins, such as {"GPIO17": "red LED"}.
        ascii_only: draw with ASCII characters, for a terminal that knows no others.
    """
    shown = lanes(trace, pins, labels)
    if not trace.events:
        return "The trace is empty: nothing happened."
    window = window or Window.of(trace)
    rows = _Rows(window, width, _ASCII if ascii_only else _BLOCKS, _names(shown, window))
    waves = [rows.lane(name, lane) for name, lane in zip(rows.names, shown, strict=True)]
    lines = waves + rows.prints(told(trace, "print", window))
    lines += rows.serial(told(trace, "serial", window))
    lines += rows.camera(told(trace, "camera", window))
    lines += rows.pages(told(trace, "http", window))
    world, legend = rows.world(told(trace, "world", window))
    notes = told(trace, "note", window)
    lines += world + rows.notes(notes) + rows.axis() + rows.legend(waves) + legend
    lines += [rows.cut(f"  ! {note.t_s:.3f} s  {note.words}") for note in notes]
    text = "\n".join(line.rstrip() for line in lines)
    return text.encode("ascii", "replace").decode() if ascii_only else text


def can_show(encoding: str | None) -> bool:
    """Tell whether a terminal with this encoding can show the block characters."""
    try:
        "".join((_BLOCKS.low, _BLOCKS.high, _BLOCKS.edge, _BLOCKS.duty, _BLOCKS.axis)).encode(
            encoding or "ascii"
        )
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _names(shown: Sequence[Lane], window: Window) -> list[str]:
    names = []
    for lane in shown:
        pwm = "PWM" if lane.pwm_in(window) else ""
        names.append(" ".join(part for part in (lane.pin, lane.label, pwm) if part))
    return names


class _Rows:
    """The rows of one drawing: a name on the left, then one character for each column of time."""

    def __init__(self, window: Window, width: int, pen: _Pen, names: list[str]) -> None:
        self._window = window
        self._pen = pen
        self.names = names
        axis_name = _UNIT_NAMES[axis(window, 2).unit]
        longest = max(len(name) for name in (*names, axis_name))
        self._name_width = min(longest, _LONGEST_NAME, max(width - _LEAST_COLUMNS - 1, 0))
        self._count = max(width - self._name_width - 1, 1)
        self._width = width
        self._has_serial = False

    def lane(self, name: str, lane: Lane) -> str:
        columns = lane.columns(self._window, self._count)
        return self._row(name, "".join(_character(column, self._pen) for column in columns))

    def prints(self, prints: list[Event]) -> list[str]:
        return self._marks("print", prints, lambda _: self._pen.dot)

    def serial(self, lines: list[Event]) -> list[str]:
        """Return the row of the serial line: which way each line goes."""
        arrows = {TO_PI: "<", TO_ARDUINO: ">"}
        row = self._marks("serial", lines, lambda line: arrows[line.data["direction"]])
        self._has_serial = bool(row)
        return row

    def pages(self, events: list[Event]) -> list[str]:
        """Return the row of the browsers: each page that they asked for."""
        return self._marks("http", events, lambda e: "x" if e.data.get("status", 0) >= 400 else "#")

    def camera(self, events: list[Event]) -> list[str]:
        """Return the row of the cameras: frames that the program took, and what else happened."""
        frame = self._pen.dot
        return self._marks("camera", events, lambda e: frame if e.data["what"] == "frame" else "#")

    def notes(self, notes: list[Event]) -> list[str]:
        return self._marks("note", notes, lambda _: "!")

    def world(self, events: list[Event]) -> tuple[list[str], list[str]]:
        """Return the row of what the world did, and the legend to its letters."""
        deeds = list(dict.fromkeys(_deed(event) for event in events))
        letters = dict(zip(deeds, ascii_lowercase, strict=False))
        row = self._marks("world", events, lambda event: letters.get(_deed(event), "+"))
        legend = [self.cut(f"  {letter} {deed}") for deed, letter in letters.items()]
        return row, legend

    def axis(self) -> list[str]:
        scale = self._scale()
        line = [self._pen.axis[0]] * self._count
        numbers = [" "] * self._count
        for t_ns, number in scale.ticks:
            column = self._window.column(t_ns, self._count)
            line[column] = self._pen.axis[1 if column else 2]
            start = max(min(column, self._count - len(number)), 0)
            if "".join(numbers[max(start - 1, 0) : start + len(number)]).isspace():
                numbers[start : start + len(number)] = number
        name = _UNIT_NAMES[scale.unit]
        return [self._row(name, "".join(line)), self._row("", "".join(numbers))]

    def legend(self, waves: list[str]) -> list[str]:
        """Explain the characters that are not plain levels, if there are any."""
        drawn = {mark for wave in waves for mark in wave[self._name_width :]}
        legend = []
        if drawn & set(self._pen.dense):
            legend.append(f"  {self._pen.dense} changes too fast for one column, low to high")
        if drawn & set(self._pen.duty[1:]):
            legend.append(f"  {self._pen.duty_legend}")
        if self._has_serial:
            legend.append("  < to the Pi, > to the Arduino")
        return [self.cut(line) for line in legend]

    def cut(self, line: str) -> str:
        return line if len(line) <= self._width else line[: self._width - 1] + self._pen.cut

    def _scale(self) -> Axis:
        return axis(self._window, max(self._count // _COLUMNS_PER_TICK, 2) + 1)

    def _marks(self, name: str, events: list[Event], mark: Callable[[Event], str]) -> list[str]:
        """Return a row with a mark for each event, `+` where different ones share a column."""
        if not events:
            return []
        row = [" "] * self._count
        for event in events:
            column = self._window.column(event.t_ns, self._count)
            row[column] = mark(event) if row[column] in {" ", mark(event)} else "+"
        return [self._row(name, "".join(row))]

    def _row(self, name: str, columns: str) -> str:
        if len(name) > self._name_width:
            name = name[: max(self._name_width - 1, 0)] + self._pen.cut
        return f"{name:<{self._name_width}} {columns}"[: self._width]


def _deed(event: Event) -> str:
    return f"{event.data['part']} {event.data['action']}"


def _character(column: Column, pen: _Pen) -> str:
    if column.mean is None:
        return " "
    if column.is_pwm:
        return pen.duty[ceil(column.mean * (len(pen.duty) - 1))]  # a little is more than nothing
    if column.changes > 1:
        return pen.dense[min(int(column.mean * len(pen.dense)), len(pen.dense) - 1)]
    if column.changes == 1:
        return pen.edge
    return pen.high if column.last else pen.low
