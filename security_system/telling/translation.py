"""The language of messages: out of the kit's catalogues, English where they have nothing yet."""

from collections.abc import Callable
from pathlib import Path

import makerkit

CATALOGUES = Path(makerkit.__file__).parent / "web" / "translations"
BABEL_NAMES = {"kmr": "ku"}  # Babel knows Kurmanji by this name


def translation(language: str, folder: Path = CATALOGUES) -> Callable[[str], str]:
    """Return what translates a sentence into a language."""
    path = folder / BABEL_NAMES.get(language, language) / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return str
    import polib

    known = {each.msgid: each.msgstr for each in polib.pofile(str(path)).translated_entries()}
    return lambda text: known.get(text, text)
