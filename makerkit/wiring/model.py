"""What a wiring is made of: parts, their pins, the wires between them, and the nets they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from makerkit.wiring.attributes import AttributeValue
from makerkit.wiring.part_type import PartType, supply_name, supply_volts


class PinRef(NamedTuple):
    """One pin of one part; written `led1:A`."""

    part: str
    pin: str

    def __str__(self) -> str:
        return f"{self.part}:{self.pin}"


class Supply(NamedTuple):
    """A pin that holds a voltage against its own ground."""

    name: str  # "GND", "5V", "3V3"
    volts: float
    pin: PinRef


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a wiring; every attribute of its type is in `attrs`, with its default if need be.

    Attributes:
        index: its place in the file, for messages (`parts[3]`).
    """

    index: int
    id: str
    type: PartType
    attrs: Mapping[str, AttributeValue]
    left_px: float = 0.0
    top_px: float = 0.0
    rotate_deg: float = 0.0
    is_hidden: bool = False

    @property
    def label(self) -> str:
        """What people call it: its label, or its id when it has none."""
        return str(self.attrs.get("label") or self.id)

    @property
    def pins(self) -> tuple[str, ...]:
        """Its pins in their order; none for a breadboard."""
        return self.type.pins_with(self.attrs)

    @property
    def supplies(self) -> tuple[Supply, ...]:
        """Its pins that hold a voltage."""
        found = []
        for pin, name in self.type.supplies.items():
            if name == "volts":
                volts = float(self.attrs["voltage"])
                found.append(Supply(supply_name(volts), volts, PinRef(self.id, pin)))
            else:
                found.append(Supply(name, supply_volts(name), PinRef(self.id, pin)))
        return tuple(found)

    def pin_called(self, name: str) -> str | None:
        """Return the pin with this name or alias (`GND` is `GND.1`), or None."""
        if self.type.breadboard is not None:
            return name if self.type.breadboard.strip(name) else None
        pins = self.pins
        if name in pins:
            return name
        alias = self.type.aliases.get(name)
        return alias if alias in pins else None


@dataclass(frozen=True, slots=True)
class Connection:
    """One wire.

    Attributes:
        colour: "" for a wire that is not drawn, such as a leg that stands in a breadboard.
        route: how to draw it, in Wokwi's words: "h10", "v-5", "*"; "$bb" for such a leg.
    """

    a: PinRef
    b: PinRef
    colour: str = "green"
    route: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Net:
    """Pins that are one piece of metal.

    Attributes:
        name: "GND", "5V", "3V3" for a supply, "GPIO17" for a pin of the Pi, else its first pin.
            No two nets share a name: a second ground that is not joined is called by its pin.
        pins: of parts first, in the order of the file, then the breadboard holes in use.
        supplies: every voltage that is put on it; more than one kind is a short.
        gpios: the pins of the Raspberry Pi on it.
    """

    name: str
    pins: tuple[PinRef, ...]
    supplies: tuple[Supply, ...] = ()
    gpios: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BenchPart:
    """What the simulated bench must know of a part: no drawing, no holes, its own units.

    Attributes:
        attrs: by the bench's names ("distance_m", "resistance_ohm").
        nets: the name of the net that each pin is on.
    """

    id: str
    type: str
    label: str
    attrs: Mapping[str, AttributeValue]
    nets: Mapping[str, str]


def strip_or_pin(part: Part, pin: str) -> PinRef:
    """Return what a pin is joined to without any wire: the strip of a hole, else the pin itself."""
    board = part.type.breadboard
    strip = board.strip(pin) if board is not None else None
    return PinRef(part.id, strip or pin)
