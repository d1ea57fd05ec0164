"""A wiring as the rules look at it: what hangs on a net, and what can be reached from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from makerkit.wiring.code_pins import CodeDevice
from makerkit.wiring.diagram import Wiring
from makerkit.wiring.model import Net, Part, PinRef, Supply
from makerkit.wiring.part_type import Role
from makerkit.wiring.pi_header import PI_HEADER
from makerkit.wiring.rules.electrical import (
    CONTACTS,
    OUTPUTS,
    PULLED_UP,
    RESISTIVE_OHMS,
    RESISTOR,
    is_arduino_pin,
)
from makerkit.wiring.rules.metal import Metal

PI = "chip-raspberry-pi"
_RAILS = {"tp": "upper + rail", "tn": "upper - rail", "bp": "lower + rail", "bn": "lower - rail"}
_ROUNDS = 200
_EXACT_VOLTS = 1e-6
"""Each round comes nearer to the voltage; it is enough when nothing changes any more."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way for current from one net to another, through a part.

    Attributes:
        ohms: its resistance; 0.0 for a closed switch.
    """

    a: str
    b: str
    ohms: float
    part: Part


@dataclass(frozen=True, slots=True)
class Output:
    """A pin that pushes a net to a voltage."""

    part: Part
    pin: PinRef
    volts: float


@dataclass(frozen=True, eq=False)
class Circuit:
    """One wiring, and the program's devices where there is a program; each is one of its own."""

    wiring: Wiring
    code: tuple[CodeDevice, ...] | None = None

    # --- parts and pins

    @cached_property
    def devices(self) -> tuple[Part, ...]:
        """The parts that do something, resistors included."""
        return tuple(part for part in self.wiring.parts if part.type.role is Role.DEVICE)

    @cached_property
    def pi(self) -> Part | None:
        """The Raspberry Pi; the first of several."""
        return next((part for part in self.wiring.parts if part.type.name == PI), None)

    def part_of(self, pin: PinRef) -> Part:
        """Return the part a pin belongs to."""
        return self.wiring.part(pin.part)

    def net(self, part: Part, pin: str) -> Net:
        """Return the net that a pin of a part is on."""
        return self.wiring.net_of(PinRef(part.id, pin))

    def others(self, net: Net, part: Part) -> tuple[PinRef, ...]:
        """Return the pins of other parts on a net, without breadboard holes."""
        return tuple(
            pin
            for pin in net.pins
            if pin.part != part.id and self.part_of(pin).type.breadboard is None
        )

    def supply(self, net: Net, least_volts: float, below_volts: float = 1e9) -> Supply | None:
        """Return a supply on a net in a range of voltages, one with a wire first, or None."""
        fitting = [s for s in net.supplies if least_volts <= s.volts < below_volts]
        return min(fitting, key=lambda supply: supply.pin not in self._wired, default=None)

    @cached_property
    def holes_in_use(self) -> dict[PinRef, tuple[PinRef, ...]]:
        """The holes that something stands in, by their strips."""
        found: dict[PinRef, tuple[PinRef, ...]] = {}
        for net in self.wiring.nets:
            for pin in net.pins:
                if self.part_of(pin).type.breadboard is not None:
                    found[self.metal.node(pin)] = (*found.get(self.metal.node(pin), ()), pin)
        return found

    def has_wire(self, pin: PinRef) -> bool:
        """Return whether a wire ends at a pin."""
        return pin in self._wired

    @cached_property
    def _wired(self) -> frozenset[PinRef]:
        """The pins that a wire ends at."""
        return frozenset(end for wire in self.wiring.connections for end in (wire.a, wire.b))

    def is_grounded(self, net: Net) -> bool:
        """Return whether a net is joined with a ground."""
        return any(supply.volts == 0.0 for supply in net.supplies)

    def board_pins(self, net: Net) -> tuple[PinRef, ...]:
        """Return the pins on a net that a program can switch: GPIO17 of the Pi, 8 of an Uno."""
        return tuple(pin for pin in net.pins if self._is_board_pin(pin))

    def _is_board_pin(self, pin: PinRef) -> bool:
        part = self.part_of(pin)
        is_gpio = part.type.name == PI and pin.pin.startswith("GPIO")
        return is_gpio or is_arduino_pin(part, pin.pin)

    @cached_property
    def metal(self) -> Metal:
        """The wires, strips and joined pins, one by one."""
        return Metal(self.wiring)

    # --- names that people see

    def name(self, pin: PinRef) -> str:
        """Return what is printed beside a pin: "GPIO17 (pin 11)", "a10", "upper + rail"."""
        part = self.part_of(pin)
        if part.type.name == PI:
            return f"{pin.pin.partition('.')[0]} (pin {PI_HEADER.index(pin.pin) + 1})"
        if part.type.breadboard is not None:
            place, _, row = pin.pin.partition(".")
            return _RAILS.get(place) or f"{row}{place[:-1]}"
        return f"{part.label}:{pin.pin}"

    def gpio_name(self, gpio: str) -> str:
        """Return the name of a pin of the Pi with its place: "GPIO17 (pin 11)"."""
        return f"{gpio} (pin {PI_HEADER.index(gpio) + 1})"

    def way(self, start: PinRef, end: PinRef) -> str:
        """Return the shortest way of metal between two pins, as a chain of names."""
        names: list[str] = []
        for pin in (start, *self.metal.between(start, end), end):
            name = self.name(pin)
            if not names or names[-1] != name:
                names.append(name)
        return " → ".join(names)

    # --- through parts

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every way for current through a resistor or a closed switch."""
        found = []
        for part in self.devices:
            for a, b, ohms in _ways_through(part):
                ends = self.net(part, a).name, self.net(part, b).name
                if ends[0] != ends[1]:
                    found.append(Link(*ends, ohms, part))
        return tuple(found)

    @cached_property
    def links_at(self) -> dict[str, tuple[tuple[Link, str], ...]]:
        """Return, for each net by its name, its links with the net at the other end."""
        found: dict[str, list[tuple[Link, str]]] = {}
        for link in self.links:
            found.setdefault(link.a, []).append((link, link.b))
            found.setdefault(link.b, []).append((link, link.a))
        return {name: tuple(links) for name, links in found.items()}

    def volts(self, source: Net, volts: float) -> dict[str, float]:
        """Return the voltage of each net behind resistors when one net is held at a voltage.

        Supplies hold their own; a net that nothing but resistors pulls at settles between.
        """
        fixed = {source.name: volts}
        island = [source.name]
        for name in island:  # grows while we go
            supplies = self.wiring.net(name).supplies
            if supplies and name != source.name:
                fixed[name] = supplies[0].volts
            else:
                island += [end for _, end, _ in self._resistors(name) if end not in island]
        found = {name: fixed.get(name, volts) for name in island}
        free = {name: self._resistors(name) for name in island if name not in fixed}
        for _ in range(_ROUNDS):
            before = dict(found)
            for name, resistors in free.items():
                found[name] = _settled(found, resistors)
            if all(abs(found[name] - before[name]) < _EXACT_VOLTS for name in free):
                break
        return found

    def _resistors(self, name: str) -> Iterable[tuple[Part, str, float]]:
        return [
            (link.part, end, link.ohms)
            for link, end in self.links_at.get(name, ())
            if link.part.type.name == RESISTOR
        ]

    # --- what pushes

    @cached_property
    def outputs(self) -> tuple[Output, ...]:
        """Pins of parts that push a net; not those of boards, which may listen instead."""
        return tuple(self._pushing(OUTPUTS))

    @cached_property
    def bringing_volts(self) -> tuple[Output, ...]:
        """Pins of parts that bring a voltage, also those that give way."""
        return (*self.outputs, *self._pushing(PULLED_UP))

    def _pushing(self, table: Mapping[str, Mapping[str, str | float]]) -> Iterator[Output]:
        for part in self.devices:
            for pin, gives in table.get(part.type.name, {}).items():
                volts = gives if isinstance(gives, float) else self._supply_volts(part, gives)
                if volts is not None:
                    yield Output(part, PinRef(part.id, pin), volts)

    def _supply_volts(self, part: Part, pin: str) -> float | None:
        supplies = self.net(part, pin).supplies
        return max((supply.volts for supply in supplies), default=None)


def _ways_through(part: Part) -> Iterator[tuple[str, str, float]]:
    if part.type.name == RESISTOR:
        yield "1", "2", float(part.attrs["value"])
    for a, b in CONTACTS.get(part.type.name, ()):
        yield a, b, 0.0
    yield from RESISTIVE_OHMS.get(part.type.name, ())


def _settled(volts: dict[str, float], resistors: Iterable[tuple[Part, str, float]]) -> float:
    currents = [(volts[end] / ohms, 1 / ohms) for _, end, ohms in resistors]
    return sum(amps for amps, _ in currents) / sum(siemens for _, siemens in currents)
