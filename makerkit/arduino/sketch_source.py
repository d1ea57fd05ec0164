"""Make one C++ file of a sketch, as the Arduino IDE does.

A sketch may call its functions before it defines them. C++ may not: so a declaration is put before
the first use. `#line` keeps the numbers, so that the compiler talks about the student's own lines.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from makerkit.errors import NotThereError

_SKIPPED = re.compile(
    r"//[^\n]*|/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?"
    r"|^[ \t]*#(?:\\\n|[^\n])*",
    re.DOTALL | re.MULTILINE,
)
_FUNCTION = re.compile(
    r"(?P<head>[A-Za-z_][\w:<>,&*\s\[\]]*?[\s&*])(?P<name>[A-Za-z_]\w*)\s*"
    r"\((?P<parameters>[^(){};]*)\)\s*\{$"
)
_NO_PROTOTYPE = re.compile(
    r"\b(?:template|operator|class|struct|enum|union|namespace|typedef|else|return|new)\b|::\s*$"
)


_TYPE = re.compile(r"(?:template|class|struct|enum|union|namespace|typedef|using)\b")
_Span = tuple[int, int]


class _Function(NamedTuple):
    name: str
    declaration: str
    start: int


class Sketch(NamedTuple):
    """The files of a sketch.

    Attributes:
        name: the sketch's name.
        folder: where it stands; `#include "x.h"` looks there.
        tabs: the `.ino` files, the main one first, the others by name.
        sources: C and C++ files beside them that belong to it.
    """

    name: str
    folder: Path
    tabs: tuple[Path, ...]
    sources: tuple[Path, ...]


def find_sketch(path: Path) -> Sketch:
    """Return the files of a sketch.

    Args:
        path: a sketch folder, or an `.ino` file. If the file has the name of its folder, all the
            folder's files belong to it, as in the Arduino IDE; else it stands alone.

    Raises:
        NotThereError: there is no such sketch.
    """
    main = _main_file(path.absolute())
    if main.stem != main.parent.name and main == path.absolute():
        return Sketch(main.stem, main.parent, (main,), ())
    others = tuple(sorted(tab for tab in main.parent.glob("*.ino") if tab != main))
    sources = tuple(
        file for file in sorted(main.parent.iterdir()) if file.suffix in {".c", ".cpp", ".S"}
    )
    return Sketch(main.stem, main.parent, (main, *others), sources)


def _main_file(path: Path) -> Path:
    if path.is_file():
        return path
    if not path.is_dir():
        raise NotThereError(f"There is no sketch {path}. Is the name right?")
    named = path / f"{path.name}.ino"
    found = [named] if named.is_file() else sorted(path.glob("*.ino"))
    if len(found) != 1:
        raise NotThereError(f"{path} is no sketch: it needs a file {named.name}.")
    return found[0]


def as_cpp(sketch: Sketch) -> str:
    """Return the sketch as one C++ file with every needed declaration."""
    text = "".join(_with_line_numbers(tab) for tab in sketch.tabs)
    return with_prototypes(text)


def _with_line_numbers(tab: Path) -> str:
    text = tab.read_text(encoding="utf-8-sig", errors="surrogateescape").replace("\r\n", "\n")
    return f"{_line_mark(1, tab.as_posix())}{text}\n"


def _line_mark(number: int, file: str) -> str:
    escaped = file.replace("\\", "\\\\").replace('"', '\\"')
    return f'#line {number} "{escaped}"\n'


def with_prototypes(text: str) -> str:
    """Declare each function that is used above its definition, right before the first use."""
    bare = _without_what_is_no_code(text)
    statements = list(_top_level(bare))
    needed: dict[int, list[str]] = {}
    for function in _functions(bare, statements):
        user = _first_user(bare, statements, function)
        if user is not None:
            needed.setdefault(user, []).append(function.declaration)
    for place in sorted(needed, reverse=True):
        text = _insert(text, place, needed[place])
    return text


def _first_user(bare: str, statements: list[_Span], function: _Function) -> int | None:
    """Return where the first statement begins that uses a function defined below it.

    The parts of a type may have a function's name; that is no use of it.
    """
    name = re.compile(rf"\b{function.name}\b")
    for (start, _), (end, _) in pairwise(statements):
        if end > function.start:
            return None
        if not _TYPE.match(bare, start) and name.search(bare, start, end):
            return start
    return None


def _insert(text: str, place: int, declarations: list[str]) -> str:
    """Put declarations before a place, and let the line numbers go on as if they were not there."""
    line_start = text.rfind("\n", 0, place) + 1
    number, file = _place_of(text[:line_start])
    if text[line_start:place].strip():  # something stands before it on its line: stay on that line
        return f"{text[:place]}{' '.join(declarations)} {text[place:]}"
    lines = "".join(f"{declaration}\n" for declaration in declarations)
    return f"{text[:line_start]}{lines}{_line_mark(number, file)}{text[line_start:]}"


def _place_of(before: str) -> tuple[int, str]:
    """Return the number and the file of the line that follows some text."""
    marks = list(re.finditer(r'^#line (\d+) "((?:\\.|[^"\\])*)"\n', before, re.MULTILINE))
    if not marks:
        return before.count("\n") + 1, "sketch.ino"
    last = marks[-1]
    file = last[2].replace('\\"', '"').replace("\\\\", "\\")
    return int(last[1]) + before[last.end() :].count("\n"), file


def _without_what_is_no_code(text: str) -> str:
    """Blank comments, texts and directives out, so that every place keeps its number."""
    return _SKIPPED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _top_level(bare: str) -> Iterator[_Span]:
    """Find what stands outside all braces: start of each statement, and where it ends or opens."""
    depth = 0
    start: int | None = None
    for place, sign in enumerate(bare):
        if depth == 0 and start is None and not sign.isspace():
            start = place
        if sign == "{":
            if depth == 0 and start is not None:
                yield start, place + 1
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
            start = None if depth == 0 else start
        elif sign == ";" and depth == 0 and start is not None:
            yield start, place + 1
            start = None


def _functions(bare: str, statements: list[_Span]) -> Iterator[_Function]:
    for start, end in statements:
        match = _FUNCTION.match(bare[start:end])
        if match and not _NO_PROTOTYPE.search(match["head"]):
            parameters = _without_defaults(match["parameters"])
            head = " ".join(match["head"].split())
            yield _Function(match["name"], f"{head} {match['name']}({parameters});", start)


def _without_defaults(parameters: str) -> str:
    """A default may be said only once, and the definition says it."""
    return " ".join(re.sub(r"=[^,]*", "", parameters).split())
