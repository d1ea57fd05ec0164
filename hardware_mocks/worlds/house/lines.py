"""The one-line sentences of a scenario: `go sofa slowly`, `at 20: lamp hall_lamp on`.

A form is written as it is read: words in small letters stand for themselves, words in capitals
for something that is known (`PLACE`) or measured (`SECONDS`), and what stands in brackets may be
left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from makerkit.wiring.faults import nearest, shown

MOST = 1e7
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?")
_KEYS = re.compile(r"[0-9A-D*#]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence that was understood: its verb, and what its capitals stood for."""

    verb: str
    given: Mapping[str, Any]
    text: str

    def get(self, name: str, default: Any = None) -> Any:
        """Return what a capital stood for."""
        return self.given.get(name, default)


class LineError(Exception):
    """A sentence that was not understood; the message says why."""


class Forms:
    """The sentences of one kind of list.

    Args:
        forms: each as it is written in the documentation.
        kinds: what each word in capitals may be: names, or a function that reads a token and
            returns None for one it cannot read; with what to call it in a message.
    """

    def __init__(
        self,
        forms: Sequence[str],
        kinds: Mapping[str, tuple[str, Sequence[str] | Callable[[str], Any]]],
    ) -> None:
        self.forms: dict[str, list[str]] = {}
        for form in forms:
            self.forms.setdefault(form.split()[0], []).append(form)
        self._kinds = kinds

    def read(self, text: str) -> Line:
        """Return what a sentence says.

        Raises:
            LineError: it says nothing that is known here.
        """
        tokens = text.split()
        if not tokens:
            raise LineError("is empty.")
        verb = tokens[0]
        if verb not in self.forms:
            near = nearest(verb, list(self.forms))
            hint = f' Did you mean "{near}"?' if near else f" There is: {', '.join(self.forms)}."
            raise LineError(f"nobody knows how to {shown(verb)}.{hint}")
        errors = []
        for form in self.forms[verb]:
            try:
                return Line(verb, self._match(_parsed(form), tokens, form), text)
            except LineError as error:
                errors.append(error)
        raise errors[0]

    def _match(self, pattern: list[Any], tokens: list[str], form: str) -> dict[str, Any]:
        given: dict[str, Any] = {}
        rest = self._take(pattern, tokens, given, form)
        if rest:
            raise LineError(f"{shown(' '.join(rest))} is not understood; it is written: {form}")
        return given

    def _take(
        self, pattern: list[Any], tokens: list[str], given: dict[str, Any], form: str
    ) -> list[str]:
        for item in pattern:
            if isinstance(item, list):  # in brackets: all of it or nothing
                tokens = self._take_optional(item, tokens, given, form)
                continue
            if not tokens:
                raise LineError(f"something is missing; it is written: {form}")
            if item.isupper():
                given[item] = self._value(item, tokens[0])
            elif tokens[0] not in item.split("|"):
                raise LineError(f"{shown(tokens[0])} is not understood; it is written: {form}")
            elif "|" in item:
                given[item] = tokens[0]
            elif item != form.split(maxsplit=1)[0]:
                given[item] = True
            tokens = tokens[1:]
        return tokens

    def _take_optional(
        self, pattern: list[Any], tokens: list[str], given: dict[str, Any], form: str
    ) -> list[str]:
        first = pattern[0]
        is_meant = bool(tokens) and not first.isupper() and tokens[0] in first.split("|")
        if is_meant:
            return self._take(pattern, tokens, given, form)
        if tokens and first.isupper():
            try:
                return self._take(pattern, tokens, given, form)
            except LineError:
                return tokens
        return tokens

    def _value(self, kind: str, token: str) -> Any:
        called, known = self._kinds[kind]
        if callable(known):
            value = known(token)
            if value is None:
                raise LineError(f"{shown(token)} is not {called}.")
            return value
        if token in known:
            return token
        near = nearest(token, list(known))
        hint = f' Did you mean "{near}"?' if near else f" There is: {', '.join(known)}."
        raise LineError(f"{shown(token)} is not {called}.{hint}")


def number(low: float, high: float = MOST) -> Callable[[str], float | None]:
    """Return a reader of numbers between two bounds."""

    def read(token: str) -> float | None:
        try:
            value = float(token)
        except ValueError:
            return None
        return value if low <= value <= high else None

    return read


def clock(token: str) -> float | None:
    """Return the seconds since midnight of 7:40, or None."""
    match = _CLOCK.fullmatch(token)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def keys(token: str) -> str | None:
    """Return the keys of a keypad that are to be pressed, or `code` and what follows it."""
    rest = token.removeprefix("code")
    return token if _KEYS.fullmatch(rest) or not rest else None


def _parsed(form: str) -> list[Any]:
    """Return a form as a list of words, with lists for what stands in brackets."""
    stack: list[list[Any]] = [[]]
    for word in form.replace("[", " [ ").replace("]", " ] ").split():
        if word == "[":
            stack.append([])
        elif word == "]":
            inner = stack.pop()
            stack[-1].append(inner)
        else:
            stack[-1].append(word)
    return stack[0]
