"""The one record of everything observable in a run: edges, PWM, prints, the world, remarks.

The bench and the recorder on a Pi add events; checks, drawings and exports read them. A file holds
one JSON object a line:

    {"t_s": 0.5, "kind": "edge", "pin": "GPIO17", "level": 1}

| kind | data |
|---|---|
| edge | pin, level (0 or 1); the first of a pin also has `opened`: "output" or "input" |
| pwm | pin, duty (0.0-1.0), frequency_hz: what is in force from now on |
| print | text, stream ("stdout" or "stderr"); one event per line |
| serial | port, direction ("to_arduino" or "to_pi"), text, perhaps lost: a line with its end |
| world | part, action, perhaps value: what the world did |
| http | text, request (its number), method, path, status, type, visitor; `ended` for a stream |
| camera | camera (its number), what (opened, started, frame, file, ...), perhaps number, file |
| note | id, text, ...: what the bench remarks (run, floating, short, end) |

The note `run` may hold `labels`, such as {"GPIO17": "red LED"}: drawings show them.

Pins are BCM numbers written "GPIO17", and "D13" or "A0" on an Arduino ("uno2:D13" on a second
one). Text on a serial line is Latin-1: each character is one byte, as the Pi wrote it or as it
reached the Pi; what comes without a line end is told in pieces; `lost` is true where nobody was
there to hear it. What an Arduino does is told with
its exact time but up to one quantum late, so events are not quite in the order of their times:
sort where order matters.

Time is integer nanoseconds since the run's start inside the
kit, and seconds where people read it.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Self

from makerkit.atomic_file import write_atomically
from makerkit.errors import BadInputError, NotThereError
from makerkit.trace_lines import NS_PER_S, decode_lines, encode_line

TO_ARDUINO, TO_PI = "to_arduino", "to_pi"
"""The directions of a serial line."""


class Event(NamedTuple):
    """One thing that happened; `data` depends on `kind` (see the table of this file)."""

    t_ns: int
    kind: str
    data: dict[str, Any]

    @property
    def t_s(self) -> float:
        """Seconds since the start of the run."""
        return self.t_ns / NS_PER_S

    @property
    def words(self) -> str:
        """What a print, a serial line, a world event or a note says, on one printable line."""
        if self.kind == "serial":
            arrow = "->" if self.data["direction"] == TO_ARDUINO else "<-"
            lost = " (lost)" if self.data.get("lost") else ""
            said = f"{arrow} {self.data['text'].rstrip()}{lost}"
        elif self.kind == "world":
            said = f"{self.data['part']} {self.data['action']} {self.data.get('value', '')}".strip()
        elif self.kind == "camera":
            which = self.data.get("file", self.data.get("number", ""))
            said = f"camera {self.data['camera']} {self.data['what']} {which}".strip()
        else:
            said = str(self.data.get("text", self.data.get("id", "")))
        return "".join(mark if mark.isprintable() else " " for mark in said)

    def to_line(self) -> str:
        """Return the event as one line of JSON, without the newline.

        Values that JSON does not know become strings. The time is written with all its digits.
        """
        return encode_line(self.t_ns, self.kind, self.data)


class Trace:
    """Everything that happened in one run, in the order in which it was added.

    Args:
        most_events: keep at least this many of the latest events and let go of older ones, for
            a run that may last for days; None keeps all.

    Example:
        >>> trace = Trace()
        >>> trace.add(0, "edge", pin="GPIO17", level=0, opened="output")
        >>> trace.add(500_000_000, "edge", pin="GPIO17", level=1)
        >>> trace.edges("GPIO17")
        [(0.5, 1)]
    """

    def __init__(self, *, most_events: int | None = None) -> None:
        self.events: list[Event] = []
        self._most_events = most_events
        self._listeners: tuple[Callable[[Event], object], ...] = ()
        self._is_closed = False

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def add(self, t_ns: int, kind: str, **data: Any) -> None:
        """Record that something happened. Any thread may call this.

        Nothing is checked here: the bench calls it for every edge.
        """
        if self._is_closed:
            return
        event = Event(t_ns, kind, data)
        self.events.append(event)  # atomic in CPython, so no lock is needed
        if self._most_events is not None and len(self.events) > 2 * self._most_events:
            del self.events[
                1 : len(self.events) - self._most_events
            ]  # the first says what run it is
        if self._listeners:
            for listener in self._listeners:
                listener(event)

    def listen(self, callback: Callable[[Event], object]) -> Callable[[], None]:
        """Call `callback` with each event from now on, in the thread that adds it.

        Returns:
            A function that ends the listening.
        """
        self._listeners = (*self._listeners, callback)

        def stop() -> None:
            self._listeners = tuple(other for other in self._listeners if other is not callback)

        return stop

    def close(self) -> None:
        """End the record: later events are dropped."""
        self._is_closed = True

    @property
    def end_s(self) -> float:
        """The time of the latest event, 0.0 when there is none."""
        return max((event.t_ns for event in self.events), default=0) / NS_PER_S

    def pins(self) -> list[str]:
        """Return every pin that has an edge or PWM, in the order of its number."""
        pins = {event.data["pin"] for event in self.events if event.kind in {"edge", "pwm"}}
        return sorted(pins, key=_number_last)

    def edges(self, pin: str) -> list[tuple[float, int]]:
        """Return the changes of a pin as (t_s, level), without the one that opened it."""
        changes = []
        level = None
        for event in self.of_pin(pin):
            new_level = event.data.get("level")  # None while PWM runs
            if new_level not in {None, level} and "opened" not in event.data:
                changes.append((event.t_s, new_level))
            level = new_level
        return changes

    def pwm(self, pin: str) -> list[tuple[float, float, float]]:
        """Return each PWM setting of a pin as (t_s, duty, frequency_hz)."""
        return [
            (event.t_s, event.data["duty"], event.data["frequency_hz"])
            for event in self.of_pin(pin)
            if event.kind == "pwm"
        ]

    def level_at(self, pin: str, t_s: float) -> float | None:
        """Return the level of a pin: 0 or 1, the duty while PWM runs, None while unknown.

        A change at `t_s` itself counts.
        """
        t_ns = round(t_s * NS_PER_S)
        level: float | None = None
        for event in self.of_pin(pin):
            if event.t_ns <= t_ns:
                level = event.data["duty" if event.kind == "pwm" else "level"]
        return level

    def prints(self, stream: str | None = "stdout") -> list[str]:
        """Return the lines that the program printed.

        Args:
            stream: "stdout", "stderr", or None for both.
        """
        return [
            event.data["text"]
            for event in self.events
            if event.kind == "print" and stream in {None, event.data.get("stream", "stdout")}
        ]

    def serial(
        self, direction: str | None = None, port: str | None = None
    ) -> list[tuple[float, str]]:
        """Return the lines on a serial line as (t_s, text without its line end), by their times.

        Args:
            direction: "to_arduino", "to_pi", or None for both.
            port: such as "/dev/ttyACM0", or None for every port.
        """
        said = [
            (event.t_s, event.data["text"].rstrip("\r\n"))
            for event in self.events
            if event.kind == "serial"
            and direction in {None, event.data["direction"]}
            and port in {None, event.data["port"]}
        ]
        return sorted(said, key=lambda line: line[0])

    def notes(self, note_id: str | None = None) -> list[Event]:
        """Return what the bench remarked: everything, or the notes with one id."""
        return [
            event
            for event in self.events
            if event.kind == "note" and note_id in {None, event.data["id"]}
        ]

    def labels(self) -> dict[str, str]:
        """Return what hangs on each pin, where the note `run` or `end` says so under `labels`."""
        found: dict[str, str] = {}
        for note in (*self.notes("run"), *self.notes("end")):
            named = note.data.get("labels")
            if isinstance(named, dict):
                found |= {str(pin): str(label) for pin, label in named.items()}
        return found

    def between(self, start_s: float, end_s: float) -> "Trace":
        """Return the part of the trace from `start_s` until just before `end_s`."""
        part = Trace()
        start_ns, end_ns = round(start_s * NS_PER_S), round(end_s * NS_PER_S)
        part.events = [event for event in self.events if start_ns <= event.t_ns < end_ns]
        return part

    def dumps(self) -> str:
        """Return the trace as JSON Lines."""
        return "".join(event.to_line() + "\n" for event in self.events)

    def dump(self, path: str | Path) -> None:
        """Write the trace as JSON Lines; the file is there whole or not at all."""
        write_atomically(path, self.dumps().encode())

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a file of JSON Lines. A last line that a power cut left unfinished is dropped.

        Raises:
            NotThereError: there is no such file.
            BadInputError: a line is no event; the message has its number.
        """
        try:
            content = Path(path).read_bytes()
        except FileNotFoundError as error:
            raise NotThereError(
                f"There is no trace {path}. `maker run --trace {path} PROGRAM` records one."
            ) from error
        except OSError as error:
            raise BadInputError(f"Cannot read {path}: {error.strerror or error}.") from error
        return cls.loads(content, name=str(path))

    @classmethod
    def loads(cls, content: bytes | str, *, name: str = "the trace") -> Self:
        """Read JSON Lines; like `load`, with the name to use in an error."""
        raw = content.encode() if isinstance(content, str) else content
        trace = cls()
        trace.events = [Event(*fields) for fields in decode_lines(raw, name)]
        return trace

    def of_pin(self, pin: str) -> Iterator[Event]:
        """Yield the edges and PWM settings of one pin."""
        for event in self.events:
            if event.kind in {"edge", "pwm"} and event.data["pin"] == pin:
                yield event


def _number_last(name: str) -> tuple[str, int]:
    digits = re.search(r"\d*$", name)
    number = digits.group() if digits else ""
    return name.removesuffix(number), int(number or -1)
