"""Values that cannot be meant: centimetres for metres, milliseconds for seconds, half an LED."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hardware_mocks.explain.code.program import Program, called_name, number_in
from hardware_mocks.explain.explained import Explained

_DIMMED = frozenset({"PWMLED", "PWMOutputDevice"})
_DIGITAL = frozenset({"LED", "Buzzer", "DigitalOutputDevice"})
_LONG_S = 60
_VERY_LONG_S = 100
_LONGEST_S = 1000
_QUARTER_HOUR_S = 900


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
                is_odd = seconds >= _LONGEST_S and seconds % _QUARTER_HOUR_S != 0
                is_certain = is_odd or (seconds >= _VERY_LONG_S and _switches(program, before))
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


def counted_too_far(program: Program) -> Iterator[Explained]:
    """`for i in range(100): red.value = i`, and plain numbers above 1."""
    for node in program.source.nodes:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        kind = program.kind_of(target.value) if isinstance(target, ast.Attribute) else None
        if kind not in _DIMMED or not isinstance(target, ast.Attribute) or target.attr != "value":
            continue
        assert isinstance(node, ast.Assign)
        loop = program.loop_around(node)
        name = program.code_of(target)
        if isinstance(loop, ast.For) and _counts_above_one(program, loop, node.value):
            counter, count = program.code_of(loop.target), program.code_of(loop.iter)
            yield program.tell(
                "code.counted_too_far", node, name=name, counter=counter, count=count
            )
        number = number_in(node.value)
        if number is not None and number > 1:
            value = f"{number:g}"
            yield program.tell("gpio.value_0_to_1", node, value=value, example="half is 0.5")


def _counts_above_one(program: Program, loop: ast.For, value: ast.expr) -> bool:
    is_counter = program.code_of(loop.target) == program.code_of(value)
    count = loop.iter if isinstance(loop.iter, ast.Call) else None
    if not is_counter or count is None or called_name(count) != "range":
        return False
    numbers = [number_in(arg) for arg in count.args]
    return any(number is not None and number > 2 for number in numbers)


def device_as_value(program: Program) -> Iterator[Explained]:
    """`red.value = button`: the device is no number."""
    for node in program.source.nodes:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(target, ast.Attribute) and target.attr in {"value", "angle", "color"}:
            assert isinstance(node, ast.Assign)
            if program.kind_of(target.value) and program.kind_of(node.value):
                name, value = program.code_of(target), program.code_of(node.value)
                yield program.tell("code.device_as_value", node, name=name, value=value)


def without_device(program: Program) -> Iterator[Explained]:
    """`angle = 90` in a program whose servo is never told."""
    used = {node.id for node in program.source.nodes
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}  # fmt: skip
    for node in program.source.nodes:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if not isinstance(target, ast.Name) or target.id not in {"angle", "value", "color"}:
            continue
        owner = next((name for name, kind in program.devices.items()
                      if target.id in _settings(kind)), None)  # fmt: skip
        if owner is not None and target.id not in used:
            yield program.tell("code.without_device", node, name=target.id, owner=owner)


def _settings(kind: str) -> frozenset[str]:
    if "Servo" in kind:
        return frozenset({"angle", "value"})
    return frozenset({"color", "value"}) if kind == "RGBLED" else frozenset({"value"})


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
    *(counted_too_far, device_as_value, without_device, number_of_values, active_low),
    *(text_for_truth, centimetres, half_an_led, text_for_number, exact_distance, long_sleep),
)
