"""The pieces that a sketch is read as: words and signs, functions, variables, calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """A word, number, text or sign of the code, and its line."""

    text: str
    line: int
    at: int

    @property
    def is_word(self) -> bool:
        """Whether it is a name or keyword."""
        return self.text[0].isalpha() or self.text[0] == "_"


@dataclass(frozen=True, slots=True)
class Function:
    """A function that the sketch defines.

    Attributes:
        parameters: the names between the brackets of its head.
        line, last_line: of its head and of its last `}`.
        head: index of the token `(` behind its name.
        begin, end: the tokens of its body, the outer braces left out.
    """

    name: str
    kind: str
    parameters: tuple[str, ...]
    line: int
    last_line: int
    head: int
    begin: int
    end: int


class Variable(NamedTuple):
    """A variable or constant, and the function it is in ("" outside of all)."""

    name: str
    kind: str
    line: int
    function: str


class Call(NamedTuple):
    """A call: `Serial.println("x")` is ("Serial.println", ('"x"',), 7, "setup")."""

    name: str
    arguments: tuple[str, ...]
    line: int
    function: str
