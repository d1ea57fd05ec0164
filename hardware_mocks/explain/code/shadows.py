"""Names that lose their meaning: overwritten, used twice, changed inside a function only."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hardware_mocks.explain import devices as gpiozero_devices
from hardware_mocks.explain import names as known
from hardware_mocks.explain.code.program import Function, Program, called_name
from hardware_mocks.explain.explained import Explained


def overwritten(program: Program) -> Iterator[Explained]:
    """`sleep = 1` or `LED = LED(17)`, and later the name is called."""
    for node in program.source.nodes:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        is_meant = name in program.imports or known.is_builtin(name)
        later = [call for call in program.calls(name)
                 if isinstance(call.func, ast.Name) and call.lineno > node.lineno]  # fmt: skip
        if is_meant and later and not isinstance(node.value, ast.Lambda):
            yield program.tell("code.name_overwritten", node, name=name, later=later[0].lineno)


def without_name(program: Program) -> Iterator[Explained]:
    """`LED(17).on()`: the device is gone as soon as the line is done."""
    for node in program.source.nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            used: ast.expr = node.value.func
        elif isinstance(node, ast.Assign):
            used = node.targets[0]
        else:
            continue
        made = used.value if isinstance(used, ast.Attribute) else None
        if isinstance(made, ast.Call) and _makes_a_device(program, made):
            yield program.tell("code.device_without_name", node, made=program.code_of(made))


def made_in_a_question(program: Program) -> Iterator[Explained]:
    """`if Button(5).is_pressed:`: a new device for each question."""
    for node in program.source.nodes:
        test = node.test if isinstance(node, ast.If | ast.While) else None
        for used in ast.walk(test) if test is not None else ():
            made = used.value if isinstance(used, ast.Attribute) else None
            if isinstance(made, ast.Call) and _makes_a_device(program, made):
                assert isinstance(used, ast.Attribute)
                name = called_name(made).lower()
                yield program.tell(
                    "code.device_in_question", made, made=program.code_of(made), name=name,
                    right=f"{name}.{used.attr}",
                )  # fmt: skip


def _makes_a_device(program: Program, call: ast.Call) -> bool:
    name = called_name(call)
    return name in gpiozero_devices.class_names() and program.imports.get(name) in {
        "gpiozero",
        None,
    }


def device_overwritten(program: Program) -> Iterator[Explained]:
    """`red = True` for a device `red`."""
    for node in program.source.nodes:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        if name in program.devices and _is_plain_value(node.value):
            value = program.code_of(node.value)
            yield program.tell("code.device_overwritten", node, name=name, value=value)


def _is_plain_value(node: ast.expr) -> bool:
    """Whether a node is a number, a text or several of them, and not None."""
    if isinstance(node, ast.Tuple | ast.List):
        return bool(node.elts) and all(_is_plain_value(part) for part in node.elts)
    return isinstance(node, ast.Constant) and node.value is not None


def method_overwritten(program: Program) -> Iterator[Explained]:
    """`red.on = True`: the function is gone, and nothing is switched."""
    for node in program.source.nodes:
        if isinstance(node, ast.Assign) and program.method(node.targets[0]):
            name, value = program.code_of(node.targets[0]), program.code_of(node.value)
            yield program.tell("code.method_overwritten", node, name=name, value=value)


def same_name_twice(program: Program) -> Iterator[Explained]:
    """A function with the name of a device."""
    for function in program.functions.values():
        if function.name in program.devices:
            yield program.tell("code.function_named_as_device", function, name=function.name)


def changed_inside(program: Program) -> Iterator[Explained]:
    """A function changes a name that lives outside, without `global`."""
    shared = _shared_names(program)
    for function in program.functions.values():
        declared = _declared(function)
        for node in ast.walk(function):
            name = _changes(node)
            if name in shared and name not in declared:
                assert name is not None
                is_read = isinstance(node, ast.AugAssign) or _reads(node, name)
                if is_read:
                    yield program.tell(
                        "name.global_missing", node, name=name, function=function.name
                    )
                    break
                if _is_looked_at_elsewhere(program, function, name):
                    yield program.tell(
                        "code.global_forgotten", node, name=name, function=function.name,
                        is_certain=not _looks_at(function, name),
                    )  # fmt: skip
                    break


def _shared_names(program: Program) -> set[str]:
    return {
        node.id
        for node in program.source.nodes
        if isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Store)
        and program.function_around(node) is None
    }


def _declared(function: Function) -> set[str]:
    arguments = function.args
    names = {arg.arg for arg in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    for node in ast.walk(function):
        if isinstance(node, ast.Global | ast.Nonlocal):
            names.update(node.names)
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def _changes(node: ast.AST) -> str | None:
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return None


def _reads(node: ast.AST, name: str) -> bool:
    value = node.value if isinstance(node, ast.Assign) else None
    return value is not None and any(
        isinstance(inner, ast.Name) and inner.id == name for inner in ast.walk(value)
    )


def _looks_at(function: Function, name: str) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
        for node in ast.walk(function)
    )


def _is_looked_at_elsewhere(program: Program, function: Function, name: str) -> bool:
    return any(
        isinstance(node, ast.Name)
        and node.id == name
        and isinstance(node.ctx, ast.Load)
        and program.function_around(node) is not function
        for node in program.source.nodes
    )


RULES = (
    without_name,
    made_in_a_question,
    overwritten,
    device_overwritten,
    method_overwritten,
    same_name_twice,
    changed_inside,
)
