"""Characters that no Python program has: from a word processor, a phone, another keyboard."""

from __future__ import annotations

import re
import unicodedata

from hardware_mocks.explain.explained import Explained
from hardware_mocks.explain.source import Source
from hardware_mocks.explain.syntax.mask import masked

# Written by their names: on the screen many of them look like the right ones.
QUOTES = dict.fromkeys(
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{DOUBLE PRIME}\N{FULLWIDTH QUOTATION MARK}",
    '"',
) | dict.fromkeys(
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}\N{PRIME}\N{ACUTE ACCENT}"
    "\N{FULLWIDTH APOSTROPHE}`",
    "'",
)
INSTEAD = {
    "\N{ARABIC COMMA}": ",",
    "\N{ARABIC SEMICOLON}": ";",
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
    "\N{ARABIC THOUSANDS SEPARATOR}": ",",
    "\N{ARABIC FULL STOP}": ".",
    "\N{ARABIC PERCENT SIGN}": "%",
    "\N{ARABIC QUESTION MARK}": "?",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{ARABIC TATWEEL}": "-",
    "\N{MULTIPLICATION SIGN}": "*",
    "\N{MIDDLE DOT}": "*",
    "\N{DIVISION SIGN}": "/",
    "\N{SUPERSCRIPT TWO}": " ** 2",
    "\N{SUPERSCRIPT THREE}": " ** 3",
    "\N{VULGAR FRACTION ONE HALF}": "0.5",
    "\N{VULGAR FRACTION ONE QUARTER}": "0.25",
    "\N{VULGAR FRACTION THREE QUARTERS}": "0.75",
    "\N{FRACTION SLASH}": "/",
    "\N{DIVISION SLASH}": "/",
    "\N{RATIO}": "/",
    "\N{ASTERISK OPERATOR}": "*",
    "\N{DOT OPERATOR}": "*",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{NOT EQUAL TO}": "!=",
    "\N{IDEOGRAPHIC FULL STOP}": ".",
    "\N{IDEOGRAPHIC COMMA}": ",",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{RIGHTWARDS ARROW}": "->",
}
_MATHEMATICS = frozenset(
    "\u00b2\u00b3\u00bc\u00bd\u00be\u00d7\u00f7\u2264\u2265\u2260\u22c5\u2217\u2215\u2236"
)
"""Signs of a school book: no keyboard setting makes them Python's."""
_INVISIBLE = frozenset({"Cf", "Zs", "Zl", "Zp", "Cc"})
_COMBINING = frozenset({"Mn", "Mc"})


def strange_character(source: Source) -> Explained | None:
    """Explain the first character outside of strings and comments that Python cannot read."""
    mask = masked(source.text)
    before = "\n"
    for at, char in enumerate(mask):
        if not _is_fine(char, before):
            return _tell(source, mask, at)
        before = char
    return None


def _is_fine(char: str, before: str) -> bool:
    if char.isascii():
        return char in "\n\t\f\r" or (char.isprintable() and char not in "`")
    if char.isdecimal():
        return before.isidentifier() or (before.isalnum() and not before.isdecimal())
    return ("a" + char).isidentifier() and char not in INSTEAD


def _tell(source: Source, mask: str, at: int) -> Explained:
    char = mask[at]
    line = mask.count("\n", 0, at) + 1
    name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
    if char in QUOTES:
        return source.tell("syntax.smart_quote", line, found=char, instead=QUOTES[char])
    if char.isdecimal():
        return _tell_number(source, line, mask, at)
    if char == "\N{ARABIC SEMICOLON}" and not mask[at + 1 :].split("\n", 1)[0].strip():
        return source.tell("syntax.semicolon_at_end", line, found=char)
    if char == "\N{DEGREE SIGN}":
        return source.tell("syntax.degree_sign", line)
    if char in INSTEAD:
        instead = INSTEAD[char].strip()
        key = "syntax.sign_of_mathematics" if char in _MATHEMATICS else "syntax.other_sign"
        return source.tell(key, line, found=char, name=name, instead=instead)
    if unicodedata.category(char) in _INVISIBLE:
        return source.tell("syntax.invisible", line, name=name, code=_with_mark(source, line, char))
    plain = unicodedata.normalize("NFKC", char)
    if plain.isascii() and plain.strip() and plain.isprintable():
        return source.tell("syntax.other_sign", line, found=char, name=name, instead=plain)
    return source.tell("syntax.strange_character", line, found=char, name=name)


def _with_mark(source: Source, line: int, char: str) -> str:
    """Return the line with a visible sign for the invisible one."""
    return source.lines[line - 1].replace(char, "\N{OPEN BOX}").strip()


def _tell_number(source: Source, line: int, mask: str, at: int) -> Explained:
    number = re.match(r"[\d.,\u066B\u066C\u060C]+", mask[at:])
    found = (number[0] if number else mask[at]).rstrip(".,\u060c")
    right = "".join(str(unicodedata.digit(char, INSTEAD.get(char, char))) for char in found)
    right = right.replace(",", ".") if right.count(",") == 1 and found.count(".") == 0 else right
    return source.tell("syntax.digit", line, found=found, right=right)
