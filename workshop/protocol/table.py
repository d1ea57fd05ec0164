"""What stands in `firmware/protocol.toml`, checked: sections, messages, fields and enums."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

HASH_BITS = 16
LINE_BYTES = 63
"""The longest line with its newline: what the send buffer of an Arduino takes at once."""

_SEQ_DIGITS = len("255")
_FRAME_BYTES = len("$") + len(",") + _SEQ_DIGITS + len("*FFFF\n")


@dataclass(frozen=True, slots=True)
class Enum:
    """A set of words.

    Attributes:
        words: each word with what it means.
    """

    name: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """A whole number from low to high, or one of an enum's words.

    Attributes:
        unit: as the table writes it ("mm/s"), or "" for a plain count or a word.
        enum: None for a number.
    """

    name: str
    low: int
    high: int
    unit: str
    reason: str
    enum: Enum | None = None

    @property
    def longest(self) -> int:
        """How many characters it takes at most."""
        texts = self.enum.words if self.enum else (str(self.low), str(self.high))
        return max(len(text) for text in texts)

    @property
    def on_the_wire(self) -> str:
        """What both ends must agree on."""
        what = "|".join(sorted(self.enum.words)) if self.enum else f"{self.low}..{self.high}"
        return f"{self.name}:{what}"


@dataclass(frozen=True, slots=True)
class Message:
    """One line of the link.

    Attributes:
        sender: "host" or "board".
        rate: how often it is sent, in words.
    """

    name: str
    sender: str
    meaning: str
    rate: str
    fields: tuple[Field, ...]

    @property
    def class_name(self) -> str:
        """What its class is called in C++ and Python: WHEELS is Wheels."""
        return self.name.capitalize()

    @property
    def summary(self) -> str:
        """The first sentence of its meaning."""
        return self.meaning.partition(". ")[0].removesuffix(".") + "."

    @property
    def longest(self) -> int:
        """How many bytes its line has at most, with the newline."""
        fields = sum(len(",") + field.longest for field in self.fields)
        return _FRAME_BYTES + len(self.name) + fields

    @property
    def on_the_wire(self) -> str:
        """What both ends must agree on."""
        return " ".join([self.sender, self.name, *(field.on_the_wire for field in self.fields)])


@dataclass(frozen=True, slots=True)
class Section:
    """The messages of one application, or those that all have in common."""

    name: str
    meaning: str
    enums: tuple[Enum, ...]
    messages: tuple[Message, ...]

    def sent_by(self, sender: str) -> tuple[Message, ...]:
        """Return the messages that "host" or "board" sends, in the order of the table."""
        return tuple(message for message in self.messages if message.sender == sender)


@dataclass(frozen=True)
class Table:
    """The whole table.

    Attributes:
        version: the protocol's, 1 to 255.
        link: what all have in common.
        applications: the other sections.
    """

    version: int
    link: Section
    applications: tuple[Section, ...]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections, the common one first."""
        return (self.link, *self.applications)

    def messages_of(self, section: Section) -> tuple[Message, ...]:
        """Return what an application's board and host know: the common messages, then its own."""
        own = () if section is self.link else section.messages
        return self.link.messages + own

    def schema_hash(self, section: Section) -> int:
        """Return 0 to 65535: another number when the same line would mean something else.

        Explanations, rates and the order in the table do not matter to it.
        """
        lines = sorted(message.on_the_wire for message in self.messages_of(section))
        digest = hashlib.sha256("\n".join([str(self.version), *lines]).encode("ascii")).digest()
        return int.from_bytes(digest[: HASH_BITS // 8], "big")
