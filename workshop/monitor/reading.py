"""From bytes to lines to show: the kit's messages decoded, text of other sketches as it is.

Pure: it is given bytes and the time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from makerkit.arduino.codec import Bad, BadLine, Decoded, LineReader
from makerkit.arduino.link.application import APPLICATIONS, Application
from makerkit.arduino.link.events import is_event, is_kept
from makerkit.arduino.link.gaps import Gaps
from makerkit.arduino.message import Message
from makerkit.arduino.messages.link import Boot, Sketch

IDLE_S = 0.5
"""What has no newline is shown after this time without a byte: a question that waits for input."""
LONGEST_TEXT = 200


class Kind(Enum):
    """What a line is."""

    TELEMETRY = "telemetry"
    EVENT = "event"
    ANSWER = "answer"
    BOOT = "boot"
    TEXT = "text"
    BAD = "bad"
    SENT = "sent"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Shown:
    """One line to show.

    Attributes:
        at_s: when it came, in seconds since 1970.
        name: the message's, "" where it is none.
    """

    at_s: float
    kind: Kind
    text: str
    name: str = ""


def in_words(message: Message, seq: int) -> str:
    """Return a message with the names of its fields."""
    fields = zip(message.FIELDS, message.values(), strict=True)
    return " ".join([message.NAME, *(f"{f.name}={value}" for f, value in fields), f"#{seq}"])


def kind_of(message: Message) -> Kind:
    """Return what a message of the board is."""
    if isinstance(message, Boot):
        return Kind.BOOT
    if is_event(message):
        return Kind.EVENT
    return Kind.ANSWER if is_kept(message) else Kind.TELEMETRY


class Reading:
    """Makes lines of what comes in.

    Attributes:
        application: which of the kit's sketches it is, as soon as that shows.
        good: lines that were understood.
        texts: lines of text, of a sketch that does not speak the kit's protocol.
        bad: the others, by reason; text of other sketches is not among them.
        gaps: counts lost lines.
    """

    def __init__(self) -> None:
        self.application: Application | None = None
        self.good = self.texts = 0
        self.bad: Counter[Bad] = Counter()
        self.gaps = Gaps()
        self._readers = {a.sketch: LineReader(a.from_board) for a in APPLICATIONS.values()}
        self._begun = b""
        self._last_s = 0.0

    @property
    def speaks_protocol(self) -> bool:
        """Whether a good line has come."""
        return self.good > 0

    def feed(self, data: bytes, at_s: float) -> list[Shown]:
        """Return the lines that end in these bytes."""
        self._last_s = at_s
        *ended, self._begun = (self._begun + data).split(b"\n")
        shown = [line for piece in ended for line in self._line(piece, at_s)]
        if len(self._begun) > LONGEST_TEXT:
            shown += self._cut(at_s)
        return shown

    def idle(self, at_s: float) -> list[Shown]:
        """Return what waits for its newline too long; a line of the protocol may take its time."""
        is_due = at_s - self._last_s >= IDLE_S
        return self._cut(at_s) if self._begun and b"$" not in self._begun and is_due else []

    def restart(self) -> None:
        """The port was opened anew."""
        self._begun = b""
        self.gaps.restart()

    def _cut(self, at_s: float) -> list[Shown]:
        piece, self._begun = self._begun, b""
        return self._line(piece, at_s)

    def _line(self, piece: bytes, at_s: float) -> list[Shown]:
        if b"$" not in piece:
            return [self._text(piece.rstrip(b"\r"), at_s)] if piece.rstrip(b"\r") else []
        return [self._shown(found, at_s) for found in self._decoded(piece + b"\n")]

    def _text(self, piece: bytes, at_s: float) -> Shown:
        text = as_text(piece)
        if self.speaks_protocol:
            self.bad[Bad.NO_START] += 1
            return Shown(at_s, Kind.BAD, f"{text}  ({Bad.NO_START})")
        self.texts += 1
        return Shown(at_s, Kind.TEXT, text)

    def _decoded(self, data: bytes) -> list[Decoded | BadLine]:
        """Let the readers of all applications read, and take for each line who understands it."""
        by_sketch = {sketch: reader.feed(data) for sketch, reader in self._readers.items()}
        if self.application is not None:
            return by_sketch[self.application.sketch]
        return [
            self._first_good(dict(zip(by_sketch, results, strict=True)))
            for results in zip(*by_sketch.values(), strict=True)
        ]

    def _first_good(self, found: dict[Sketch, Decoded | BadLine]) -> Decoded | BadLine:
        """Return what one of the readers understands; if only one does, its sketch is there."""
        good = [sketch for sketch, line in found.items() if isinstance(line, Decoded)]
        if len(good) == 1:
            self.application = APPLICATIONS[good[0]]
        return found[good[0]] if good else next(iter(found.values()))

    def _shown(self, found: Decoded | BadLine, at_s: float) -> Shown:
        if isinstance(found, BadLine):
            self.bad[found.reason] += 1
            text = as_text(found.text.encode("latin-1"))
            return Shown(at_s, Kind.BAD, f"{text}  ({found.reason})")
        self.good += 1
        self.gaps.take(found)
        message = found.message
        if isinstance(message, Boot):
            self.application = APPLICATIONS.get(message.sketch)
        return Shown(at_s, kind_of(message), in_words(message, found.seq), message.NAME)


def as_text(data: bytes) -> str:
    r"""Return bytes as they can be shown: what is no UTF-8 or would move the cursor as \x.."""
    text = data.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c == "\t" else f"\\x{ord(c):02x}" for c in text)
