"""The gpiozero devices of a program and their pins, read from its text; nothing is executed."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from makerkit.wiring.code_call import is_elsewhere, is_pwm, pin_arguments, pulls_up
from makerkit.wiring.code_values import UNKNOWN, Values
from makerkit.wiring.gpiozero_pins import PIN_ARGUMENTS, gpio_called

MOST_DEVICES = 200
_MOST_STEPS = 20_000
"""Statements looked at, loops unrolled; no program for one Pi has as many."""


@dataclass(frozen=True, slots=True)
class CodeDevice:
    """One device that a program makes.

    Attributes:
        kind: gpiozero's class: "LED".
        name: what the program calls it: "red", "self.lamp", "leds[0]"; "" where it has no name.
        pins: by the constructor's argument: {"pin": "GPIO17"}; {"0": ...} where they are counted.
        line: where it is made, from 1.
        unknown: arguments that must be pins, but which ones shows only when the program runs.
        is_pwm: whether its pins are switched fast, to dim, to move or to sound.
        pulls_up: for what listens: whether the Pi's own resistor pulls its pin up (True) or down;
            None for everything else, and for a pin without.
    """

    kind: str
    name: str
    pins: Mapping[str, str]
    line: int
    unknown: tuple[str, ...] = ()
    is_pwm: bool = False
    pulls_up: bool | None = None


def devices_in_code(source: str) -> tuple[CodeDevice, ...]:
    r"""Return the devices a program makes on this Pi, in the order of their lines.

    A device made in a loop over known pins counts once for each. A program that Python cannot read
    has none.

    Example:
        >>> devices_in_code("from gpiozero import LED\nred = LED(17)")[0].pins
        {'pin': 'GPIO17'}
    """
    scan = _Scan()
    try:
        with warnings.catch_warnings(action="ignore"):  # "\d" in a text is not our matter
            tree = ast.parse(source)
        scan.program(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        if not scan.found:
            return ()
    return tuple(sorted(scan.found, key=lambda device: device.line))


@dataclass
class _Scan:
    """Walks through a program from top to bottom; functions are looked at last."""

    found: list[CodeDevice] = field(default_factory=list)
    values: Values = field(default_factory=Values)
    _modules: set[str] = field(default_factory=set)
    _classes: dict[str, str] = field(default_factory=dict)
    _later: list[tuple[ast.FunctionDef | ast.AsyncFunctionDef, str]] = field(default_factory=list)
    _steps: int = 0

    def program(self, tree: ast.Module) -> None:
        self._block(tree.body)
        while self._later:
            function, owner = self._later.pop(0)
            self._function(function, owner)

    # --- statements

    def _block(self, statements: Sequence[ast.stmt], owner: str = "") -> None:
        for statement in statements:
            self._steps += 1
            self._statement(statement, owner)

    def _statement(self, node: ast.stmt, owner: str) -> None:
        match node:
            case ast.Import() | ast.ImportFrom():
                self._import(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._classes.pop(node.name, None)
                self._later.append((node, owner))
            case ast.ClassDef():
                self._class(node)
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._assign(target, value, owner)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._assign(target, value, owner)
            case ast.AugAssign(target=target):
                self.values.bind(target, UNKNOWN)
            case ast.For() | ast.With() | ast.AsyncWith():
                self._compound(node)
            case _:
                self._children(node)

    def _compound(self, node: ast.For | ast.With | ast.AsyncWith) -> None:
        if isinstance(node, ast.For):
            self._expression(node.iter, "")
            for value in self._rounds(self.values.value(node.iter)):
                self.values.bind(node.target, value)
                self._block(node.body)
            self._block(node.orelse)
            return
        for item in node.items:
            name = "" if item.optional_vars is None else ast.unparse(item.optional_vars)
            self._expression(item.context_expr, name)
        self._block(node.body)

    def _children(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                self._block([child])
            elif isinstance(child, ast.expr):
                self._expression(child, "")
            else:
                self._children(child)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "gpiozero":
                    self._modules.add(alias.asname or "gpiozero")
        elif node.module and node.module.partition(".")[0] == "gpiozero":
            for alias in node.names:
                names = PIN_ARGUMENTS if alias.name == "*" else (alias.name,)
                self._classes |= {
                    alias.asname or name: name for name in names if name in PIN_ARGUMENTS
                }

    def _class(self, node: ast.ClassDef) -> None:
        bases = [self._kind(base) for base in node.bases]
        makes_its_own = any(
            isinstance(inner, ast.FunctionDef) and inner.name == "__init__" for inner in node.body
        )
        self._classes.pop(node.name, None)
        if bases and bases[0] is not None and not makes_its_own:
            self._classes[node.name] = bases[0]
        self._block(node.body, f"{node.name}.")

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, owner: str) -> None:
        outside, self.values = self.values, self.values.copy()
        arguments = [*node.args.posonlyargs, *node.args.args]
        defaults = [None] * (len(arguments) - len(node.args.defaults)) + node.args.defaults
        for argument, default in zip(
            [*arguments, *node.args.kwonlyargs], [*defaults, *node.args.kw_defaults], strict=True
        ):
            value = UNKNOWN if default is None else outside.value(default)
            self.values.bind_name(argument.arg, value)
        self._block(node.body)
        # What a method notes in `self.pin`, other methods may use.
        self.values = self.values if owner else outside

    def _assign(self, target: ast.expr, value: ast.expr, owner: str) -> None:
        pairs = [(target, value)]
        match target, value:
            case (ast.Tuple() | ast.List(), ast.Tuple() | ast.List()):
                if len(target.elts) == len(value.elts):
                    pairs = list(zip(target.elts, value.elts, strict=True))
        for inner, worth in pairs:
            self._expression(worth, ast.unparse(inner))
        for inner, worth in [(i, self.values.value(w)) for i, w in pairs]:
            self.values.bind(inner, worth, owner)
            if owner:
                self.values.bind(inner, worth, "self.")
                self.values.bind(inner, worth)

    def _rounds(self, values: Any) -> Iterator[Any]:
        """Yield what a loop variable becomes; once UNKNOWN where that does not show."""
        several = tuple(values) if isinstance(values, tuple | dict) else ()
        if not several or self._steps > _MOST_STEPS or len(self.found) > MOST_DEVICES:
            several = (UNKNOWN,)
        yield from several

    # --- expressions

    def _expression(self, node: ast.expr, name: str) -> None:
        match node:
            case ast.Call(func=function):
                self._call(node, self._kind(function), name)
            case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
                for index, item in enumerate(items):
                    self._expression(item, f"{name}[{index}]" if name else "")
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    known = name and key is not None
                    self._expression(value, f"{name}[{ast.unparse(key)}]" if known and key else "")
            case (
                ast.ListComp(elt=element, generators=loops)
                | ast.GeneratorExp(elt=element, generators=loops)
            ):
                self._comprehension(element, loops, name)
            case ast.DictComp(value=element, generators=loops):
                self._comprehension(element, loops, name)
            case ast.NamedExpr(target=target, value=value):
                self._expression(value, target.id)
                self.values.bind(target, self.values.value(value))
            case _:
                self._children(node)

    def _comprehension(
        self, element: ast.expr, loops: Sequence[ast.comprehension], name: str
    ) -> None:
        outside, self.values = self.values, self.values.copy()
        loop = loops[0]
        for index, value in enumerate(self._rounds(self.values.value(loop.iter))):
            self._steps += 1
            self.values.bind(loop.target, value)
            called = f"{name}[{index}]" if name else ""
            if loops[1:]:
                self._comprehension(element, loops[1:], called)
            else:
                self._expression(element, called)
        self.values = outside

    def _call(self, node: ast.Call, kind: str | None, name: str) -> None:
        if kind is not None and not is_elsewhere(node):
            self._add(node, kind, name)
        function = node.func
        if isinstance(function, ast.Attribute):
            inner = ast.unparse(function.value) if function.attr in ("append", "add") else ""
            self._expression(function.value, "")
        else:
            inner = ""
        for argument in node.args:
            self._expression(argument, inner)
        for keyword in node.keywords:
            self._expression(keyword.value, keyword.arg or "")

    def _kind(self, function: ast.expr) -> str | None:
        """Return the gpiozero class that is called, or None for anything else."""
        match function:
            case ast.Name(id=name):
                return self._classes.get(name)
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in self._modules:
                return name if name in PIN_ARGUMENTS else None
        return None

    def _add(self, node: ast.Call, kind: str, name: str) -> None:
        if len(self.found) > MOST_DEVICES:
            return
        pins: dict[str, str] = {}
        unknown = []
        for argument, written in pin_arguments(node, kind, self.values, self._makes_a_device):
            gpio = gpio_called(written)
            if gpio is None:
                unknown.append(argument)
            else:
                pins[argument] = gpio
        how = is_pwm(node, kind), pulls_up(node, kind)
        self.found.append(CodeDevice(kind, name, pins, node.lineno, tuple(unknown), *how))

    def _makes_a_device(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Call) and self._kind(node.func) is not None
