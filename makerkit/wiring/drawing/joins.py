"""Tells the wires of a wiring file from the legs that stand in a breadboard."""

from __future__ import annotations

from makerkit.wiring.diagram import Wiring
from makerkit.wiring.model import Connection, PinRef


def drawn_wires(wiring: Wiring) -> tuple[Connection, ...]:
    """Return the connections that are wires, not legs, between parts that are shown."""
    legs = {
        frozenset((PinRef(part, pin), hole))
        for part, pins in legs_in_holes(wiring).items()
        for pin, hole in pins.items()
    }
    return tuple(c for c in _shown(wiring) if frozenset((c.a, c.b)) not in legs)


def legs_in_holes(wiring: Wiring) -> dict[str, dict[str, PinRef]]:
    """Return which pins of each part stand in which holes.

    Such a leg is written as a connection without a colour, or with the route "$bb".
    """
    boards = {part.id for part in wiring.parts if part.type.breadboard is not None}
    legs: dict[str, dict[str, PinRef]] = {}
    for connection in _shown(wiring):
        if "$bb" not in connection.route and connection.colour:
            continue
        for pin, hole in ((connection.a, connection.b), (connection.b, connection.a)):
            if hole.part in boards and pin.part not in boards:
                legs.setdefault(pin.part, {}).setdefault(pin.pin, hole)
    return legs


def _shown(wiring: Wiring) -> list[Connection]:
    ids = {part.id for part in wiring.parts if not part.is_hidden}
    return [c for c in wiring.connections if c.a.part in ids and c.b.part in ids]
