"""The words of the pages in other languages: `python -m makerkit.web words`.

It takes every text marked with gettext out of Python and the templates into
`translations/messages.pot`, and brings the catalogue of each language up to date. Catalogues are
compiled when a page starts, if they are newer than what is there.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

HERE = Path(__file__).parent
BESIDE = tuple(
    HERE.parents[1] / place
    for place in (
        "workshop/bench_page",
        "security_system/dashboard",
        "security_system/telling",
        "self_driving_car/dashboard",
    )
)
"""Pages of the programs that stand on the kit, in a checkout; only authors extract words."""
TRANSLATIONS = HERE / "translations"
CATALOGUES = ("ar", "ckb", "ku")
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
HEAD = "# The words of the kit's pages. Written by: python -m makerkit.web words\n"
UNSTEADY = (
    "POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Report-Msgid-Bugs-To"
    "|Project-Id-Version|Language-Team"
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "later": None,
    "ngettext": (1, 2),
    "PasswordError": (2,),
}


def source(language: str) -> Path:
    """Return the file that translators edit."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def compiled_folder() -> Path:
    """Return the folder of compiled catalogues: beside the sources, or in the user's cache."""
    return TRANSLATIONS if _may_write(TRANSLATIONS) else _cache()


def compile_catalogues() -> None:
    """Compile what is newer than its compiled form; what cannot be written stays English."""
    for language in CATALOGUES:
        text = source(language)
        target = compiled_folder() / language / "LC_MESSAGES" / "messages.mo"
        with suppress(OSError):
            if text.exists() and not _is_newer(target, text):
                _compile(text, target)


def extract() -> Catalog:
    """Return all marked texts of the kit's pages."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir

    catalog = Catalog(project="makerkit", charset="utf-8", fuzzy=False)
    for folder in (HERE, *BESIDE):
        found = extract_from_dir(
            folder,
            METHODS,
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for name, _line, message, comments, context in found:
            place = Path(name).as_posix() if folder == HERE else f"{folder.name}/{name}"
            catalog.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return catalog


def update() -> list[str]:
    """Write the template and every catalogue anew, and return a line about each."""
    template = extract()
    TRANSLATIONS.mkdir(exist_ok=True)
    _write(TRANSLATIONS / "messages.pot", template)
    lines = [f"messages.pot: {len(template)} texts"]
    for language in CATALOGUES:
        catalog = _updated(language, template)
        done = sum(1 for message in catalog if message.id and message.string and not message.fuzzy)
        lines.append(f"{language}: {done} of {len(template)} translated")
    return lines


def _updated(language: str, template: Catalog) -> Catalog:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    text = source(language)
    if text.exists():
        with text.open("rb") as file:
            catalog = read_po(file, locale=language)
    else:
        catalog = Catalog(locale=language, project="makerkit", charset="utf-8", fuzzy=False)
    catalog.update(template, no_fuzzy_matching=True)
    text.parent.mkdir(parents=True, exist_ok=True)
    _write(text, catalog)
    return catalog


def _write(path: Path, catalog: Catalog) -> None:
    """Write a catalogue without dates and line numbers, which would change without need."""
    from io import BytesIO

    from babel.messages.pofile import write_po

    written = BytesIO()
    write_po(written, catalog, sort_by_file=True, width=100, include_lineno=False)
    text = written.getvalue().decode()
    text = re.sub(f'^"({UNSTEADY}):.*\n', "", text, flags=re.MULTILINE)
    text = re.sub(r"\A(#.*\n)+", HEAD, text)
    path.write_text(text, encoding="utf-8")


def _compile(text: Path, target: Path) -> None:
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    from makerkit.atomic_file import write_atomically

    written = BytesIO()
    with text.open("rb") as file:
        write_mo(written, read_po(file))
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, written.getvalue())


def _is_newer(target: Path, text: Path) -> bool:
    return target.exists() and target.stat().st_mtime >= text.stat().st_mtime


@cache
def _may_write(folder: Path) -> bool:
    import os

    return os.access(folder, os.W_OK)


def _cache() -> Path:
    from makerkit.user_cache import user_cache

    return user_cache() / "translations"
