"""Values that cannot be meant: centimetres for metres, milliseconds for seconds, half an LED."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hardware_mocks.explain.code.program import Program, called_name, number_in
from hardware_mocks.explain.explained import Explained

_DIGITAL = frozenset({"LED", "Buzzer", "DigitalOutputDevice"})
_LONG_S = 60
_VERY_LONG_S = 100


def centimetres(program: Program) -> Iterator[Explained]:
    """`if sensor.distance < 20:`: the distance is in metres."""
    names = _names_of_distances(program)
    for node in program.source.nodes:
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        distance = next((side for side in sides if _is_distance(program, side, names)), None)
        number = next((n for side in sides if (n := number_in(side)) is not None), None)
        if distance is None or number is None:
            continue
        owner = distance.value if isinstance(distance, ast.Attribute) else None
        most = _max_distance(program, owner)
        if number > most:
            yield program.tell(
                "code.centimetres", node, code=program.code_of(distance), number=f"{number:g}",
                right=f"{number / 100:g}", most=f"{most:g}",
            )  # fmt: skip


def _is_distance(program: Program, node: ast.expr, names: frozenset[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in names
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "distance"
        and (program.kind_of(node.value) == "DistanceSensor")
    )


def _names_of_distances(program: Program) -> frozenset[str]:
    """Return names that are given a plain `sensor.distance` and nothing else."""
    plain: set[str] = set()
    other: set[str] = set()
    for node in program.source.nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            is_distance = _is_distance(program, node.value, frozenset())
            (plain if is_distance else other).add(node.targets[0].id)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            other.add(node.target.id)
    return frozenset(plain - other)


def _max_distance(program: Program, owner: ast.expr | None) -> float:
    for call in program.calls("DistanceSensor"):
        parent = program.source.parents.get(call)
        is_its = owner is None or (
            isinstance(parent, ast.Assign)
            and program.code_of(parent.targets[0]) == program.code_of(owner)
        )
        for word in call.keywords:
            if is_its and word.arg == "max_distance":
                return number_in(word.value) or 1e9
        if is_its and len(call.args) > 3:
            return number_in(call.args[3]) or 1e9
    return 1.0


def long_sleep(program: Program) -> Iterator[Explained]:
    """`sleep(500)`: seconds, not milliseconds; no lamp is switched once in eight minutes."""
    for block in program.blocks():
        for before, node in zip((None, *block), block, strict=False):
            call = node.value if isinstance(node, ast.Expr) else None
            if not isinstance(call, ast.Call) or called_name(call) != "sleep" or not call.args:
                continue
            seconds = number_in(call.args[0])
            if seconds is not None and seconds > _LONG_S:
                code, right = program.code_of(call), f"sleep({seconds / 1000:g})"
                is_certain = seconds >= _VERY_LONG_S and _switches(program, before)
                yield program.tell(
                    "code.long_sleep", call, is_certain=is_certain, code=code,
                    minutes=f"{seconds / 60:.0f}", right=right,
                )  # fmt: skip


def _switches(program: Program, node: ast.stmt | None) -> bool:
    """Whether a line does something with a device."""
    return node is not None and any(
        isinstance(inner, ast.Attribute) and program.kind_of(inner.value)
        for inner in ast.walk(node)
    )


def number_of_values(program: Program) -> Iterator[Explained]:
    """`lights.value = (1, 0)` for three lamps."""
    for node in program.source.nodes:
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Tuple):
            continue
        target = node.targets[0]
        kind = program.kind_of(target.value) if isinstance(target, ast.Attribute) else None
        is_value = isinstance(target, ast.Attribute) and target.attr in {"value", "color"}
        wanted = 3 if kind in {"TrafficLights", "RGBLED"} else 0
        if is_value and wanted and len(node.value.elts) != wanted:
            yield program.tell("code.number_of_values", node, name=program.code_of(target),
                               wanted=wanted, got=len(node.value.elts))  # fmt: skip


def active_low(program: Program) -> Iterator[Explained]:
    """`LED(17, active_high=False)` for a lamp between its pin and GND."""
    for kind in ("LED", "PWMLED", "RGBLED", "Buzzer"):
        for call in program.calls(kind):
            for word in call.keywords:
                is_false = isinstance(word.value, ast.Constant) and word.value.value is False
                if word.arg == "active_high" and is_false:
                    yield program.tell("code.active_low", call)


def text_for_truth(program: Program) -> Iterator[Explained]:
    """`running = "True"`, then `while running == True:`."""
    texts = {
        node.targets[0].id
        for node in program.source.nodes
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant) and node.value.value in {"True", "False"}
    }  # fmt: skip
    for node in program.source.nodes:
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
            right = node.comparators[0]
            is_truth = isinstance(right, ast.Constant) and isinstance(right.value, bool)
            if node.left.id in texts and is_truth:
                yield program.tell("code.text_for_truth", node, name=node.left.id)


def half_an_led(program: Program) -> Iterator[Explained]:
    """`red.value = 0.5` for an `LED`, which is only on or off."""
    for node in program.source.nodes:
        if not isinstance(node, ast.Assign):
            continue
        target = node.targets[0]
        kind = program.kind_of(target.value) if isinstance(target, ast.Attribute) else None
        is_value = isinstance(target, ast.Attribute) and target.attr == "value"
        if kind in _DIGITAL and is_value and 0 < (number_in(node.value) or 0) < 1:
            name, value = (
                program.code_of(target).removesuffix(".value"),
                program.code_of(node.value),
            )
            yield program.tell("code.half_an_led", node, name=name, kind=str(kind), value=value)


def text_for_number(program: Program) -> Iterator[Explained]:
    """`answer = input()`, then `if answer == 1:`."""
    typed = {
        node.targets[0].id
        for node in program.source.nodes
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Call)
        and called_name(node.value) == "input"
    }
    for node in program.source.nodes:
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
            right = node.comparators[0]
            if node.left.id in typed and number_in(right) is not None:
                yield program.tell("code.text_for_number", node, name=node.left.id,
                                   number=program.code_of(right))  # fmt: skip


def exact_distance(program: Program) -> Iterator[Explained]:
    """`if sensor.distance == 0.2:`: a measured number is never exactly that."""
    for node in program.source.nodes:
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            number = number_in(node.comparators[0])
            if number is not None and _is_distance(program, node.left, frozenset()):
                name = program.code_of(node.left)
                yield program.tell(
                    "code.exact_distance", node, is_certain=False, name=name, number=f"{number:g}"
                )


RULES = (
    number_of_values,
    active_low,
    text_for_truth,
    centimetres,
    half_an_led,
    text_for_number,
    exact_distance,
    long_sleep,
)
