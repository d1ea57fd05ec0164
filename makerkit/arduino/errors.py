"""The root of what can go wrong with a board; the words stand in `messages/serial.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from makerkit.errors import MakerKitError
from makerkit.messages.catalogue import KIT_FILES, Catalogue, Message, Text


class ArduinoError(MakerKitError):
    """Root of these errors: each has a message id of its own, and what fills its words.

    Attributes:
        id: key in the catalogue.
        message: the id with its parameters, for whoever shows it in another language.
    """

    id: ClassVar[str]

    def __init__(self, **params: Any) -> None:
        self.message = Message(self.id, params)
        super().__init__(str(text_of(self.message)))

    @property
    def title(self) -> str:
        """What happened, without what to try."""
        return text_of(self.message).title

    @classmethod
    def saying(cls, message: Message) -> ArduinoError:
        """Return the error that has this message's id.

        Raises:
            LookupError: there is none.
        """
        for kind in _family(cls):
            if kind.__dict__.get("id") == message.id:
                return kind(**message.params)
        raise LookupError(message.id)


def _family(kind: type[ArduinoError]) -> list[type[ArduinoError]]:
    return [kind, *(inner for child in kind.__subclasses__() for inner in _family(child))]


def text_of(message: Message) -> Text:
    """Return the English words of a message of this file's catalogue."""
    return _catalogue().text(message)


@cache
def _catalogue() -> Catalogue:
    return Catalogue(KIT_FILES / "serial.toml")
