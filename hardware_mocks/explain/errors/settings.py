"""Values given to a device that it cannot use: gpiozero itself fails then, deep inside."""

from __future__ import annotations

import ast

from hardware_mocks.explain import devices
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.errors.vocabulary import plain_kind
from hardware_mocks.explain.explained import Explained


def source_of_value(place: Place) -> Explained | None:
    """`red.source = button.value`: gpiozero's own thread fails, in no line of the program."""
    for node in place.source.nodes if place.line is None else ():
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(target, ast.Attribute) and target.attr == "source":
            assert isinstance(node, ast.Assign)
            name, value = place.code_of(target), place.code_of(node.value)
            right = value.rpartition(".")[0] or value
            return place.source.tell(
                "gpio.source", node.lineno, name=name, value=value, right=right
            )
    return None


def of_device(error: BaseException, place: Place) -> Explained | None:
    """`lamp.color = "red"`: gpiozero tries to calculate with it."""
    if _last_file(error) == str(place.path):
        return None
    for node in place.source.nodes:
        if not (isinstance(node, ast.Assign) and node.lineno == place.line):
            continue
        target = node.targets[0]
        if isinstance(target, ast.Attribute) and target.attr in {"color", "value", "angle"}:
            is_board = target.attr == "value" and "not iterable" in str(error)
            key = "gpio.color_kind" if target.attr == "color" else "gpio.value_kind"
            key = "gpio.board_value" if is_board else key
            return _setting(key, target, node.value, place)
    return None


def _setting(key: str, target: ast.expr, value: ast.expr, place: Place) -> Explained:
    name, written = place.code_of(target), place.code_of(value)
    try:
        kind = type(place.value_of(value)).__name__
    except LookupError:
        kind = ""
    if kind in devices.class_names():
        return place.tell("gpio.value_is_device", name=name, value=written, kind=plain_kind(kind))
    bare = written.strip("\"'")
    right = bare if bare.replace(".", "", 1).isdigit() else "0.5"
    return place.tell(key, name=name, value=written, right=right)


def _last_file(error: BaseException) -> str:
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return step.tb_frame.f_code.co_filename if step is not None else ""
