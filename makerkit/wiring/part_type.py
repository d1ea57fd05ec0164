"""What the kit knows about one type of part; the types themselves stand in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from makerkit.wiring.attributes import Attribute, AttributeValue
from makerkit.wiring.breadboard import Breadboard


class Role(Enum):
    """What a part is there for."""

    BOARD = "board"  # runs programs
    DEVICE = "device"  # does something: the bench simulates it
    WIRING = "wiring"  # only connects
    NOTE = "note"  # is only looked at


@dataclass(frozen=True, slots=True)
class PartType:
    """What is true for every part of one type.

    Attributes:
        name: as in `"type"`.
        title: what a person calls it, in English.
        pins: in their order on the part; empty for a breadboard.
        role: what it is there for.
        attributes: what may stand in `attrs`, by name.
        joined: groups of pins that are one piece of metal.
        supplies: pins that hold a voltage, and which: "GND" 0 V, "5V", "3V3"; "volts" for the
            one that the attribute `voltage` names.
        aliases: other names that may be written for a pin.
        variants: (attribute, {its value: the pins then}) where the pins depend on a setting.
        breadboard: the size, where this is a breadboard.
        is_symbol: stands for the supply of the board, as in a circuit diagram.
    """

    name: str
    title: str
    pins: tuple[str, ...]
    role: Role = Role.DEVICE
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    joined: tuple[tuple[str, ...], ...] = ()
    supplies: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    variants: tuple[str, Mapping[str, tuple[str, ...]]] | None = None
    breadboard: Breadboard | None = None
    is_symbol: bool = False

    def pins_with(self, attrs: Mapping[str, AttributeValue]) -> tuple[str, ...]:
        """Return the pins that a part with these settings has."""
        if self.variants is None:
            return self.pins
        attribute, pins_by_value = self.variants
        return pins_by_value[str(attrs[attribute])]


def supply_name(volts: float) -> str:
    """Return what a voltage is called on a board: 3.3 is "3V3", 5.0 is "5V"."""
    whole, _, rest = f"{volts:g}".partition(".")
    return f"{whole}V{rest}"


def supply_volts(name: str) -> float:
    """Return the voltage of a supply: "GND" 0.0, "3V3" 3.3."""
    return 0.0 if name == "GND" else float(name.replace("V", ".", 1))


def settings(*attributes: Attribute) -> dict[str, Attribute]:
    """Return attributes by their names."""
    return {attribute.name: attribute for attribute in attributes}


def numbered_pins(stem: str, pins: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pins called `GND.1`, `GND.2`, ... (or just `GND`) of a stem."""
    return tuple(pin for pin in pins if pin == stem or pin.startswith(f"{stem}."))
