"""A program's text without what stands in strings and comments, so that rules see code only."""

from __future__ import annotations

from dataclasses import dataclass

OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}


def masked(text: str) -> str:
    """Return text of the same length and lines: strings filled with "s", comments with blanks.

    A string that has no end ends with its line, unless it has three quotes.
    """
    result: list[str] = []
    at = 0
    while at < len(text):
        piece = _string_at(text, at) if text[at] in "'\"" else ""
        if piece:
            result.append(_filled(piece))
        elif text[at] == "#":
            piece = text[at:].split("\n", 1)[0]
            result.append(" " * len(piece))
        else:
            piece = text[at]
            result.append(piece)
        at += len(piece)
    return "".join(result)


def _string_at(text: str, start: int) -> str:
    quote = text[start : start + 3] if text.startswith(text[start] * 3, start) else text[start]
    at = start + len(quote)
    while at < len(text):
        if text.startswith(quote, at):
            return text[start : at + len(quote)]
        if text[at] == "\n" and len(quote) == 1:
            return text[start:at]
        at += 2 if text[at] == "\\" and at + 1 < len(text) else 1
    return text[start:]


def _filled(piece: str) -> str:
    inner = "".join("\n" if char == "\n" else "s" for char in piece[1:])
    is_closed = len(piece) > 1 and piece[-1] == piece[0]
    return piece[0] + (inner[:-1] + piece[-1] if is_closed else inner)


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket without its other half.

    Attributes:
        sign: "(", ")", ...
        line: its line, from 1.
        closed_by: the wrong closing bracket that was found for it, or "".
    """

    sign: str
    line: int
    closed_by: str = ""
    closed_on: int = 0


def wrong_bracket(mask: str) -> Bracket | None:
    """Return the first bracket that has no other half, or a wrong one."""
    open_ones: list[Bracket] = []
    for number, line in enumerate(mask.split("\n"), 1):
        for char in line:
            if char in OPENING:
                open_ones.append(Bracket(char, number))
            elif char in CLOSING:
                if not open_ones:
                    return Bracket(char, number)
                last = open_ones.pop()
                if OPENING[last.sign] != char:
                    return Bracket(last.sign, last.line, char, number)
    return open_ones[-1] if open_ones else None
