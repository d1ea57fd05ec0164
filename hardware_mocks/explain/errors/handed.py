"""A whole list handed to a function that wants one entry: the calling line is the wrong one."""

from __future__ import annotations

import ast

from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.explained import Explained

_KINDS: dict[type, str] = {list: "list", tuple: "tuple", dict: "dictionary"}


def whole_list(_error: BaseException, place: Place) -> Explained | None:
    """Explain an error with a parameter that got a list, used by its function as one value."""
    function = _function_around(place)
    if function is None:
        return None
    for position, parameter in enumerate(function.args.args):
        kind = _KINDS.get(type(place.local.get(parameter.arg)))
        if (
            kind is None
            or not _is_in_line(parameter.arg, place)
            or _is_taken_apart(parameter.arg, function)
        ):
            continue
        call = _only_call(position, function.name, place)
        if call is not None:
            return place.source.tell(
                "kind.whole_list", call.lineno, name=place.code_of(call.args[position]),
                function=function.name, kind=kind, parameter=parameter.arg,
            )  # fmt: skip
    return None


def _function_around(place: Place) -> ast.FunctionDef | None:
    named = (node for node in place.source.nodes if isinstance(node, ast.FunctionDef))
    return next((node for node in named if node.name == place.function), None)


def _is_in_line(name: str, place: Place) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and node.lineno == place.line
        for node in place.source.nodes
    )


def _is_taken_apart(name: str, function: ast.FunctionDef) -> bool:
    """Whether a function loops over a parameter, indexes it or gives it on."""
    for node in ast.walk(function):
        if isinstance(node, ast.For | ast.comprehension):
            part: ast.expr | None = node.iter
        elif isinstance(node, ast.Subscript):
            part = node.value
        else:
            part = None
        if part is not None and any(
            isinstance(inner, ast.Name) and inner.id == name for inner in ast.walk(part)
        ):
            return True
    return False


def _only_call(position: int, function: str, place: Place) -> ast.Call | None:
    """Return the call that gave the list, if there is no doubt which one it was."""
    calls = [
        node
        for node in place.source.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == function
        and len(node.args) > position
        and not isinstance(node.args[position], ast.Constant)
    ]
    names = {place.code_of(call.args[position]) for call in calls}
    return calls[0] if len(names) == 1 else None
