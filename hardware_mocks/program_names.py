"""What a program calls its devices: `lamp`, `lights.red`, `lamps[2]`, `buttons A`.

The bench shows these names, because they are the ones the student knows.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

COLORS = {
    "red": "red",
    "amber": "orange",
    "orange": "orange",
    "yellow": "yellow",
    "green": "green",
    "blue": "blue",
    "white": "white",
}
"""Words in a lamp's name, and the colour it then has."""


def names_of_devices(namespaces: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Return the first name of each device, by the `id` of the device.

    The first one bound counts: in `for lamp in lamps` the lamps keep the list's name.
    """
    names: dict[int, str] = {}
    for namespace in namespaces:
        for name, value in list(namespace.items()):
            if not name.startswith("_"):
                for part_of_name, device in _named(name, value):
                    names.setdefault(id(device), part_of_name)
    return names


def labels_of_pins(pin_factory: Any, namespaces: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return what the program calls the device on each pin that it holds."""
    names = names_of_devices(namespaces)
    labels: dict[str, str] = {}
    for pin, references in pin_factory._reservations.items():
        devices = (reference() for reference in references)
        for device in devices:
            if id(device) in names:
                labels[pin.name] = names[id(device)]
    return labels


def _named(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield `value` under its name, and what it holds under names made from that."""
    if isinstance(value, list | tuple):
        for index, device in enumerate(value):
            yield f"{name}[{index}]", device
    elif isinstance(value, dict):
        for key, device in list(value.items()):
            yield f"{name} {key}", device
    else:
        yield name, value
        yield from _members(name, value)


def _members(name: str, device: Any) -> Iterator[tuple[str, Any]]:
    """Yield the devices inside one of gpiozero's composite devices."""
    fields = getattr(device, "__dict__", {})
    for field, member in dict(fields.get("_named") or {}).items():
        yield f"{name}.{field}", member
        yield from _members(f"{name}.{field}", member)
    for index, member in enumerate(fields.get("_all") or ()):
        yield f"{name}[{index}]", member


def color_in(name: str) -> str | None:
    """Return the colour that a name such as "lights.red" or "green_lamp" speaks of."""
    words = name.casefold().replace(".", "_").split("_")
    return next((COLORS[word] for word in words if word in COLORS), None)
