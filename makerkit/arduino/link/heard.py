"""What was heard on a line where the expected board did not answer: nothing, text, or garbage."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from makerkit.arduino.codec import Bad, BadLine, Decoded

OTHER_SPEEDS = (9_600, 57_600, 38_400, 19_200, 250_000, 230_400, 74_880)
"""What sketches say in `Serial.begin(...)`, the most common first; 74880 is an ESP8266's start."""

_KEPT_BYTES = 256
_SHOWN_BYTES = 32
_LEAST_BYTES = 8  # fewer say nothing: a plug bounces, a reset cuts a byte
_TEXT_SHARE = 0.9
_TEXT = frozenset(range(32, 127)) | frozenset(b"\t\r\n")
_WELL_FORMED = frozenset({Bad.UNKNOWN_NAME, Bad.FIELD_COUNT, Bad.FORM, Bad.RANGE})
"""What only a line can be whose checksum fits."""


class Verdict(Enum):
    """What it seems to be."""

    NOTHING = "nothing"
    KIT = "good lines of the kit's protocol"
    OTHER_TABLE = "lines in the kit's form, but from another table"
    TEXT = "text"
    GARBAGE = "garbage"


@dataclass(slots=True)
class Heard:
    """Everything that came in since a port was opened, as far as it tells what is there.

    Attributes:
        count: bytes in all.
        last: the last of them.
        good_lines: lines that were understood.
        well_formed: lines with a checksum that fits, and a content that does not.
    """

    count: int = 0
    last: bytes = b""
    good_lines: int = 0
    well_formed: int = 0
    _text_bytes: int = field(default=0, repr=False)

    def add(self, data: bytes) -> None:
        """Take bytes."""
        self.count += len(data)
        self.last = (self.last + data)[-_KEPT_BYTES:]
        self._text_bytes += sum(byte in _TEXT for byte in data)

    def add_lines(self, lines: list[Decoded | BadLine]) -> None:
        """Take what the reader made of them."""
        for line in lines:
            if isinstance(line, Decoded):
                self.good_lines += 1
            elif line.reason in _WELL_FORMED:
                self.well_formed += 1

    @property
    def verdict(self) -> Verdict:
        """What it seems to be."""
        if self.good_lines:
            return Verdict.KIT
        if self.well_formed:
            return Verdict.OTHER_TABLE
        if self.count and self._text_bytes >= _TEXT_SHARE * self.count:
            return Verdict.TEXT
        return Verdict.GARBAGE if self.count >= _LEAST_BYTES else Verdict.NOTHING

    @property
    def is_readable(self) -> bool:
        """Whether it is enough to say that the speed is right."""
        is_enough = self.count >= _LEAST_BYTES
        return is_enough and self.verdict not in {Verdict.GARBAGE, Verdict.NOTHING}

    @property
    def sample(self) -> str:
        """A piece of it as Python writes bytes, one line where there is a whole one."""
        lines = self.last.split(b"\n")
        piece = lines[-2] + b"\n" if len(lines) > 2 else self.last  # the first may be cut
        return repr(piece[:_SHOWN_BYTES])
