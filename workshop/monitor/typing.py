"""From what a person types to what is sent: a message's name gets its checksum and count by itself.

DRV 100 -100      DRV,100,-100      drv left_mm_s=100 right_mm_s=-100      HELLO
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from makerkit.arduino.codec import encode
from makerkit.arduino.link.application import APPLICATIONS, Application
from makerkit.arduino.message import BadField, Message, Number, Word
from makerkit.arduino.messages.link import Hello
from makerkit.errors import BadInputError
from workshop.monitor.reading import in_words

_LOOKS_LIKE_A_MESSAGE = re.compile(r"[A-Z][A-Z0-9]{0,6}(?:[ ,]|$)")


@dataclass(frozen=True, slots=True)
class Typed:
    """What is to be sent.

    Attributes:
        shown: what it is, in words.
        name: the message's, "" for text.
    """

    data: bytes
    shown: str
    name: str = ""


class Typist:
    """Makes messages of what is typed; counts them."""

    def __init__(self) -> None:
        self._seq = 0

    def line(self, text: str, application: Application | None, *, is_kit: bool) -> Typed:
        """Return what to send for a typed line.

        Args:
            text: without the newline.
            application: which sketch of the kit it is for, None where that is not known.
            is_kit: whether the board speaks the kit's protocol. Another sketch gets the text as
                it is.

        Raises:
            BadInputError: it begins like a message and is none; the message says what is possible.
        """
        known = _known(application)
        name, _, rest = text.strip().replace(",", " ").partition(" ")
        kind = known.get(name.upper())
        if text.startswith("$") or (kind is None and not (is_kit and _looks(text))):
            return Typed(text.encode() + b"\n", text)
        if kind is None:
            raise BadInputError(_no_such_message(name, known))
        message = _message(kind, rest.split(), application)
        line = encode(message, self._seq)
        shown = in_words(message, self._seq)
        self._seq = (self._seq + 1) % 256
        return Typed(line, shown, message.NAME)


def what_can_be_typed(application: Application | None) -> list[str]:
    """Return the messages with their fields, one a line."""
    return [_form(kind) for _, kind in sorted(_known(application).items())]


def _known(application: Application | None) -> dict[str, type[Message]]:
    which = [application] if application else list(APPLICATIONS.values())
    return {name: kind for one in which for name, kind in one.from_host.items()}


def _looks(text: str) -> bool:
    return bool(_LOOKS_LIKE_A_MESSAGE.match(text))


def _no_such_message(name: str, known: dict[str, type[Message]]) -> str:
    near = get_close_matches(name.upper(), known, 1)
    meant = f" Do you mean {near[0]}?" if near else ""
    return f"There is no message {name}.{meant} There are {', '.join(sorted(known))}."


def _message(kind: type[Message], texts: list[str], application: Application | None) -> Message:
    if kind is Hello and not texts and application is not None:
        return Hello(application.protocol, application.schema)
    if len(texts) != len(kind.FIELDS):
        raise BadInputError(f"{kind.NAME} has {len(kind.FIELDS)} fields. Type: {_form(kind)}")
    values = []
    for field, text in zip(kind.FIELDS, texts, strict=True):
        value = text.removeprefix(f"{field.name}=")
        try:
            values.append(field.read(value.upper().encode()))
        except BadField:
            raise BadInputError(f"{kind.NAME}: {_range(field)} (got {value}).") from None
    return kind(*values)


def _form(kind: type[Message]) -> str:
    return " ".join([kind.NAME, *(f"{field.name}" for field in kind.FIELDS)])


def _range(field: Number | Word) -> str:
    if isinstance(field, Number):
        return f"{field.name} is a whole number from {field.low} to {field.high}"
    return f"{field.name} is one of {', '.join(field.words)}"
