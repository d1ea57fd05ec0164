"""The pins in one call of a gpiozero class: `LED(17)`, `RGBLED(red=16, green=20, blue=21)`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from makerkit.wiring.code_values import UNKNOWN, Values
from makerkit.wiring.gpiozero_pins import (
    ALWAYS_PWM,
    ANY_NUMBER,
    NAMED_PINS,
    PIN_ARGUMENTS,
    PULLED_DOWN,
    PULLED_UP,
    SECOND_SELECT,
    SPI_PINS,
    USUALLY_PWM,
)


def pin_arguments(
    node: ast.Call, kind: str, values: Values, makes_a_device: Callable[[ast.expr], bool]
) -> Iterator[tuple[str, Any]]:
    """Yield each argument that must be a pin with what is written there, perhaps UNKNOWN.

    A group of pins is taken apart: `LEDBoard(17, (27, 22))` has the pins "0", "1.0" and "1.1".
    An argument that is a device itself (`Robot(left=Motor(4, 14), ...)`) is left out.
    """
    named = {k.arg: k.value for k in node.keywords if k.arg and not makes_a_device(k.value)}
    if PIN_ARGUMENTS[kind] == tuple(SPI_PINS):
        yield from _spi_pins({name: values.value(value) for name, value in named.items()})
        return
    for argument, value in _positional(node, PIN_ARGUMENTS[kind], values, makes_a_device):
        yield from _flat(argument, value)
    options = NAMED_PINS.get(kind)
    for argument, written in named.items():
        if argument in PIN_ARGUMENTS[kind] or (options is not None and argument not in options):
            yield from _flat(argument, values.value(written))
    if any(keyword.arg is None for keyword in node.keywords):
        yield "**", UNKNOWN


def is_pwm(node: ast.Call, kind: str) -> bool:
    """Return whether the device made by a call switches its pins fast."""
    if kind in ALWAYS_PWM:
        return True
    return _said(node, "pwm", default=kind in USUALLY_PWM) is True


def pulls_up(node: ast.Call, kind: str) -> bool | None:
    """Return whether the device made by a call has its pin pulled up; None without a pull."""
    if kind not in PULLED_UP and kind not in PULLED_DOWN:
        return None
    said = _said(node, "pull_up", default=kind in PULLED_UP)
    return said if isinstance(said, bool) else None


def _said(node: ast.Call, name: str, *, default: bool) -> Any:
    """Return the constant that is given for an argument; UNKNOWN for anything else."""
    for keyword in node.keywords:
        if keyword.arg == name:
            return keyword.value.value if isinstance(keyword.value, ast.Constant) else UNKNOWN
    return default


def is_elsewhere(node: ast.Call) -> bool:
    """Return whether a device is on another Pi, or on pins of the program's own making."""
    return any(
        keyword.arg == "pin_factory"
        and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is None)
        for keyword in node.keywords
    )


def _spi_pins(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    select = {"select_pin": SECOND_SELECT} if given.get("device") == 1 else {}
    chosen = {name: value for name, value in given.items() if name in SPI_PINS}
    yield from {**SPI_PINS, **select, **chosen}.items()


def _positional(
    node: ast.Call,
    names: tuple[str, ...],
    values: Values,
    makes_a_device: Callable[[ast.expr], bool],
) -> Iterator[tuple[str, Any]]:
    written: list[Any] = []
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            several = values.value(argument.value)
            written += several if isinstance(several, tuple) else (UNKNOWN,)
        else:
            written.append(None if makes_a_device(argument) else values.value(argument))
    for index, value in enumerate(written):
        if ANY_NUMBER in names:
            yield str(index), value
        elif index < len(names):
            yield names[index], value


def _flat(argument: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _flat(f"{argument}.{index}", inner)
    elif value is not None:
        yield argument, value
