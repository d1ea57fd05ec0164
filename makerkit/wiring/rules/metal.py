"""Pieces of metal followed one by one: which wires and holes lie between two pins."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from makerkit.wiring.diagram import Wiring
from makerkit.wiring.model import PinRef, strip_or_pin


class _Step(NamedTuple):
    """A wire from one node to another, and the pins or holes that its ends are in."""

    to: PinRef
    leaves: PinRef
    arrives: PinRef

    @property
    def is_inside_of(self) -> str:
        """Return the id of the part whose own metal it is, "" for a wire."""
        return self.leaves.part if self.leaves.part == self.arrives.part else ""


class Metal:
    """What joins the pins of a net. A node is a strip of a breadboard, or a pin."""

    def __init__(self, wiring: Wiring) -> None:
        self._parts = {part.id: part for part in wiring.parts}
        self._steps: dict[PinRef, list[_Step]] = {}
        for a, b in self._pieces(wiring):
            self._steps.setdefault(self.node(a), []).append(_Step(self.node(b), a, b))
            self._steps.setdefault(self.node(b), []).append(_Step(self.node(a), b, a))

    def node(self, pin: PinRef) -> PinRef:
        """Return the strip that a hole belongs to, or the pin itself."""
        return strip_or_pin(self._parts[pin.part], pin.pin)

    def between(self, start: PinRef, end: PinRef) -> list[PinRef]:
        """Return the ends of the wires on the shortest way; nothing where there is none."""
        first, here = self.node(start), self.node(end)
        came: dict[PinRef, tuple[PinRef, _Step]] = {}
        waiting = deque([first])
        while waiting and here not in came:
            node = waiting.popleft()
            for step in self._steps.get(node, ()):
                if step.to != first and step.to not in came:
                    came[step.to] = (node, step)
                    waiting.append(step.to)
        ends: list[PinRef] = []
        while here in came:
            here, step = came[here]
            ends = [step.leaves, step.arrives, *ends]
        return ends

    def reached_without(self, part: str, pin: PinRef) -> set[PinRef]:
        """Return the pins of other parts that wires lead to, not through one part's own metal."""
        seen = {self.node(pin)}
        waiting = deque(seen)
        while waiting:
            for step in self._steps.get(waiting.popleft(), ()):
                if step.to not in seen and step.is_inside_of != part:
                    seen.add(step.to)
                    waiting.append(step.to)
        return {
            node
            for node in seen
            if node.part != part and self._parts[node.part].type.breadboard is None
        }

    def _pieces(self, wiring: Wiring) -> Iterator[tuple[PinRef, PinRef]]:
        for wire in wiring.connections:
            if wire.a.part in self._parts and wire.b.part in self._parts:  # no serial monitor
                yield wire.a, wire.b
        for part in wiring.parts:
            for joined in part.type.joined:
                pins = [PinRef(part.id, pin) for pin in joined if pin in part.pins]
                yield from ((pins[0], pin) for pin in pins[1:])
