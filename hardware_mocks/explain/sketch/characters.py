"""Characters and marks that no sketch has: from a phone, a word processor, a chat, a web page."""

from __future__ import annotations

import re
import unicodedata

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.names import in_latin
from hardware_mocks.explain.sketch.view import SketchView
from hardware_mocks.explain.syntax.characters import INSTEAD, QUOTES

_INVISIBLE = frozenset({"Cf", "Zs", "Zl", "Zp", "Cc"})
_HTML = {"&lt;": "`<`", "&gt;": "`>`", "&amp;": "`&`", "&quot;": '`"`', "&nbsp;": "a space"}


def pasted(view: SketchView) -> Explained | None:
    """Find the marks of a chat or a web page around and inside a sketch."""
    for number, line in enumerate(view.code_lines, 1):
        if line.lstrip().startswith(("```", "~~~")):
            return view.tell("sketch.markdown", number, sign=line.strip()[:3])
        found = next((mark for mark in _HTML if mark in line), None)
        if found is not None:
            return view.tell("sketch.html", number, found=found, instead=_HTML[found])
    return None


def strange_character(view: SketchView) -> Explained | None:
    """Explain the first character outside of strings and comments that C++ cannot read."""
    for at, char in enumerate(view.mask):
        if char in "\n\t\r" or (char.isascii() and char.isprintable() and char not in "`\\$@"):
            continue
        line = view.mask.count("\n", 0, at) + 1
        if char in "\\" and view.lines[line - 1].rstrip().endswith("\\"):
            continue
        return _tell(view, at, line)
    return None


def _tell(view: SketchView, at: int, line: int) -> Explained:
    char = view.mask[at]
    name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
    if char in QUOTES:
        return view.tell("sketch.smart_quote", line, found=char, instead=QUOTES[char])
    if char.isdecimal():
        return _number(view, at, line)
    if unicodedata.category(char) in _INVISIBLE:
        code = view.lines[line - 1].replace(char, "\N{OPEN BOX}").strip()
        return view.tell("sketch.invisible", line, name=name, code=code)
    plain = INSTEAD.get(char, unicodedata.normalize("NFKC", char)).strip()
    plain = "" if "**" in plain else plain
    if plain.isascii() and plain and plain.isprintable() and plain != char:
        return view.tell("sketch.other_sign", line, found=char, name=name, instead=plain)
    word = _word_around(view.mask, at)
    if in_latin(word).isascii() and word != in_latin(word):
        return view.tell("sketch.look_alike", line, found=word, instead=in_latin(word))
    if char.isalpha():
        return view.tell("sketch.letter", line, word=word)
    return view.tell("sketch.strange_character", line, found=char, name=name)


def _number(view: SketchView, at: int, line: int) -> Explained:
    number = re.match(r"\d+", view.mask[at:])
    found = number[0] if number else view.mask[at]
    right = "".join(str(unicodedata.digit(char, char)) for char in found)
    return view.tell("sketch.digit", line, found=found, right=right)


def _word_around(text: str, at: int) -> str:
    before = re.search(r"\w*\Z", text[:at])
    behind = re.match(r"\w*", text[at:])
    return (before[0] if before else "") + (behind[0] if behind else "")
