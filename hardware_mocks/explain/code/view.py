"""A program's text as something that lessons can ask questions."""

from __future__ import annotations

import ast

from hardware_mocks.explain.code.program import Program, called_name, never_ends, number_in
from hardware_mocks.explain.source import Source


class CodeView:
    r"""Answers about a program's text. A program that Python cannot read has nothing in it.

    Args:
        source: the whole program.

    Attributes:
        text: the program as it is.

    Example:
        >>> CodeView("from time import sleep\nsleep(0.5)").numbers_in("sleep")
        (0.5,)
    """

    def __init__(self, source: str) -> None:
        self.text = source
        self._program = Program(Source(source))

    @property
    def imports(self) -> frozenset[str]:
        """Names that are imported, modules too: {"LED", "sleep"}."""
        return frozenset(self._program.imports)

    @property
    def devices(self) -> dict[str, str]:
        """Devices with a name, and their class: {"red": "LED"}."""
        return dict(self._program.devices)

    @property
    def functions(self) -> tuple[str, ...]:
        """Functions that the program defines."""
        return tuple(self._program.functions)

    @property
    def has_endless_loop(self) -> bool:
        """Whether there is a `while True` without a way out."""
        return any(isinstance(n, ast.stmt) and never_ends(n) for n in self._program.source.nodes)

    def calls(self, name: str) -> tuple[str, ...]:
        """Return each call of a function or method: ("sleep(0.5)",) for "sleep", or "red.on"."""
        owner, _, last = name.rpartition(".")
        return tuple(
            self._program.code_of(call)
            for call in self._program.calls(last)
            if not owner or self._program.code_of(call.func) == name
        )

    def lines_of(self, name: str) -> tuple[int, ...]:
        """Return the lines of each call of a function or method."""
        return tuple(call.lineno for call in self._program.calls(name))

    def numbers_in(self, name: str) -> tuple[float, ...]:
        """Return the numbers between the brackets of all calls, plain or under a fixed name."""
        found = []
        for call in self._program.calls(name):
            for value in (*call.args, *(word.value for word in call.keywords)):
                number = number_in(self._behind(value))
                if number is not None:
                    found.append(number)
        return tuple(found)

    def _behind(self, value: ast.expr) -> ast.expr:
        """Return what a name stands for, if one line of the program says so once and for all."""
        if not isinstance(value, ast.Name):
            return value
        given = [
            node
            for node in self._program.source.nodes
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        ]
        if sum(node.id == value.id for node in given) != 1:
            return value
        made = (node for node in self._program.source.nodes if isinstance(node, ast.Assign))
        names = (n for n in made if ast.unparse(n.targets[0]) == value.id)
        return next((node.value for node in names), value)

    def calls_handler(self, event: str) -> bool:
        """Whether a handler is called instead of named: `when_pressed = toggle()`."""
        return any(isinstance(value, ast.Call) for value in self._given_to(event))

    def handler(self, event: str) -> str:
        """Return what an event is given: "toggle" for `button.when_pressed = toggle`, or ""."""
        return next((self._program.code_of(value) for value in self._given_to(event)), "")

    def uses(self, name: str) -> bool:
        """Whether a name, an attribute or a keyword stands anywhere in the code."""
        return any(
            (isinstance(node, ast.Name) and node.id == name)
            or (isinstance(node, ast.Attribute) and node.attr == name)
            or type(node).__name__.casefold() == name
            for node in self._program.source.nodes
        )

    def makes(self, kind: str) -> int:
        """Return how often a class is called: `makes("LED")`."""
        return sum(called_name(call) == kind for call in self._program.calls(kind))

    def _given_to(self, event: str) -> tuple[ast.expr, ...]:
        return tuple(
            node.value
            for node in self._program.handlers
            if isinstance(node.targets[0], ast.Attribute) and node.targets[0].attr == event
        )
