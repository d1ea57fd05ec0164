"""A sketch's text without what stands in strings and comments, and without `#` lines."""

from __future__ import annotations

import re
from typing import NamedTuple

_PIECE = re.compile(
    r"//[^\n]*|/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*(?:\"|(?=\n)|\Z)|'(?:\\.|[^'\\\n])*(?:'|(?=\n)|\Z)",
    re.DOTALL,
)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)


class Open(NamedTuple):
    """A text or comment without its end.

    Attributes:
        sign: what opens it: `"`, `'` or `/*`.
        at: where in the text.
    """

    sign: str
    at: int


def masked(text: str) -> str:
    """Return text of the same length and lines: strings filled with "s", comments with blanks."""
    return _PIECE.sub(lambda found: _hidden(found[0]), text)


def without_directives(mask: str) -> str:
    """Return masked text with blanks in place of `#include` and its like."""
    return _DIRECTIVE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), mask)


def never_ended(text: str) -> Open | None:
    """Return the first text or comment that has no end."""
    for found in _PIECE.finditer(text):
        piece = found[0]
        if piece.startswith("//") or _is_directive_text(text, found.start()):
            continue
        sign = "/*" if piece.startswith("/*") else piece[0]
        end = "*/" if sign == "/*" else sign
        if len(piece) < len(sign) + len(end) or not piece.endswith(end):
            return Open(sign, found.start())
    return None


def _hidden(piece: str) -> str:
    if piece.startswith(("//", "/*")):
        return re.sub(r"[^\n]", " ", piece)
    inner = "s" * (len(piece) - 2)
    is_closed = len(piece) > 1 and piece[-1] == piece[0]
    return piece[0] + (inner + piece[-1] if is_closed else "s" * (len(piece) - 1))


def _is_directive_text(text: str, at: int) -> bool:
    """Whether a quote stands in a `#` line, where an apostrophe is no text: `# don't`."""
    begin = text.rfind("\n", 0, at) + 1
    return text[begin:at].lstrip().startswith("#")
