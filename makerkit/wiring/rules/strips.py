"""Rule 18: the gaps of a breadboard, and which hole was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makerkit.wiring.breadboard import Breadboard
from makerkit.wiring.model import Net, Part, PinRef
from makerkit.wiring.rules.circuit import Circuit
from makerkit.wiring.rules.finding import Finding, finding

_STRIP = re.compile(r"(?P<column>[0-9]+)(?P<half>[tb])")
_RAIL = re.compile(r"[tb][pn]")
_LONG_RAIL_HOLES = 50
_FIRST_HALF_HOLES = 25


@dataclass(frozen=True, slots=True)
class Near:
    """A leg that stands alone in a strip, next to a strip where something is.

    Attributes:
        hole: where the leg stands.
        other: a used hole of the strip beside it, or across the gap.
        joined: a pin of a part that is joined with that strip.
        is_across_the_gap: whether it is the same column in the other half.
    """

    hole: PinRef
    other: PinRef
    joined: PinRef
    is_across_the_gap: bool


def near_miss(circuit: Circuit, pin: PinRef) -> Near | None:
    """Return where the only neighbour of a lonely leg is, or None."""
    net = circuit.wiring.net_of(pin)
    for hole in (ref for ref in net.pins if circuit.part_of(ref).type.breadboard):
        for strip in _neighbours(circuit.metal.node(hole)):
            found = _used_hole(circuit, strip, pin.part)
            if found is not None:
                return Near(hole, *found, is_across_the_gap=_column(strip) == _column(hole))
    return None


def _neighbours(node: PinRef) -> Iterator[PinRef]:
    match = _STRIP.fullmatch(node.pin)
    if match is None:
        return
    column, half = int(match["column"]), match["half"]
    yield PinRef(node.part, f"{column}{'b' if half == 't' else 't'}")
    for beside in (column - 1, column + 1):
        yield PinRef(node.part, f"{beside}{half}")


def _column(hole: PinRef) -> str:
    return hole.pin.partition(".")[0].rstrip("tb")


def _used_hole(circuit: Circuit, strip: PinRef, own: str) -> tuple[PinRef, PinRef] | None:
    """Return the one used hole of a strip that waits for a second, with a pin that it leads to."""
    holes = circuit.holes_in_use.get(strip, ())
    if len(holes) != 1:
        return None
    pins = [pin for pin in circuit.wiring.net_of(holes[0]).pins if not _is_hole(circuit, pin)]
    return (holes[0], pins[0]) if pins and all(pin.part != own for pin in pins) else None


def dead_rail(circuit: Circuit, net: Net) -> PinRef | None:
    """Return a hole of a rail that carries parts but is joined with no supply, or None."""
    if net.supplies or circuit.board_pins(net):
        return None
    return next((ref for ref in net.pins if _RAIL.fullmatch(circuit.metal.node(ref).pin)), None)


def gaps(circuit: Circuit) -> Iterator[Finding]:
    """18: a rail without a supply, a leg across the middle gap, a long rail used past its gap."""
    for net in circuit.wiring.nets:
        hole = dead_rail(circuit, net)
        parts = [circuit.part_of(pin) for pin in net.pins if not _is_hole(circuit, pin)]
        if hole is not None and parts:
            yield finding(
                18,
                "dead_rail",
                *parts,
                pins=[pin for pin in net.pins if _is_hole(circuit, pin)],
                rail=circuit.name(hole),
                supply="GND" if circuit.metal.node(hole).pin.endswith("n") else "5V",
            )
    told: set[PinRef] = set()
    for part in circuit.devices:
        yield from _across_the_gap(circuit, part, told)
    for part in circuit.wiring.parts:
        yield from _long_rails(circuit, part)


def _is_hole(circuit: Circuit, pin: PinRef) -> bool:
    return circuit.part_of(pin).type.breadboard is not None


def _across_the_gap(circuit: Circuit, part: Part, told: set[PinRef]) -> Iterator[Finding]:
    for pin in part.pins:
        ref = PinRef(part.id, pin)
        if circuit.others(circuit.wiring.net_of(ref), part):
            continue
        near = near_miss(circuit, ref)
        if near is not None and near.is_across_the_gap and near.other not in told:
            told.add(near.hole)
            yield finding(
                18,
                "across_the_gap",
                part,
                pins=(ref, near.hole, near.other),
                pin=pin,
                hole=circuit.name(near.hole),
                other=circuit.name(near.other),
                joined=circuit.name(near.joined),
                column=_column(near.hole),
            )


def _long_rails(circuit: Circuit, part: Part) -> Iterator[Finding]:
    board: Breadboard | None = part.type.breadboard
    if board is None or board.rail_holes < _LONG_RAIL_HOLES:
        return
    used: dict[str, set[int]] = {}
    for wire in circuit.wiring.connections:
        for end in (wire.a, wire.b):
            rail, _, place = end.pin.partition(".")
            if end.part == part.id and _RAIL.fullmatch(rail):
                used.setdefault(rail, set()).add(int(place))
    for rail, places in used.items():
        if min(places) <= _FIRST_HALF_HOLES < max(places):
            yield finding(
                18,
                "long_rail",
                part,
                pins=(PinRef(part.id, f"{rail}.{min(places)}"),),
                is_error=False,
                rail=circuit.name(PinRef(part.id, f"{rail}.1")),
                first=_FIRST_HALF_HOLES,
                second=_FIRST_HALF_HOLES + 1,
            )
