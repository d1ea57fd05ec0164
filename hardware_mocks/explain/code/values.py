"""Values that cannot be meant: beyond 1, milliseconds for seconds, half an LED."""

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


def degrees_as_value(program: Program) -> Iterator[Explained]:
    """`gate.value = 90`: the value of a servo goes from -1 to 1, only `angle` has degrees."""
    for node in program.source.nodes:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if not isinstance(target, ast.Attribute) or target.attr != "value":
            continue
        assert isinstance(node, ast.Assign)
        number = number_in(node.value)
        if program.kind_of(target.value) == "AngularServo" and abs(number or 0) > 1:
            name = program.code_of(target.value)
            yield program.tell("code.degrees_as_value", node, name=name, number=f"{number:g}")


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


RULES = (
    counted_too_far,
    device_as_value,
    without_device,
    number_of_values,
    active_low,
    half_an_led,
    degrees_as_value,
    long_sleep,
)
