"""What the expressions of a program are worth, as far as that can be read without running it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

UNKNOWN = object()
"""The value of what only shows while the program runs."""
_LONGEST_RANGE = 100
_WIDEST_INT_BITS = 64


class Values:
    """The constants of a program by the names it gives them: `RED`, `Pins.RED`, `self.pin`."""

    def __init__(self, known: Mapping[str, Any] | None = None) -> None:
        self._known: dict[str, Any] = dict(known or {})

    def copy(self) -> Values:
        """Return the same values, for an inner block to change."""
        return Values(self._known)

    def bind(self, target: ast.expr, value: Any, prefix: str = "") -> None:
        """Note an assignment; `prefix` is the class it stands in ("Pins.")."""
        if isinstance(target, ast.Tuple | ast.List):
            fits = isinstance(value, tuple) and len(value) == len(target.elts)
            for index, inner in enumerate(target.elts):
                self.bind(inner, value[index] if fits else UNKNOWN, prefix)
        elif isinstance(target, ast.Name | ast.Attribute):
            self.bind_name(prefix + ast.unparse(target), value)

    def bind_name(self, name: str, value: Any) -> None:
        """Note what a name is worth; an unknown value makes the name unknown."""
        if value is UNKNOWN:
            self._known.pop(name, None)
        else:
            self._known[name] = value

    def value(self, node: ast.expr) -> Any:
        """Return an int, text, tuple or dict, or UNKNOWN."""
        found: Any = UNKNOWN
        match node:
            case ast.Constant(value=int() | str() as constant):
                found = constant
            case ast.Name() | ast.Attribute():
                found = self._known.get(ast.unparse(node), UNKNOWN)
            case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
                found = tuple(self.value(item) for item in items)
            case ast.Dict():
                found = self._mapping(node)
            case ast.Subscript(value=whole, slice=key):
                found = _item(self.value(whole), self.value(key))
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as sign, right=right):
                found = _sum(self.value(left), sign, self.value(right))
            case ast.JoinedStr(values=pieces):
                found = self._text(pieces)
            case ast.Call(keywords=[]):
                found = self._call(node)
        return found

    def _mapping(self, node: ast.Dict) -> Any:
        keys = [UNKNOWN if key is None else self.value(key) for key in node.keys]
        if not all(isinstance(key, int | str) for key in keys):
            return UNKNOWN
        return dict(zip(keys, (self.value(value) for value in node.values), strict=True))

    def _text(self, pieces: list[ast.expr]) -> Any:
        found = ""
        for piece in pieces:
            inner = piece.value if isinstance(piece, ast.FormattedValue) else piece
            value = self.value(inner)
            if not isinstance(value, int | str):
                return UNKNOWN
            found += str(value)
        return found

    def _call(self, node: ast.Call) -> Any:
        match node.func:
            case ast.Name(id="range"):
                return _range([self.value(argument) for argument in node.args])
            case ast.Name(id="list" | "tuple" | "sorted") if len(node.args) == 1:
                return self.value(node.args[0])
            case ast.Attribute(value=whole, attr="items" | "values" | "keys" as what):
                mapping = self.value(whole)
                return tuple(getattr(mapping, what)()) if isinstance(mapping, dict) else UNKNOWN
        return UNKNOWN


def _item(whole: Any, key: Any) -> Any:
    if isinstance(whole, dict) and isinstance(key, int | str):
        return whole.get(key, UNKNOWN)
    if isinstance(whole, tuple) and isinstance(key, int) and -len(whole) <= key < len(whole):
        return whole[key]
    return UNKNOWN


def _sum(left: Any, sign: ast.operator, right: Any) -> Any:
    if type(left) is int and type(right) is int:
        fits = max(left.bit_length(), right.bit_length()) < _WIDEST_INT_BITS
        total = left + right if isinstance(sign, ast.Add) else left - right
        return total if fits else UNKNOWN
    both_lists = isinstance(left, tuple) and isinstance(right, tuple)
    if isinstance(sign, ast.Add) and both_lists and len(left) + len(right) < _LONGEST_RANGE:
        return left + right
    return UNKNOWN


def _range(bounds: list[Any]) -> Any:
    if not 1 <= len(bounds) <= 3 or not all(type(bound) is int for bound in bounds):
        return UNKNOWN
    if len(bounds) == 3 and bounds[2] == 0:
        return UNKNOWN
    numbers = range(*bounds)
    return tuple(numbers) if numbers[:_LONGEST_RANGE] == numbers else UNKNOWN
