"""Which parts and wires belong together: the red LED, its resistor and the wires to both."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from makerkit.wiring.diagram import Wiring
from makerkit.wiring.drawing.joins import drawn_wires, legs_in_holes
from makerkit.wiring.model import Connection, Part, PinRef, strip_or_pin
from makerkit.wiring.part_type import Role

_FIRST, _LAST = "wokwi-resistor", "chip-battery"


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that are joined otherwise than by a rail or a board, and the wires to them.

    Attributes:
        parts: in the order in which they are put in.
        wires: numbers of wires, in the order in which they are put in.
    """

    parts: tuple[Part, ...]
    wires: tuple[int, ...]


def groups_of(wiring: Wiring) -> tuple[Group, ...]:
    """Return the groups in the order of the file, batteries last.

    A wire that belongs to no part, such as one from the Pi to a rail, is in a group of its own
    kind: the grounds first of all, what brings power last of all.
    """
    return _Grouper(wiring).groups()


class _Grouper:
    """Joins parts and strips of holes as far as they hang together."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self.wires = drawn_wires(wiring)
        self.legs = legs_in_holes(wiring)
        self._leader: dict[Hashable, Hashable] = {}
        for part, pins in self.legs.items():
            for hole in pins.values():
                self.join(part, self.key(hole))
        for wire in self.wires:
            self.join(self.key(wire.a), self.key(wire.b))

    def groups(self) -> tuple[Group, ...]:
        parts: dict[Hashable, list[Part]] = {}
        wires: dict[Hashable, list[int]] = {}
        for part in self.wiring.parts:
            if _is_put_in(part):
                parts.setdefault(self.leader(part.id), []).append(part)
        for number, wire in enumerate(self.wires):
            wires.setdefault(self.group_of(wire), []).append(number)
        bound = [
            Group(self.in_order(members), self.wires_in_order(wires.pop(leader, [])))
            for leader, members in parts.items()
        ]
        bound.sort(key=lambda group: any(part.type.name == _LAST for part in group.parts))
        loose = [number for numbers in wires.values() for number in numbers]
        power = [number for number in loose if self.rank(self.wires[number]) == _POWER]
        rest = [number for number in loose if number not in power]
        return tuple(
            group
            for group in (Group((), tuple(rest)), *bound, Group((), tuple(power)))
            if group.parts or group.wires
        )

    def in_order(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        """Return resistors first, then what stands in holes, then what lies beside."""
        return tuple(
            sorted(parts, key=lambda part: (part.type.name != _FIRST, part.id not in self.legs))
        )

    def wires_in_order(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Return wires to ground first, and what brings power last."""
        return tuple(sorted(numbers, key=lambda number: (self.rank(self.wires[number]), number)))

    def rank(self, wire: Connection) -> int:
        supplies = {supply.name for supply in self.wiring.net_of(wire.a).supplies}
        if not supplies:
            return _SIGNAL
        return _GROUND if supplies == {"GND"} else _POWER

    def group_of(self, wire: Connection) -> Hashable:
        """Return the leader of the group that a wire belongs to, None where there is none."""
        keys = [self.key(wire.a), self.key(wire.b)]
        return next((self.leader(key) for key in keys if key is not None), None)

    def key(self, pin: PinRef) -> Hashable | None:
        """Return what a pin or hole hangs on: a part, a strip; None for rails and boards."""
        part = self.wiring.part(pin.part)
        if part.type.role is Role.BOARD:
            return None
        if part.type.breadboard is None:
            return part.id
        strip = strip_or_pin(part, pin.pin)
        return strip if strip.pin[0].isdigit() else None

    def join(self, a: Hashable | None, b: Hashable | None) -> None:
        if a is not None and b is not None:
            self._leader[self.leader(b)] = self.leader(a)

    def leader(self, key: Hashable) -> Hashable:
        while (above := self._leader.get(key, key)) != key:
            key = above
        return key


_GROUND, _SIGNAL, _POWER = range(3)


def _is_put_in(part: Part) -> bool:
    return part.type.role is not Role.BOARD and part.type.breadboard is None
