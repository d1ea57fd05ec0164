"""What a student has done: a file that only grows, one JSON object a line, an event each.

    {"id": "4f0c…", "t": 1764212400.25, "lesson": "01_blink", "kind": "run", "score": 0.4,
     "msg_id": "blink.needs_second_sleep", "ver": 1, "host": "pc7", "hash_prev": "9a…"}

| kind | when | score |
|---|---|---|
| start | the student's file was made | |
| run | a check has not passed; `msg_id` says which message was shown | share of the points |
| pass | a check has passed | 1.0 |
| hint | a hint was shown | its level, 1 to 3 |
| quiz | a question of the page was answered for the first time | 1.0 right, 0.0 wrong |
| reset | the starter was put back | |

`t` is in seconds since 1970, UTC. `hash_prev` is the SHA-256 of the line before, so that a line
taken out shows. A line is added by one write to the end and then brought to the disk: a power cut
loses at most the last line. Lines that cannot be read, and kinds that a newer kit writes, stay in
the file and are passed over. Two files are merged as the union of their lines.

What follows from the events is in `learning_state.py`.
"""

import hashlib
import json
import math
import os
import platform
import time
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from makerkit.atomic_file import cannot_write
from makerkit.errors import BadInputError, NotThereError

FORMAT_VERSION = 1
TAIL_BYTES = 65536
"""The last line is looked for in so much of the file's end."""
CLOCK_MAY_LAG_S = 86400.0
"""A clock that stands behind the last event by less than this was set back; by more, the event
came from the future."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a student did; the table of this file has the fields."""

    id: str
    t: float
    lesson: str
    kind: str
    score: float | None = None
    msg_id: str | None = None
    ver: int = FORMAT_VERSION
    host: str = ""
    hash_prev: str = ""

    def to_line(self) -> bytes:
        """Return it as one line of JSON, without the newline."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Log:
    """What a file of progress holds.

    Attributes:
        events: each id once, in the order of the file.
        lines: every whole line as it stands there, the damaged ones too.
        damaged: how many lines could not be read.
    """

    events: tuple[Event, ...] = ()
    lines: tuple[bytes, ...] = ()
    damaged: int = 0


class ProgressFile:
    """One profile's file of events.

    Args:
        path: where it is, or will be.
        now: gives the time in seconds since 1970.
    """

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        self.path = path
        self._now = now

    def read(self) -> Log:
        """Return all events; none when there is no file yet.

        Raises:
            BadInputError: there is something else in its place, or it cannot be read.
        """
        try:
            return parse(self.path.read_bytes())
        except FileNotFoundError:
            return Log()
        except OSError as error:
            raise BadInputError(
                f"Your progress cannot be read from {self.path}: {error.strerror or error}. "
                "What you do now is not kept. Move it away, or ask your instructor."
            ) from error

    def signature(self) -> tuple[int, int] | None:
        """Return what changes whenever the file does; None where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def new_event(
        self, kind: str, lesson: str, *, score: float | None = None, msg_id: str | None = None
    ) -> Event:
        """Return an event that happens now and follows the last one of the file."""
        last = self._last_line()
        return Event(
            str(uuid.uuid4()),
            self._time_after(last),
            lesson,
            kind,
            score,
            msg_id,
            host=platform.node(),
            hash_prev=hashlib.sha256(last).hexdigest() if last else "",
        )

    def add(self, event: Event) -> None:
        """Write one event to the end of the file.

        Raises:
            BadInputError: the system refuses the write; the message has its reason.
        """
        self._append([event.to_line()])

    def merge(self, other: Path) -> tuple[int, int]:
        """Take over the events of another computer's file.

        Returns:
            how many lines were new here, and how many of the other file could not be read.

        Raises:
            NotThereError: there is no such file.
            BadInputError: it cannot be read, holds no event at all, or ours cannot be written.
        """
        if not other.exists():
            raise NotThereError(f"There is no file {other}.")
        theirs = ProgressFile(other).read()
        if theirs.damaged and not theirs.events:
            raise BadInputError(f"{other} is no file of progress: none of its lines is an event.")
        known = set(self.read().lines)
        new = [
            line for line in dict.fromkeys(theirs.lines) if line not in known and parse_line(line)
        ]
        if new:
            self._append(new)
        return len(new), theirs.damaged

    def _append(self, lines: list[bytes]) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            append_lines(self.path, lines)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def _last_line(self) -> bytes:
        """Return the last whole line, b"" where there is none to be had."""
        with suppress(OSError), self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - TAIL_BYTES, 0))
            whole = file.read().split(b"\n")[:-1]
            return next((line for line in reversed(whole) if line.strip()), b"")
        return b""

    def _time_after(self, last: bytes) -> float:
        """Return the time, but not before the last event if the clock was just set back a bit."""
        now = round(self._now(), 3)
        previous = parse_line(last)
        if previous and now <= previous.t < now + CLOCK_MAY_LAG_S:
            return round(previous.t + 0.001, 3)
        return now


def append_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Add lines by a single write to the end of a file, and wait until the disk has them.

    If the file was cut in the middle of a line, a newline comes first: what is left of that line
    does no harm to the new ones.

    Raises:
        OSError: the system refused it, or the disk is full.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    is_new = not path.exists()
    descriptor = os.open(path, flags, 0o666)
    try:
        content = b"".join(line + b"\n" for line in lines)
        size = os.fstat(descriptor).st_size
        if size:
            os.lseek(descriptor, size - 1, os.SEEK_SET)
            content = content if os.read(descriptor, 1) == b"\n" else b"\n" + content
        if os.write(descriptor, content) < len(content):
            raise OSError(None, "the disk is full")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        _bring_to_disk(path.parent)


def _bring_to_disk(folder: Path) -> None:
    """Let the new name in a folder survive a power cut; Windows does so by itself."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def parse(content: bytes) -> Log:
    """Read the content of a file: any bytes will do.

    Of two lines with one id the smaller one counts, whatever their order: so the result of a
    merge does not depend on who was merged first.
    """
    lines = tuple(line for line in content.split(b"\n") if line.strip())
    best: dict[str, tuple[bytes, Event]] = {}
    damaged = 0
    for line in lines:
        event = parse_line(line)
        if event is None:
            damaged += 1
        elif event.id not in best or line < best[event.id][0]:
            best[event.id] = (line, event)
    return Log(tuple(event for _, event in best.values()), lines, damaged)


def parse_line(line: bytes) -> Event | None:
    """Return the event in a line, or None where there is none that we understand."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return _event(fields) if isinstance(fields, dict) else None


def _event(fields: dict[str, Any]) -> Event | None:
    """Return an event, its doubtful extras left out; None if what matters is missing."""
    texts = [fields.get(name) for name in ("id", "lesson", "kind")]
    t, score = _number(fields.get("t")), _number(fields.get("score"))
    if t is None or not all(isinstance(text, str) and text for text in texts):
        return None
    event_id, lesson, kind = map(str, texts)
    version = fields.get("ver")
    return Event(
        event_id,
        t,
        lesson,
        kind,
        score,
        _text(fields, "msg_id"),
        ver=version if isinstance(version, int) else FORMAT_VERSION,
        host=_text(fields, "host") or "",
        hash_prev=_text(fields, "hash_prev") or "",
    )


def _number(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, int | float) else math.nan
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _text(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) else None
