"""What one needs to build some wirings one after the other: the most of each part, not the sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from makerkit.wiring.catalogue import CATALOGUE
from makerkit.wiring.diagram import Wiring
from makerkit.wiring.model import Connection, Part
from makerkit.wiring.part_type import Role

LONG_JUMPER = "jumper wire, pin to socket"
SHORT_JUMPER = "jumper wire, pin to pin"
SOCKET_JUMPER = "jumper wire, socket to socket"
"""What goes into a breadboard is a pin; what goes over a pin of a board or module is a socket."""

_LEAST = {"": 1.0, "k": 1e3, "M": 1e6}


@dataclass(frozen=True, slots=True)
class PartRow:
    """One line of a parts list.

    Attributes:
        title: what to ask for: "resistor 330 Ω", "LED, red".
        count: how many.
        type: as in a wiring file; "" for wires.
    """

    title: str
    count: int
    type: str = ""

    def __str__(self) -> str:
        return f"{self.count} x {self.title}"


def parts_list(wirings: Iterable[Wiring]) -> tuple[PartRow, ...]:
    """Return what is needed to build each of the wirings, one at a time.

    Boards come first, then parts in the order of the catalogue, wires last.
    """
    most: dict[_Item, int] = {}
    for wiring in wirings:
        for item, count in Counter(_items(wiring)).items():
            most[item] = max(count, most.get(item, 0))
    return tuple(PartRow(item.title, most[item], item.type) for item in sorted(most))


def part_title(part: Part) -> str:
    """Return what a part is called in a shop: "resistor 1 kΩ", "battery 5 V", "LED, red"."""
    add = _DETAILS.get(part.type.name)
    return part.type.title + (add(part) if add else "")


def ohms_text(ohms: float) -> str:
    """Return a resistance as people write it: "330 Ω", "4.7 kΩ"."""
    prefix = next(p for p in reversed(_LEAST) if ohms >= _LEAST[p] or p == "")
    return f"{ohms / _LEAST[prefix]:g} {prefix}Ω"


_DETAILS: Mapping[str, Callable[[Part], str]] = {
    "wokwi-resistor": lambda part: f" {ohms_text(float(part.attrs['value']))}",
    "wokwi-led": lambda part: f", {part.attrs['color']}",
    "wokwi-rgb-led": lambda part: f", common {part.attrs['common']}",
    "wokwi-7segment": lambda part: (
        f", {part.attrs['digits']} digits, common {part.attrs['common']}"
    ),
    "wokwi-membrane-keypad": lambda part: f", 4 x {part.attrs['columns']}",
    "chip-battery": lambda part: f" {part.attrs['voltage']:g} V",
    "chip-capacitor": lambda part: f" {part.attrs['microfarads']:g} µF",
    "chip-dc-motor": lambda part: f", {part.attrs['voltage']:g} V",
    "wokwi-lcd1602": lambda part: ", I2C" if part.attrs["pins"] == "i2c" else "",
}


class _Item(NamedTuple):
    """One thing to have, in the order of a parts list."""

    is_wire: bool
    is_device: bool
    type_index: int
    value: float
    title: str
    type: str


def _items(wiring: Wiring) -> Iterator[_Item]:
    types = list(CATALOGUE)
    for part in wiring.parts:
        is_drawn_only = part.type.is_symbol or part.type.role is Role.NOTE
        if not is_drawn_only and part.type.name != "wokwi-junction":
            is_device = part.type.role is Role.DEVICE
            value = part.attrs.get("value", 0.0) if part.type.name == "wokwi-resistor" else 0.0
            index = types.index(part.type.name)
            yield _Item(False, is_device, index, float(value), part_title(part), part.type.name)
    for wire in wiring.connections:
        if wire.colour:
            yield _Item(True, False, 0, 0.0, _jumper(wiring, wire), "")


def _jumper(wiring: Wiring, wire: Connection) -> str:
    boards = {part.id for part in wiring.parts if part.type.breadboard is not None}
    pins = sum(end.part in boards for end in (wire.a, wire.b))
    return (SOCKET_JUMPER, LONG_JUMPER, SHORT_JUMPER)[pins]
