"""A program as the rules see it: its devices, functions, loops and imports, by their names."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from hardware_mocks.explain import devices as gpiozero_devices
from hardware_mocks.explain import names as known
from hardware_mocks.explain.explained import Explained, Param
from hardware_mocks.explain.source import Source
from makerkit.wiring.code_pins import devices_in_code

WAITS = frozenset(
    {
        *("sleep", "pause", "wait", "wait_for_press", "wait_for_release", "wait_for_active"),
        *("wait_for_inactive", "wait_for_motion", "wait_for_no_motion", "wait_for_in_range"),
        *("wait_for_out_of_range", "wait_for_light", "wait_for_dark", "join", "input", "get"),
        *("wait_for_line", "wait_for_no_line", "readline", "read", "acquire", "waitKey"),
    }
)
"""Calls that let time pass."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
Loop = ast.While | ast.For


@dataclass(frozen=True)
class Program:
    """A program that Python can read."""

    source: Source

    @property
    def tree(self) -> ast.Module:
        """Its tree."""
        assert self.source.tree is not None
        return self.source.tree

    @cached_property
    def devices(self) -> dict[str, str]:
        """The kind of each device with a plain name: {"red": "LED"}."""
        found = devices_in_code(self.source.text)
        return {device.name: device.kind for device in found if device.name.isidentifier()}

    @cached_property
    def functions(self) -> dict[str, Function]:
        """The functions that the program defines, by their names."""
        return {node.name: node for node in self.source.nodes if isinstance(node, Function)}

    @cached_property
    def imports(self) -> dict[str, str]:
        """Where each imported name comes from; an imported module is "" itself."""
        found: dict[str, str] = {}
        for node in self.source.nodes:
            if isinstance(node, ast.Import):
                found |= {(a.asname or a.name).partition(".")[0]: "" for a in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {alias.asname or alias.name: node.module or "" for alias in node.names}
        return found

    def tell(
        self, message_id: str, node: ast.AST | int, *, is_certain: bool = True, **params: Param
    ) -> Explained:
        """Say something about the line of a node."""
        line = node if isinstance(node, int) else getattr(node, "lineno", None)
        return self.source.tell(message_id, line, is_certain=is_certain, **params)

    def code_of(self, node: ast.AST | None) -> str:
        """Return the text of a node."""
        return self.source.code_of(node)

    # --- questions about nodes

    def kind_of(self, node: ast.AST | None) -> str | None:
        """Return the class of the device that a name stands for, or None."""
        return self.devices.get(node.id) if isinstance(node, ast.Name) else None

    def method(self, node: ast.AST | None) -> bool:
        """Whether a node is a device's method, named and not called: `red.on`."""
        kind = self.kind_of(node.value) if isinstance(node, ast.Attribute) else None
        return (
            kind is not None
            and isinstance(node, ast.Attribute)
            and (node.attr in gpiozero_devices.methods(kind))
        )

    def measured(self, node: ast.AST | None) -> bool:
        """Whether a node asks a device for its state: `button.is_pressed`."""
        kind = self.kind_of(node.value) if isinstance(node, ast.Attribute) else None
        return (
            kind is not None
            and isinstance(node, ast.Attribute)
            and (
                node.attr in gpiozero_devices.properties(kind) and not node.attr.startswith("when_")
            )
        )

    def is_function_name(self, node: ast.AST | None) -> bool:
        """Whether a node names a function of the program or an imported one, without calling it."""
        if not isinstance(node, ast.Name):
            return False
        if node.id in self.functions:
            return True
        home = self.imports.get(node.id)
        return (
            bool(home)
            and node.id in known.NAMES_OF_MODULES.get(home or "", ())
            and (node.id not in {"pi", "datetime"})
        )

    def gives_back(self, function: Function) -> bool:
        """Whether a function returns a value."""
        return any(
            isinstance(node, ast.Return | ast.Yield) and node.value is not None
            for node in ast.walk(function)
        )

    def waits(self, node: ast.AST, depth: int = 0) -> bool:
        """Whether a piece of the program lets time pass, itself or in functions that it calls."""
        for inner in ast.walk(node):
            if not isinstance(inner, ast.Call):
                continue
            name = called_name(inner)
            if name in WAITS or (name in {"beep", "blink", "pulse"} and is_foreground(inner)):
                return True
            own = self.functions.get(name)
            if own is not None and own is not node and depth < 5 and self.waits(own, depth + 1):
                return True
        return False

    def calls(self, name: str) -> tuple[ast.Call, ...]:
        """Return every call of a function or method by its last name."""
        return tuple(
            node
            for node in self.source.nodes
            if isinstance(node, ast.Call) and called_name(node) == name
        )

    def function_around(self, node: ast.AST) -> Function | None:
        """Return the innermost function a node stands in."""
        return next((up for up in self.source.around(node) if isinstance(up, Function)), None)

    def loop_around(self, node: ast.AST) -> Loop | None:
        """Return the innermost loop a node stands in, inside of the same function."""
        for up in self.source.around(node):
            if isinstance(up, Function):
                return None
            if isinstance(up, Loop):
                return up
        return None

    @cached_property
    def handlers(self) -> tuple[ast.Assign, ...]:
        """Every `device.when_… = …`."""
        return tuple(
            node
            for node in self.source.nodes
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Attribute)
            and node.targets[0].attr.startswith("when_")
        )

    @cached_property
    def handler_names(self) -> frozenset[str]:
        """The functions that events call."""
        return frozenset(
            node.value.id for node in self.handlers if isinstance(node.value, ast.Name)
        )

    def blocks(self) -> Iterator[Sequence[ast.stmt]]:
        """Yield each run of statements that stand below each other."""
        for node in self.source.nodes:
            for field in ("body", "orelse", "finalbody"):
                block = getattr(node, field, None)
                if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                    yield block


def called_name(call: ast.Call) -> str:
    """Return the last name of what is called: "sleep" for `time.sleep(1)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def is_foreground(call: ast.Call) -> bool:
    """Whether `background=False` stands in a call: then it waits until it is done."""
    return any(
        word.arg == "background" and isinstance(word.value, ast.Constant) and not word.value.value
        for word in call.keywords
    )


def number_in(node: ast.AST | None) -> float | None:
    """Return a plain number, also a negative one, or None."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = number_in(node.operand)
        return None if inner is None else -inner
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return None
    return float(node.value) if isinstance(node.value, int | float) else None


def never_ends(loop: ast.stmt) -> bool:
    """Whether a loop is `while True` without a way out."""
    if not isinstance(loop, ast.While) or not is_always_true(loop.test):
        return False
    return not any(_leaves(node) for node in loop.body)


def is_always_true(test: ast.expr) -> bool:
    """Whether a condition is plain `True` or a number that counts as it."""
    return isinstance(test, ast.Constant) and bool(test.value)


def _leaves(node: ast.AST) -> bool:
    """Whether a statement of a loop's body may leave the loop."""
    if isinstance(node, ast.Break | ast.Return | ast.Raise):
        return True
    if isinstance(node, Function | ast.ClassDef | ast.Lambda):
        return False
    if isinstance(node, Loop):
        return any(_leaves_function(inner) for inner in ast.walk(node))
    if isinstance(node, ast.Call) and called_name(node) in {"exit", "quit", "_exit"}:
        return True
    return any(_leaves(inner) for inner in ast.iter_child_nodes(node))


def _leaves_function(node: ast.AST) -> bool:
    return isinstance(node, ast.Return | ast.Raise) or (
        isinstance(node, ast.Call) and called_name(node) in {"exit", "quit", "_exit"}
    )
