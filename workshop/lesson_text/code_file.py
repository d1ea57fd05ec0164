"""Lines of a lesson's file, by the words behind ```` ```{code} ````: `starter.py lines=3-6`."""

from __future__ import annotations

import re
from pathlib import Path

from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring.faults import did_you_mean, shown
from makerkit.wiring.text_file import read_text
from workshop.lesson_text.blocks import CodeInclude

_LANGUAGES = {".ino": "arduino", ".h": "cpp", ".cpp": "cpp", ".toml": "toml", ".json": "json"}
_LINES = re.compile(r"(\d{1,6})(-(\d{1,6})?)?")


def include_code(folder: Path, words: str, *, line: int) -> CodeInclude:
    """Return the lines that a page asks for.

    Args:
        folder: the lesson's.
        words: a file's name, and perhaps `lines=3`, `lines=3-6` or `lines=3-`.
        line: of the page.

    Raises:
        NotThereError: there is no such file.
        BadInputError: it has no such lines, lies elsewhere, or is no text.
    """
    name, options = _split(words)
    text = _text_of(folder, name).rstrip("\n")
    all_lines = text.split("\n")
    first, last = _range(options["lines"]) if "lines" in options else (1, len(all_lines))
    last = len(all_lines) if last is None else last
    if not 1 <= first <= last <= len(all_lines):
        raise BadInputError(
            f"{name} has {len(all_lines)} lines; there are no `lines={options['lines']}`."
        )
    return CodeInclude(name, "\n".join(all_lines[first - 1 : last]), first, line)


def language_of(file: str) -> str:
    """Return what Pygments calls the language of a file: "python", "arduino"."""
    return _LANGUAGES.get(Path(file).suffix, "python")


def _split(words: str) -> tuple[str, dict[str, str]]:
    name, *rest = words.split() or [""]
    options = dict(word.partition("=")[::2] for word in rest)
    unknown = sorted(options.keys() - {"lines"})
    if not name or "=" in name:
        raise BadInputError("`{code}` needs the name of a file: `{code} starter.py lines=3-6`.")
    if unknown:
        raise BadInputError(f"`{{code}}` has no option {shown(unknown[0])}, only `lines=3-6`.")
    return name, options


def _text_of(folder: Path, name: str) -> str:
    file = folder / name
    if not file.resolve().is_relative_to(folder.resolve()):
        raise BadInputError(f"{shown(name)} does not lie in the lesson's folder.")
    if not file.is_file():
        there = [
            path.relative_to(folder).as_posix()
            for path in sorted(folder.rglob("*"))
            if path.suffix in {".py", ".ino", ".h"}
        ]
        raise NotThereError(f"There is no file {shown(name)} here.{did_you_mean(name, there)}")
    return read_text(file)


def _range(text: str) -> tuple[int, int | None]:
    found = _LINES.fullmatch(text)
    if found is None:
        raise BadInputError(f"`lines={text}` must be `lines=3`, `lines=3-6` or `lines=3-`.")
    first = int(found[1])
    if found[2] is None:
        return first, first
    return first, int(found[3]) if found[3] else None
