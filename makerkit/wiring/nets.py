"""Which pins are one piece of metal: wires, breadboard strips, and what is joined inside a part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from makerkit.wiring.model import Connection, Net, Part, PinRef, Supply, strip_or_pin
from makerkit.wiring.part_type import Role

_PI = "chip-raspberry-pi"
_SUPPLY_ORDER = ("GND", "3V3", "5V")


def find_nets(parts: Sequence[Part], connections: Sequence[Connection]) -> tuple[Net, ...]:
    """Return the nets of a wiring, in the order of their first pins in the file."""
    by_id = {part.id: part for part in parts}
    groups = _Groups()
    for part in parts:
        for pin in part.pins:
            groups.add(PinRef(part.id, pin))
        for joined in part.type.joined:
            groups.join([PinRef(part.id, pin) for pin in joined if pin in part.pins])
    holes: dict[PinRef, None] = {}  # a dict keeps the order of use
    for connection in connections:
        ends = [ref for ref in (connection.a, connection.b) if ref.part in by_id]
        groups.join([strip_or_pin(by_id[ref.part], ref.pin) for ref in ends])
        holes.update((ref, None) for ref in ends if by_id[ref.part].type.breadboard)
    _join_symbols(parts, groups)

    pins_of: dict[PinRef, list[PinRef]] = {}
    part_pins = [PinRef(part.id, pin) for part in parts for pin in part.pins]
    for ref in (*part_pins, *holes):
        pins_of.setdefault(groups.find(strip_or_pin(by_id[ref.part], ref.pin)), []).append(ref)
    return _named(list(pins_of.values()), parts)


def _join_symbols(parts: Sequence[Part], groups: _Groups) -> None:
    """Join the ground and supply symbols to the board's pin of that name, else to each other.

    A symbol stands for a wire that nobody draws; a battery is a thing of its own and never joined.
    """
    first: dict[str, PinRef] = {}
    for part in sorted(parts, key=lambda part: part.type.role is not Role.BOARD):
        for supply in part.supplies:
            if part.type.role is Role.BOARD:
                first.setdefault(supply.name, supply.pin)
            elif part.type.is_symbol:
                groups.join([first.setdefault(supply.name, supply.pin), supply.pin])


def _named(groups: list[list[PinRef]], parts: Sequence[Part]) -> tuple[Net, ...]:
    supplies = {supply.pin: supply for part in parts for supply in part.supplies}
    pi = next((part.id for part in parts if part.type.name == _PI), None)
    taken: set[str] = set()
    nets: dict[int, Net] = {}
    # The nets of the Pi choose their names first: its ground is "GND", another board's is not.
    for index in sorted(range(len(groups)), key=lambda i: all(r.part != pi for r in groups[i])):
        pins = groups[index]
        gpios = tuple(ref.pin for ref in pins if ref.part == pi and ref.pin.startswith("GPIO"))
        on_net = _by_kind(supplies[ref] for ref in pins if ref in supplies)
        name = _name(pins, on_net, gpios, taken)
        taken.add(name)
        nets[index] = Net(name, tuple(pins), on_net, gpios)
    return tuple(nets[index] for index in range(len(groups)))


def _name(
    pins: list[PinRef], supplies: tuple[Supply, ...], gpios: tuple[str, ...], taken: set[str]
) -> str:
    for supply in supplies:
        if supply.name not in taken:
            return supply.name
    if supplies:
        return str(supplies[0].pin)
    return gpios[0] if gpios else str(pins[0])


def _by_kind(supplies: Iterable[Supply]) -> tuple[Supply, ...]:
    def rank(supply: Supply) -> int:
        known = supply.name in _SUPPLY_ORDER
        return _SUPPLY_ORDER.index(supply.name) if known else len(_SUPPLY_ORDER)

    return tuple(sorted(supplies, key=rank))


class _Groups:
    """Union-find: things that are joined have the same leader."""

    def __init__(self) -> None:
        self._leader: dict[PinRef, PinRef] = {}

    def add(self, ref: PinRef) -> None:
        self._leader.setdefault(ref, ref)

    def find(self, ref: PinRef) -> PinRef:
        self.add(ref)
        while self._leader[ref] != ref:
            self._leader[ref] = self._leader[self._leader[ref]]  # halve the path on the way
            ref = self._leader[ref]
        return ref

    def join(self, refs: Sequence[PinRef]) -> None:
        for ref in refs[1:]:
            self._leader[self.find(ref)] = self.find(refs[0])
