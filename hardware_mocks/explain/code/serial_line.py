"""What a program does with a serial line that no error shows: bytes that never equal a text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hardware_mocks.explain.code.program import Program
from hardware_mocks.explain.explained import Explained

_READ = frozenset({"readline", "read", "read_until", "read_all"})
_MOST_ZEROS = 1_000


def bytes_compared_with_text(program: Program) -> Iterator[Explained]:
    """`if ser.readline() == "READY":`, bytes are never equal to a text."""
    if not _imports_serial(program):
        return
    for node in program.source.nodes:
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
            continue
        for one, other in ((node.left, node.comparators[0]), (node.comparators[0], node.left)):
            if _is_text(other) and _is_read(program, one, other):
                name, text = program.code_of(one), program.code_of(other)
                yield program.tell("serial.never_equal", node, name=name, text=text)


def compared_with_line_end(program: Program) -> Iterator[Explained]:
    """`ser.readline().decode() == "READY"`: the end of the line is still there."""
    if not _imports_serial(program):
        return
    for node in program.source.nodes:
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
            continue
        text = node.comparators[0]
        is_bare = _is_text(text) and "\n" not in str(getattr(text, "value", ""))
        if is_bare and _is_decoded_line(program, node.left, text):
            yield program.tell(
                "serial.line_end_left",
                node,
                is_certain=False,  # a sketch may send the word without a line's end
                name=program.code_of(node.left),
            )


def zeros_written(program: Program) -> Iterator[Explained]:
    """`ser.write(5)`: five bytes with the value 0."""
    if not _imports_serial(program):
        return
    for call in program.calls("write"):
        number = _whole_number(call.args[0]) if len(call.args) == 1 else None
        if number is not None and _is_port(program, call.func):
            yield program.tell("serial.zeros_written", call, number=number)


def _whole_number(node: ast.expr) -> int | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if type(value) is int and 0 <= value <= _MOST_ZEROS else None


RULES = (bytes_compared_with_text, compared_with_line_end, zeros_written)


def _imports_serial(program: Program) -> bool:
    return "serial" in program.source.text and any(
        isinstance(node, ast.Import | ast.ImportFrom)
        and any(name.split(".")[0] == "serial" for name in _modules(node))
        for node in program.source.nodes
    )


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names]


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_read(program: Program, node: ast.expr, text: ast.expr) -> bool:
    """Tell whether an expression is what was read from a port, as it came.

    A name may also be set to another text first, as before a loop that reads.
    """
    if not isinstance(node, ast.Name):
        return _is_read_call(program, node)
    values = _read_into(program, node.id, text)
    return bool(values) and all(_is_read_call(program, value) for value in values)


def _read_into(program: Program, name: str, text: ast.expr) -> list[ast.expr]:
    """Return what a name is set to, without texts that are not the one it is compared with."""
    wanted = getattr(text, "value", None)
    values = _values_of(program, name)
    return [v for v in values if not _is_text(v) or getattr(v, "value", None) == wanted]


def _is_read_call(program: Program, node: ast.expr) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr in {"strip", "rstrip"}:  # of bytes, it gives bytes
        return _is_read_call(program, node.func.value)
    return node.func.attr in _READ and _is_port(program, node.func)


def _is_decoded_line(program: Program, node: ast.expr, text: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        values = _read_into(program, node.id, text)
        return len(values) == 1 and _is_decoded_line(program, values[0], text)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr == "decode" and _is_read_call(program, node.func.value)


def _values_of(program: Program, name: str) -> list[ast.expr]:
    """Return all that a name is ever set to; nothing where a loop or a function sets it."""
    stored = [
        node
        for node in program.source.nodes
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]
    values = [
        node.value
        for node in program.source.nodes
        if isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == name
    ]
    return values if len(values) == len(stored) else []


def _is_port(program: Program, function: ast.expr) -> bool:
    """Tell whether a method belongs to a name that is made by `serial.Serial(...)`."""
    owner = function.value if isinstance(function, ast.Attribute) else None
    if not isinstance(owner, ast.Name):
        return False
    made = _values_of(program, owner.id) or _names_of_with(program, owner.id)
    return bool(made) and all(_makes_port(value) for value in made)


def _names_of_with(program: Program, name: str) -> list[ast.expr]:
    return [
        item.context_expr
        for node in program.source.nodes
        if isinstance(node, ast.With)
        for item in node.items
        if isinstance(item.optional_vars, ast.Name) and item.optional_vars.id == name
    ]


def _makes_port(value: ast.expr) -> bool:
    if not isinstance(value, ast.Call):
        return False
    function = value.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name == "Serial"
