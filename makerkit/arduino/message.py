"""What every generated message is: a frozen value whose fields know their range."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from makerkit.errors import BadInputError


class MessageError(BadInputError):
    """A message cannot hold this value."""


class BadField(Exception):  # noqa: N818 - a verdict over a text, not an error somebody sees
    """A field of a received line cannot be read; `is_in_form` if only its range is wrong."""

    def __init__(self, *, is_in_form: bool) -> None:
        super().__init__(is_in_form)
        self.is_in_form = is_in_form


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from low to high."""

    name: str
    low: int
    high: int

    def check(self, value: object) -> None:
        """Raise MessageError unless the value is a whole number in range."""
        if type(value) is not int or not self.low <= value <= self.high:
            raise MessageError(
                f"{self.name} must be a whole number from {self.low} to {self.high} (got {value!r})"
            )

    def read(self, text: bytes) -> int:
        """Return the number that a text is. Only the shortest way to write it counts.

        Raises:
            BadField: it is none, or out of range.
        """
        try:
            value = int(text)
        except ValueError:
            raise BadField(is_in_form=False) from None
        if b"%d" % value != text:
            raise BadField(is_in_form=False)
        if not self.low <= value <= self.high:
            raise BadField(is_in_form=True)
        return value


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an enum."""

    name: str
    words: type[StrEnum]

    def check(self, value: object) -> None:
        """Raise MessageError unless the value is a word of the enum."""
        if not isinstance(value, self.words):
            known = ", ".join(f"{self.words.__name__}.{word.name}" for word in self.words)
            raise MessageError(f"{self.name} must be one of {known} (got {value!r})")

    def read(self, text: bytes) -> StrEnum:
        """Return the word that a text is.

        Raises:
            BadField: it is none of them.
        """
        try:
            return self.words(text.decode("latin-1"))
        except ValueError:
            raise BadField(is_in_form=False) from None


class Message:
    """Root of the generated messages.

    Attributes:
        NAME: what stands on the line.
        FIELDS: the fields on the line, in order.
    """

    __slots__ = ()

    NAME: ClassVar[str]
    FIELDS: ClassVar[tuple[Number | Word, ...]]

    def __post_init__(self) -> None:
        """Refuse a value that the line could not carry.

        Raises:
            MessageError: names the message, the field and what is possible.
        """
        try:
            for field in self.FIELDS:
                field.check(getattr(self, field.name))
        except MessageError as error:
            raise MessageError(f"{self.NAME}: {error}") from None

    def values(self) -> tuple[Any, ...]:
        """Return the values in the order of the line."""
        return tuple(getattr(self, field.name) for field in self.FIELDS)


Known = Mapping[str, type[Message]]
"""Messages by the name on the line: those that one side understands."""
