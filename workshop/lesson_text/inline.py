"""The text of one paragraph, from markdown-it's tokens to spans, with the kit's roles.

{pin}`red` is a pin of the pin map, {part}`r330` a part, {unit}`330 Ω` a value with its unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from makerkit.wiring.faults import did_you_mean, shown
from workshop.lesson_text.part_names import KNOWN, part_name
from workshop.lesson_text.spans import (
    Code,
    Emphasis,
    Link,
    PartName,
    Pin,
    Span,
    Spans,
    Strong,
    Unit,
    Words,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

ROLES = ("pin", "part", "unit")


class InlineReader:
    """Turns inline tokens into spans.

    Args:
        pins: the course's pin map.
        complain: takes the text of each fault.
    """

    def __init__(self, pins: Mapping[str, str], complain: Callable[[str], None]) -> None:
        self._pins = pins
        self._complain = complain

    def read(self, tokens: Sequence[Token]) -> Spans:
        """Return the spans of a paragraph."""
        return self._until(iter(tokens), "")

    def _until(self, tokens: Iterator[Token], end: str) -> Spans:
        found: list[Span] = []
        for token in tokens:
            if token.type == end:
                break
            found += self._span(token, tokens)
        return tuple(_joined(found))

    def _span(self, token: Token, rest: Iterator[Token]) -> list[Span]:
        found: list[Span] = []
        match token.type:
            case "text":
                found = [Words(self._checked_words(token.content))]
            case "softbreak" | "hardbreak":
                found = [Words(" ")]
            case "code_inline":
                found = [Code(token.content)]
            case "strong_open":
                found = [Strong(self._until(rest, "strong_close"))]
            case "em_open":
                found = [Emphasis(self._until(rest, "em_close"))]
            case "link_open":
                target = str(token.attrGet("href") or "")
                found = [Link(self._until(rest, "link_close"), target)]
            case "myst_role":
                found = self._role(str(token.meta["name"]), token.content.strip())
            case "html_inline":
                self._complain(f"{shown(token.content)} is HTML. A page has none.")
            case other:
                self._complain(f"A page cannot show this: {other}.")
        return found

    def _checked_words(self, text: str) -> str:
        for role in ROLES:
            if f"{{{role}}}" in text:
                self._complain(f"`{{{role}}}` needs its word in backticks: {{{role}}}`...`.")
        return text

    def _role(self, role: str, word: str) -> list[Span]:
        match role:
            case "pin" if word in self._pins:
                return [Pin(word, self._pins[word])]
            case "pin":
                near = did_you_mean(word, self._pins)
                self._complain(f"The pin map has no pin {shown(word)}.{near}")
            case "part":
                if words := part_name(word):
                    return [PartName(word, words)]
                self._complain(f"There is no part {shown(word)}.{did_you_mean(word, KNOWN)}")
            case "unit":
                return [Unit(word.replace(" ", "\N{NO-BREAK SPACE}"))]
            case _:
                self._complain(f"Nobody knows `{{{role}}}`.{did_you_mean(role, ROLES)}")
        return []


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Yield spans, with words beside words made one."""
    words = ""
    for span in spans:
        if isinstance(span, Words):
            words += span.text
            continue
        if words:
            yield Words(words)
            words = ""
        yield span
    if words:
        yield Words(words)
