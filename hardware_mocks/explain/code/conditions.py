"""Conditions that do not ask what they seem to ask: always true, never true, twice the same."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hardware_mocks.explain import devices as gpiozero_devices
from hardware_mocks.explain.code.program import Program
from hardware_mocks.explain.explained import Explained

_SWITCHES = frozenset({"on", "off", "toggle", "blink", "pulse", "beep", "play", "stop"})
_COMPOSITE = frozenset({"LEDBoard", "TrafficLights", "LEDBarGraph", "ButtonBoard", "Robot"})


def always_true(program: Program) -> Iterator[Explained]:
    """`if red.on:`, `if button:`, `if x == 1 or 2:`."""
    for node in program.source.nodes:
        if not isinstance(node, ast.If | ast.While | ast.IfExp):
            continue
        yield from _parts_of_test(program, node.test)


def _parts_of_test(program: Program, test: ast.expr) -> Iterator[Explained]:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield from _parts_of_test(program, test.operand)
    elif isinstance(test, ast.BoolOp):
        for value in test.values:
            yield from _parts_of_test(program, value)
        for value in test.values[1:]:
            if isinstance(test.op, ast.Or) and isinstance(value, ast.Constant) and value.value:
                yield program.tell("code.or_value", value, value=program.code_of(value),
                                   first=program.code_of(test.values[0]))  # fmt: skip
    elif isinstance(test, ast.Compare):
        yield from _comparison(program, test)
    else:
        yield from _no_question(program, test)


def _no_question(program: Program, test: ast.expr) -> Iterator[Explained]:
    """A condition that is the same each time: a device, a function, the place of a handler."""
    name = program.code_of(test)
    kind = program.kind_of(test)
    is_device = isinstance(test, ast.Attribute) and program.kind_of(test.value) is not None
    if is_device and isinstance(test, ast.Attribute) and test.attr.startswith("when_"):
        owner = program.code_of(test.value)
        yield program.tell("code.event_as_condition", test, name=name, owner=owner)
    elif isinstance(test, ast.Attribute) and _is_class(program, test.value):
        owner = program.code_of(test.value)
        yield program.tell("code.class_asked", test, name=name, owner=owner, member=test.attr)
    elif isinstance(test, ast.Call) and program.method(test.func) and _gives_nothing(test):
        yield program.tell("code.call_as_condition", test, name=name)
    elif program.method(test) or program.is_function_name(test):
        yield program.tell("code.method_as_condition", test, name=name)
    elif kind is not None and kind not in _COMPOSITE:
        right = f"{name}.{_question_for(kind)}"
        yield program.tell("code.device_as_condition", test, name=name, right=right)


def _gives_nothing(call: ast.Call) -> bool:
    """Whether a method of a device only does something, and answers nothing."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in _SWITCHES


def _is_class(program: Program, node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Name)
        and program.imports.get(node.id) == "gpiozero"
        and (node.id in gpiozero_devices.class_names())
    )


def _comparison(program: Program, test: ast.Compare) -> Iterator[Explained]:
    left, right = test.left, test.comparators[0]
    kind = program.kind_of(left)
    if kind is not None and isinstance(right, ast.Constant) and right.value is not None:
        name = program.code_of(left)
        yield program.tell(
            "code.device_compared", test, name=name, right=f"{name}.{_question_for(kind)}"
        )
    elif program.method(left):
        yield program.tell("code.method_compared", test, name=program.code_of(left))
    elif (
        program.measured(left) and isinstance(right, ast.Constant) and isinstance(right.value, str)
    ):
        yield program.tell("code.state_compared_with_text", test, name=program.code_of(left),
                           text=program.code_of(right))  # fmt: skip


def _question_for(kind: str) -> str:
    for name in ("is_pressed", "motion_detected", "distance", "is_lit", "value"):
        if name in gpiozero_devices.members(kind):
            return name
    return "value"


def not_a_device(program: Program) -> Iterator[Explained]:
    """`red.value = not red`: a device always counts as yes."""
    for node in program.source.nodes:
        operand = node.operand if isinstance(node, ast.UnaryOp) else None
        kind = program.kind_of(operand)
        if kind and kind not in _COMPOSITE and isinstance(getattr(node, "op", None), ast.Not):
            name = program.code_of(operand)
            yield program.tell("code.not_a_device", node, name=name, right=_question_for(kind))


def same_in_both(program: Program) -> Iterator[Explained]:
    """`if` and `else` with the same lines."""
    for node in program.source.nodes:
        if not isinstance(node, ast.If) or not node.orelse:
            continue
        if [ast.dump(line) for line in node.body] == [ast.dump(line) for line in node.orelse]:
            yield program.tell("code.same_in_both", node.orelse[0], first=node.body[0].lineno)


RULES = (always_true, not_a_device, same_in_both)
