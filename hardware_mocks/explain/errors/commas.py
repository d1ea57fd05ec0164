"""A comma at the end of a line that makes a tuple: `red = LED(17),`."""

from __future__ import annotations

import ast

from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.explained import Explained


def comma_at_end(_error: BaseException, place: Place) -> Explained | None:
    """Explain an error in a line that uses a name with one value and a comma behind it."""
    used = _names_in_line(place)
    for node in place.source.nodes:
        if not isinstance(node, ast.Assign) or not is_one_and_comma(
            place.code_of(node.value), node
        ):
            continue
        target = node.targets[0]
        is_used = isinstance(target, ast.Name) and target.id in used
        if (is_used and _is_a_tuple(target, place)) or node.lineno == place.line:
            value = place.code_of(node.value).rstrip(", ")
            return place.source.tell(
                "kind.comma_at_end", node.lineno, name=place.code_of(target), value=value
            )
    return None


def is_one_and_comma(code: str, node: ast.Assign) -> bool:
    """Whether a value is one thing with a comma behind it, and no brackets around both."""
    value = node.value
    is_one = isinstance(value, ast.Tuple) and len(value.elts) == 1
    return is_one and not code.startswith("(")


def _names_in_line(place: Place) -> set[str]:
    return {
        node.id
        for node in place.source.nodes
        if isinstance(node, ast.Name) and node.lineno == place.line
    }


def _is_a_tuple(target: ast.expr, place: Place) -> bool:
    try:
        return isinstance(place.value_of(target), tuple)
    except LookupError:
        return False
