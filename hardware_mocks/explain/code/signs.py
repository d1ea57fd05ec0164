"""Lines that Python can read, but reads as something else: one wrong sign, another meaning."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hardware_mocks.explain.code.program import Program, called_name, number_in
from hardware_mocks.explain.explained import Explained

_MOST_STEPS = 100_000
_OF_NUMBERS = frozenset(
    {"LED", "PWMLED", "TrafficLights", "LEDBoard", "LEDBarGraph", "Buzzer", "Servo", "Motor"}
)
"""Devices whose value is a number, or some numbers, and never a text."""


def colon_for_equals(program: Program) -> Iterator[Explained]:
    """`red: LED(17)`: a note about a kind, and the name gets no value."""
    for node in program.source.nodes:
        if not isinstance(node, ast.AnnAssign) or node.value is not None:
            continue
        meant = node.annotation
        is_value = (
            isinstance(meant, ast.Call | ast.List | ast.Tuple) or number_in(meant) is not None
        )
        if is_value or isinstance(node.target, ast.Attribute):
            name, value = program.code_of(node.target), program.code_of(meant)
            yield program.tell("code.colon_for_equals", node, name=name, value=value)


def sleep_set(program: Program) -> Iterator[Explained]:
    """`sleep = 0.5`: nothing waits."""
    if program.calls("sleep"):
        return
    for node in program.source.nodes:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if not isinstance(target, ast.Name) or program.imports.get(target.id) != "time":
            continue
        number = number_in(node.value) if isinstance(node, ast.Assign) else None
        if target.id == "sleep" and number is not None:
            yield program.tell("code.sleep_set", node, number=f"{number:g}")


def handler_of_class(program: Program) -> Iterator[Explained]:
    """`Button.when_pressed = switch`: the plan of all buttons, not the button."""
    for node in program.handlers:
        target = node.targets[0]
        kind = target.value.id if isinstance(target, ast.Attribute) and isinstance(
            target.value, ast.Name) else ""  # fmt: skip
        names = [name for name, made in program.devices.items() if made == kind and name != kind]
        if names and program.imports.get(kind) == "gpiozero" and isinstance(target, ast.Attribute):
            right = f"{names[0]}.{target.attr} = {program.code_of(node.value)}"
            yield program.tell("code.handler_of_class", node, name=kind, right=right)


def range_with_minus(program: Program) -> Iterator[Explained]:
    """`cm == 10 - 50`: Python calculates, it does not ask for a range."""
    for node in program.source.nodes:
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Eq | ast.In):
            continue
        right = node.comparators[0]
        if not isinstance(right, ast.BinOp) or not isinstance(right.op, ast.Sub):
            continue
        low, high = number_in(right.left), number_in(right.right)
        if low is not None and high is not None and low < high:
            yield program.tell(
                "code.range_with_minus", node, code=program.code_of(right), low=f"{low:g}",
                high=f"{high:g}", result=f"{low - high:g}", name=program.code_of(node.left),
            )  # fmt: skip


def measured_in_range(program: Program) -> Iterator[Explained]:
    """`cm in range(10, 50)`: a measured number is hardly ever a whole one."""
    for node in program.source.nodes:
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.In):
            continue
        numbers = node.comparators[0]
        is_range = isinstance(numbers, ast.Call) and called_name(numbers) == "range"
        if is_range and isinstance(numbers, ast.Call) and _is_measured(program, node.left):
            ends = [program.code_of(end) for end in numbers.args[:2]]
            low, high = ("0", *ends)[-2:]
            name = program.code_of(node.left)
            yield program.tell("code.measured_in_range", node, name=name, low=low, high=high)


def _is_measured(program: Program, node: ast.expr) -> bool:
    """Whether a number, or what a name was set to each time, comes unrounded from a sensor."""
    values: list[ast.expr] = [node]
    if isinstance(node, ast.Name):
        values = [
            line.value
            for line in program.source.nodes
            if isinstance(line, ast.Assign) and _is_name(line.targets[0], node.id)
        ]
    return bool(values) and all(_has_distance(program, value) for value in values)


def _has_distance(program: Program, value: ast.expr) -> bool:
    inner = list(ast.walk(value))
    is_whole = any(isinstance(part, ast.Call | ast.FloorDiv) for part in inner)
    return not is_whole and any(
        isinstance(part, ast.Attribute)
        and part.attr == "distance"
        and program.kind_of(part.value) == "DistanceSensor"
        for part in inner
    )


def text_as_value(program: Program) -> Iterator[Explained]:
    """`lights.value = "red, amber, green"`: text in quotes is no number."""
    for node in program.source.nodes:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        value = node.value if isinstance(node, ast.Assign) else None
        if (
            isinstance(target, ast.Attribute)
            and target.attr == "value"
            and program.kind_of(target.value) in _OF_NUMBERS
            and isinstance(value, ast.Constant)
            and isinstance(value.value, str)
        ):
            name, text = program.code_of(target), program.code_of(value)
            yield program.tell("code.text_as_value", node, name=name, text=text)


def fractions_never_equal(program: Program) -> Iterator[Explained]:
    """`quiet_s == 5`, counted in steps of 0.1: the sum is 4.999..., then 5.099..."""
    for node in program.source.nodes:
        if not isinstance(node, ast.Compare) or not isinstance(node.left, ast.Name):
            continue
        aim = number_in(node.comparators[0])
        if aim is None or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
            continue
        name = node.left.id
        near = _misses(_starts(program, name), _steps(program, name), aim)
        if near is not None:
            sign = ">=" if near[1] > 0 else "<="
            yield program.tell(
                "code.fractions_never_equal", node, name=name, aim=f"{aim:g}", near=repr(near[0]),
                step=f"{abs(near[1]):g}", right=f"{name} {sign} {aim:g}",
            )  # fmt: skip


def _starts(program: Program, name: str) -> list[float | None]:
    """Return the plain numbers that a name is set to; None for whatever else it is set to."""
    return [
        number_in(node.value)
        for node in program.source.nodes
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
        and not _is_step(node, name)
    ]


def _steps(program: Program, name: str) -> list[float | None]:
    """Return by how much a name grows in each line that changes it; None where not known."""
    found: list[float | None] = []
    for node in program.source.nodes:
        if isinstance(node, ast.AugAssign) and _is_name(node.target, name):
            found.append(_signed(node.op, number_in(node.value)))
        elif isinstance(node, ast.Assign) and _is_step(node, name):
            value = node.value
            assert isinstance(value, ast.BinOp)
            found.append(_signed(value.op, number_in(value.right)))
    return found


def _is_step(node: ast.Assign, name: str) -> bool:
    value = node.value
    is_about = _is_name(node.targets[0], name) and isinstance(value, ast.BinOp)
    return is_about and isinstance(value, ast.BinOp) and _is_name(value.left, name)


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _signed(operator: ast.operator, step: float | None) -> float | None:
    if step is None or not isinstance(operator, ast.Add | ast.Sub):
        return None
    return step if isinstance(operator, ast.Add) else -step


def _misses(
    starts: list[float | None], steps: list[float | None], aim: float
) -> tuple[float, float] | None:
    """Return the number beside the aim and the step, if the count always jumps over it."""
    if len(steps) != 1 or not starts or steps[0] is None or steps[0] == int(steps[0]):
        return None
    step, near = steps[0], None
    for start in starts:
        if start is None or not 0 <= (aim - start) / step < _MOST_STEPS:
            return None
        number = start
        while (aim - number) / step > 0.5:
            number += step
        if number == aim or abs(number - aim) > abs(step) / 1000:
            return None
        near = number
    return None if near is None else (near, step)


RULES = (
    *(colon_for_equals, range_with_minus, measured_in_range),
    *(text_as_value, fractions_never_equal, sleep_set, handler_of_class),
)
