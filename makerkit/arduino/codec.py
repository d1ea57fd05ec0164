"""Lines of the link to messages and back: pure, no port, no clock.

`firmware/PROTOCOL.md` says what a line is. The firmware has the same reader in C++ (`MakerLink`),
and a shared file of good and damaged lines holds both to the same verdicts.

    reader = LineReader(link.FROM_BOARD)
    for found in reader.feed(port.read(64)):
        print(found)
"""

from binascii import crc_hqx
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from makerkit.arduino.message import BadField, Known, Message, MessageError, Number

LONGEST = 62
"""Characters of a line at most, `$` included, newline not: the newline makes it 63."""

_SEQ = Number("seq", 0, 255)
_CRC_START = 0xFFFF
_END_BYTES = len(b"*FFFF")
_HEX_DIGITS = frozenset(b"0123456789ABCDEF")


class Bad(StrEnum):
    """What is wrong with a line; the first that applies, from top to bottom."""

    NO_START = "text without a $"
    CUT = "a new line begins before the end of this one"
    TOO_LONG = "longer than 63 bytes"
    NO_CHECKSUM = "no * and four hexadecimal digits at the end"
    CHECKSUM = "the checksum does not fit: damaged"
    UNKNOWN_NAME = "no message of this name comes from the other side"
    FIELD_COUNT = "too few or too many fields"
    FORM = "a field is no number in its shortest form, or none of the possible words"
    RANGE = "a number is out of range"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A line that was understood.

    Attributes:
        seq: the sender's count of its lines, 0 to 255.
    """

    message: Message
    seq: int


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was not understood, or text that is no line.

    Attributes:
        text: what came, without the newline; latin-1, so that every byte is there.
    """

    reason: Bad
    text: str


@dataclass(slots=True)
class Statistics:
    """What a reader has seen.

    Attributes:
        good: lines that were understood.
        bad: the others, by reason.
        lost: sequence numbers that never came, as far as gaps of less than 256 tell.
    """

    good: int = 0
    bad: Counter[Bad] = field(default_factory=Counter)
    lost: int = 0


def checksum(body: bytes) -> int:
    """Return the CRC-16-CCITT (0x1021, start 0xFFFF) of what stands between `$` and `*`."""
    return crc_hqx(body, _CRC_START)


def encode(message: Message, seq: int) -> bytes:
    """Return a message as its line, with the newline.

    Raises:
        MessageError: seq is not 0 to 255.
    """
    _SEQ.check(seq)
    body = ",".join([message.NAME, *map(str, message.values()), str(seq)]).encode("ascii")
    return b"$%s*%04X\n" % (body, checksum(body))


def decode(line: bytes, known: Known) -> Decoded | BadLine:
    """Return what one line says.

    Args:
        line: from its `$` to the checksum; a newline is left out.
        known: the messages that the other side sends.
    """
    try:
        return _decode(line, known)
    except _BadLineError as error:
        return BadLine(error.reason, line.decode("latin-1"))


class _BadLineError(Exception):
    def __init__(self, reason: Bad) -> None:
        super().__init__(reason)
        self.reason = reason


def _decode(line: bytes, known: Known) -> Decoded:
    name, *texts = _body(line).split(b",")
    kind = known.get(name.decode("latin-1"))
    if kind is None:
        raise _BadLineError(Bad.UNKNOWN_NAME)
    if len(texts) != len(kind.FIELDS) + 1:
        raise _BadLineError(Bad.FIELD_COUNT)
    try:
        values = [field.read(text) for field, text in zip(kind.FIELDS, texts[:-1], strict=True)]
        seq = _SEQ.read(texts[-1])
    except BadField as error:
        raise _BadLineError(Bad.RANGE if error.is_in_form else Bad.FORM) from None
    return Decoded(kind(*values), seq)


def _body(line: bytes) -> bytes:
    """Return what stands between `$` and `*`, if the checksum fits."""
    body, end = line[1:-_END_BYTES], line[-_END_BYTES:]
    if end != b"*%04X" % checksum(body):
        raise _BadLineError(Bad.CHECKSUM if _is_checksum(line, end) else Bad.NO_CHECKSUM)
    return body


def _is_checksum(line: bytes, end: bytes) -> bool:
    return len(line) > _END_BYTES and end[:1] == b"*" and _HEX_DIGITS.issuperset(end[1:])


class LineReader:
    """Finds lines in bytes as they come, in pieces of any size.

    Args:
        known: the messages that the other side sends.

    Attributes:
        statistics: what was read so far.
    """

    def __init__(self, known: Known) -> None:
        self.statistics = Statistics()
        self._known = known
        self._begun = b""  # no newline in it; a $ at most as its first byte
        self._is_too_long = False  # reported; the rest of it is ignored
        self._last_seq: int | None = None

    def feed(self, data: bytes) -> list[Decoded | BadLine]:
        """Return what has come to its end with these bytes, in order."""
        found: list[Decoded | BadLine] = []
        *ended, begun = data.split(b"\n")
        for piece in ended:
            self._take(piece, found)
            self._end(found)
        self._take(begun, found)
        return found

    def restart(self) -> None:
        """Forget the begun line and the sequence: the other side starts anew."""
        self._begun, self._is_too_long, self._last_seq = b"", False, None

    def _take(self, piece: bytes, found: list[Decoded | BadLine]) -> None:
        """Go on with a piece that has no newline."""
        rest, *starts = piece.split(b"$")
        self._append(rest, found)
        for start in starts:
            if self._begun:
                is_line = self._begun.startswith(b"$")
                self._reject(Bad.CUT if is_line else Bad.NO_START, self._begun, found)
            self._begun, self._is_too_long = b"$", False
            self._append(start, found)

    def _append(self, text: bytes, found: list[Decoded | BadLine]) -> None:
        if self._is_too_long:
            return
        self._begun += text
        if len(self._begun) > LONGEST + len(b"\r"):
            self._reject(Bad.TOO_LONG, self._begun[: LONGEST + len(b"\r")], found)
            self._begun, self._is_too_long = b"", True

    def _end(self, found: list[Decoded | BadLine]) -> None:
        """Judge the begun line: its newline has come."""
        line, self._begun, self._is_too_long = self._begun.removesuffix(b"\r"), b"", False
        if len(line) > LONGEST:
            self._reject(Bad.TOO_LONG, line, found)
        elif line.startswith(b"$"):
            self._judge(line, found)
        elif line:
            self._reject(Bad.NO_START, line, found)

    def _judge(self, line: bytes, found: list[Decoded | BadLine]) -> None:
        result = decode(line, self._known)
        found.append(result)
        if isinstance(result, BadLine):
            self.statistics.bad[result.reason] += 1
            return
        self.statistics.good += 1
        if self._last_seq is not None:
            self.statistics.lost += (result.seq - self._last_seq - 1) % 256
        self._last_seq = result.seq

    def _reject(self, reason: Bad, text: bytes, found: list[Decoded | BadLine]) -> None:
        self.statistics.bad[reason] += 1
        found.append(BadLine(reason, text.decode("latin-1")))


__all__ = [
    "LONGEST",
    "Bad",
    "BadLine",
    "Decoded",
    "LineReader",
    "MessageError",
    "Statistics",
    "checksum",
    "decode",
    "encode",
]
