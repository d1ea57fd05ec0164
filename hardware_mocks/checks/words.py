"""The words for a message: the lesson's own, or the kit's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from makerkit.errors import MakerKitError
from makerkit.messages import Catalogue, Message, Text


@lru_cache(maxsize=4)
def kit_catalogue(language: str) -> Catalogue:
    """Return the kit's own messages; read once."""
    return Catalogue.of_the_kit(language=language)


def text_of(message: Message, files: tuple[Path, ...] = (), language: str = "en") -> Text:
    """Return a message in words; the lesson's files may say it in their own.

    A lesson whose catalogue is at fault still gets its message, with the fault as the reason.
    """
    try:
        own = Catalogue(*files, language=language)
        catalogue = own if message.id in own else kit_catalogue(language)
        return catalogue.text(message)
    except MakerKitError as error:
        return Text(f"{message.id}: this message has no words.", str(error))
