"""The parts of the bench, one file each.

A file in this folder that defines a subclass of `Part` is a part: nothing else has to know
of it. `Part` itself says what such a class has.
"""

import importlib
import pkgutil
from functools import cache

from hardware_mocks.parts.part import Part


@cache
def all_parts() -> tuple[type[Part], ...]:
    """Return every part class, in the order of their files' names."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return tuple(part for part in _with_subclasses(Part) if part.__module__.startswith(__name__))


def _with_subclasses(base: type[Part]) -> list[type[Part]]:
    found = []
    for part in sorted(base.__subclasses__(), key=lambda p: (p.__module__, p.__name__)):
        found += [part, *_with_subclasses(part)]
    return found


ELSEWHERE = frozenset({"wokwi-arduino-uno", "wokwi-arduino-nano"})
"""Boards whose simulation is a package of its own, loaded only for who has one."""


def _arduino(wiring_type: str) -> type[Part] | None:
    from hardware_mocks.arduino import board

    return next((kind for kind in board.BOARDS if wiring_type in kind.wiring_types), None)


@cache
def part_for_wiring_type(wiring_type: str) -> type[Part] | None:
    """Return the part that stands for a type in a wiring file, or None."""
    if wiring_type in ELSEWHERE:
        return _arduino(wiring_type)
    return next((part for part in all_parts() if wiring_type in part.wiring_types), None)


@cache
def part_for_device(device_class: str) -> type[Part] | None:
    """Return the part that goes under a gpiozero class, by its name, or None."""
    return next((part for part in all_parts() if device_class in part.devices), None)
