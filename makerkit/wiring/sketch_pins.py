"""The pins that a sketch uses, read from its text without building it."""

from __future__ import annotations

import re
from typing import NamedTuple

_PIECE = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"?", re.DOTALL)
_CALL = re.compile(r"\b(pinMode|digitalWrite|digitalRead|analogWrite|analogRead|tone|pulseIn)\s*\(")
_PLAIN = re.compile(r"1?\d|A[0-7]")
_BUILT_IN = "LED_BUILTIN"


class SketchPin(NamedTuple):
    """A pin that a sketch names.

    Attributes:
        pin: as on the board: "D13", "A0".
        line: where it is used first.
        use: the function that it is given to first: "pinMode".
    """

    pin: str
    line: int
    use: str


def pins_in_sketch(source: str) -> tuple[SketchPin, ...]:
    """Return the pins that a sketch uses, as far as its text says so plainly, each once.

    A name counts when it gets one plain number: `const int LAMP = 13;`, `#define LAMP 13`.

    Example:
        >>> [pin.pin for pin in pins_in_sketch("void setup() { pinMode(13, OUTPUT); }")]
        ['D13']
    """
    code = _PIECE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    found: dict[str, SketchPin] = {}
    for call in _CALL.finditer(code):
        argument = re.match(r"\s*(\w+)\s*[,)]", code[call.end() :])
        value = _value(code, argument[1]) if argument is not None else None
        if value is not None:
            pin = _name(value, is_analogue=call[1] == "analogRead")
            line = code.count("\n", 0, call.start()) + 1
            found.setdefault(pin, SketchPin(pin, line, call[1]))
    return tuple(found.values())


def _value(code: str, word: str) -> str | None:
    """Return what a name stands for: "13", "A0"; None where that is not plain."""
    if _PLAIN.fullmatch(word):
        return word
    if word == _BUILT_IN:
        return "13"
    given = re.findall(rf"\b{word}\s*=\s*(\w+)\s*[;,]|#\s*define\s+{word}\s+(\w+)", code)
    values = {first or second for first, second in given}
    value = values.pop() if len(values) == 1 else ""
    return value if _PLAIN.fullmatch(value) else None


def _name(value: str, *, is_analogue: bool) -> str:
    """Return the pin as it is printed on the board; `analogRead(0)` reads A0, and 14 is A0."""
    if value.startswith("A"):
        return value
    number = int(value)
    if is_analogue and number < 6:
        return f"A{number}"
    return f"A{number - 14}" if 14 <= number <= 19 else f"D{number}"
