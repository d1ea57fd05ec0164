"""A sketch's text as something that lessons can ask questions, by the same words as Python's."""

from __future__ import annotations

import re

from hardware_mocks.explain.sketch.view import SketchView


class SketchCode:
    r"""Answers about a sketch's text. A text that is no C++ has nothing in it.

    Args:
        source: the whole sketch.

    Attributes:
        text: the sketch as it is.

    Example:
        >>> SketchCode("void loop() { delay(500); }").numbers_in("delay")
        (500.0,)
    """

    def __init__(self, source: str) -> None:
        self.text = source
        self._view = SketchView(source)

    @property
    def functions(self) -> tuple[str, ...]:
        """Functions that the sketch defines."""
        return tuple(function.name for function in self._view.functions)

    @property
    def names(self) -> frozenset[str]:
        """Every name that the sketch gives: variables, constants, functions."""
        return self._view.names

    def calls(self, name: str) -> tuple[str, ...]:
        """Return each call of a function: ("delay(500)",) for "delay", or "Serial.println"."""
        return tuple(
            f"{call.name}({', '.join(call.arguments)})"
            for call in self._view.calls
            if _is_called(call.name, name)
        )

    def lines_of(self, name: str) -> tuple[int, ...]:
        """Return the lines of each call of a function."""
        return tuple(call.line for call in self._view.calls if _is_called(call.name, name))

    def numbers_in(self, name: str) -> tuple[float, ...]:
        """Return the numbers between the brackets of all calls, plain or under a fixed name."""
        found = (
            self._number(argument)
            for call in self._view.calls
            if _is_called(call.name, name)
            for argument in call.arguments
        )
        return tuple(number for number in found if number is not None)

    def body_of(self, function: str) -> str:
        """Return the lines of a function, "" without one."""
        found = next((f for f in self._view.functions if f.name == function), None)
        if found is None:
            return ""
        return "\n".join(self._view.lines[found.line - 1 : found.last_line])

    def uses(self, name: str) -> bool:
        """Whether a name or keyword stands anywhere in the code, comments and texts left out."""
        return any(token.text == name for token in self._view.tokens)

    def line_of(self, pattern: str) -> int | None:
        """Return the first line whose code fits a pattern, comments left out; None without one."""
        lines = enumerate(self._view.code_lines, 1)
        return next((number for number, line in lines if re.search(pattern, line)), None)

    def _number(self, argument: str) -> float | None:
        value = argument.strip().rstrip("ULul")
        if argument in self._view.defines:
            value = self._view.defines[argument][0]
        elif argument.isidentifier():
            given = re.findall(rf"\b{argument}\s*=\s*([^;,]+?)[ULul]*\s*[;,]", self._view.code)
            value = given[0] if len(given) == 1 else ""
        return float(value) if re.fullmatch(r"-?\d+(\.\d+)?|-?\.\d+", value) else None


def _is_called(call: str, name: str) -> bool:
    return call == name or ("." not in name and call.rpartition(".")[2] == name)
