"""A whole wiring as the rest of the kit sees it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring.faults import did_you_mean, shown
from makerkit.wiring.model import BenchPart, Connection, Net, Part, PinRef, strip_or_pin
from makerkit.wiring.nets import find_nets
from makerkit.wiring.part_type import Role


@dataclass(frozen=True)
class Wiring:
    """A whole wiring file, checked.

    Example:
        >>> wiring = read_wiring("lessons/01_blink/wiring.json")
        >>> wiring.net_of("r1:1").name
        'GPIO17'
    """

    source: str
    parts: tuple[Part, ...]
    connections: tuple[Connection, ...]
    author: str = ""

    @cached_property
    def nets(self) -> tuple[Net, ...]:
        """Every net; a pin that nothing is joined to is a net of its own."""
        return find_nets(self.parts, self.connections)

    @property
    def boards(self) -> tuple[Part, ...]:
        """The parts that run programs."""
        return tuple(part for part in self.parts if part.type.role is Role.BOARD)

    def part(self, name: str) -> Part:
        """Return the part with this id, or else with this label, capitals or not.

        Raises:
            NotThereError: no part is called so.
            BadInputError: several are.
        """
        if part := self._part_by_id.get(name):
            return part
        wanted = name.casefold()
        found = [p for p in self.parts if wanted in {p.id.casefold(), p.label.casefold()}]
        if not found:
            names = {p.label: None for p in self.parts} | {p.id: None for p in self.parts}
            raise NotThereError(
                f"{self.source} has no part called {shown(name)}.{did_you_mean(name, names)}"
            )
        if len(found) > 1:
            ids = " or ".join(part.id for part in found)
            raise BadInputError(f"{self.source} has several parts {shown(name)}: say {ids}.")
        return found[0]

    def net(self, name: str) -> Net:
        """Return the net with this name.

        Raises:
            NotThereError: there is none.
        """
        if name not in self._net_by_name:
            raise NotThereError(f"{self.source} has no net called {shown(name)}.")
        return self._net_by_name[name]

    def net_of(self, pin: PinRef | str) -> Net:
        """Return the net a pin is on; a hole counts for its whole strip.

        Raises:
            NotThereError: there is no such part, or it has no such pin.
        """
        ref = pin if isinstance(pin, PinRef) else PinRef(*pin.partition(":")[::2])
        part = self._part_by_id.get(ref.part)
        name = part.pin_called(ref.pin) if part else None
        if part is None or name is None:
            raise NotThereError(f"{self.source} has no pin {shown(str(ref))}.")
        alone = PinRef(part.id, name)
        return self._net_by_node.get(strip_or_pin(part, name)) or Net(str(alone), (alone,))

    def parts_on(self, net: Net) -> tuple[Part, ...]:
        """Return the parts with a pin on a net, in the order of the file."""
        return self._parts_by_net.get(net.name, ())

    def bench_parts(self) -> tuple[BenchPart, ...]:
        """Return every part that does something, resistors included, in the order of the file."""
        return tuple(self._bench_part(part) for part in self.parts if part.type.role is Role.DEVICE)

    def bench_boards(self) -> tuple[BenchPart, ...]:
        """Return the boards but the Pi, as the bench wants them, in the order of the file."""
        others = (part for part in self.boards if part.type.name != "chip-raspberry-pi")
        return tuple(self._bench_part(part) for part in others)

    def bench_parts_on(self, net: str) -> tuple[BenchPart, ...]:
        """Return the parts with a pin on a net: who hangs on GPIO2?"""
        return tuple(part for part in self.bench_parts() if net in part.nets.values())

    def _bench_part(self, part: Part) -> BenchPart:
        settings = part.type.attributes
        return BenchPart(
            part.id,
            part.type.name,
            part.label,
            {
                settings[name].bench_name: settings[name].for_bench(value)
                for name, value in part.attrs.items()
                if name != "label"
            },
            {pin: self._net_by_node[PinRef(part.id, pin)].name for pin in part.pins},
        )

    @cached_property
    def _part_by_id(self) -> dict[str, Part]:
        return {part.id: part for part in self.parts}

    @cached_property
    def _parts_by_net(self) -> dict[str, tuple[Part, ...]]:
        found: dict[str, dict[str, Part]] = {}
        for part in self.parts:
            for pin in part.pins:
                name = self._net_by_node[PinRef(part.id, pin)].name
                found.setdefault(name, {})[part.id] = part
        return {name: tuple(parts.values()) for name, parts in found.items()}

    @cached_property
    def _net_by_name(self) -> dict[str, Net]:
        return {net.name: net for net in self.nets}

    @cached_property
    def _net_by_node(self) -> dict[PinRef, Net]:
        return {strip_or_pin(self._part_by_id[p.part], p.pin): n for n in self.nets for p in n.pins}
