"""The way to build a wiring: what to put in first, in words, with a picture for each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from makerkit.wiring.diagram import Wiring
from makerkit.wiring.drawing.groups import groups_of
from makerkit.wiring.drawing.joins import drawn_wires, legs_in_holes
from makerkit.wiring.drawing.two_legged import band_names
from makerkit.wiring.drawing.words import (
    leg_in_words,
    name_in_words,
    pin_in_words,
    wire_in_words,
)
from makerkit.wiring.model import Part, PinRef
from makerkit.wiring.part_type import Role

_EITHER_WAY = {"wokwi-resistor", "chip-ldr", "chip-reed-switch"}
_LOOK_ONCE_MORE = (
    "Compare everything with the picture, wire by wire. Then give the {board} its power again."
)


@dataclass(frozen=True, slots=True)
class BuildStep:
    """One step of the building.

    Attributes:
        words: what to do.
        parts: ids of the parts that are new.
        wires: numbers of the wires that are new; wire 0 is the first of `wire_list`.
    """

    words: str
    parts: tuple[str, ...] = ()
    wires: tuple[int, ...] = ()


def build_steps(wiring: Wiring) -> tuple[BuildStep, ...]:
    """Return the steps in a sensible order; each part and each wire is new in exactly one.

    Boards come first, then the ground, then group by group the parts and their wires: what goes
    to ground first, what brings power last. The last step is a look at the whole.
    """
    wires = drawn_wires(wiring)
    steps = [*_boards(wiring)]
    for group in groups_of(wiring):
        steps += [_part(wiring, part) for part in group.parts if not part.is_hidden]
        steps += [
            BuildStep(_sentence(wire_in_words(wiring, wires[number])), (), (number,))
            for number in group.wires
        ]
    steps.append(BuildStep(_LOOK_ONCE_MORE.format(board=_board_name(wiring))))
    return tuple(steps)


def _boards(wiring: Wiring) -> Iterator[BuildStep]:
    parts = [p for p in wiring.parts if _is_board(p) and not p.is_hidden]
    if parts:
        what = " and ".join(f"the {part.type.title}" for part in reversed(parts))
        words = f"Take the power off the {_board_name(wiring)}. Lay down {what}"
        if any(part.type.breadboard is not None for part in parts):
            words += ", with row a at the far side"
        yield BuildStep(f"{words}.", tuple(part.id for part in parts))


def _is_board(part: Part) -> bool:
    return part.type.role is Role.BOARD or part.type.breadboard is not None


def _board_name(wiring: Wiring) -> str:
    return wiring.boards[0].type.title if wiring.boards else "circuit"


def _part(wiring: Wiring, part: Part) -> BuildStep:
    legs = legs_in_holes(wiring).get(part.id, {})
    name = name_in_words(part)
    if part.type.name == "wokwi-resistor":
        name += f" ({', '.join(band_names(float(part.attrs['value'])))})"
    if not legs:
        return BuildStep(f"Put {name} beside the board.", (part.id,))
    if part.type.name.startswith("wokwi-pushbutton") and len(legs) == len(part.pins):
        words = f"Put {name} across the gap in the middle: {_corners(legs)}."
    else:
        places = [
            f"{leg_in_words(part, pin)} in {pin_in_words(wiring, hole)}"
            for pin, hole in legs.items()
        ]
        words = f"Put {name} in: {', '.join(places)}."
    if part.type.name in _EITHER_WAY:
        words += " Either way round is right."
    return BuildStep(words, (part.id,))


def _corners(legs: dict[str, PinRef]) -> str:
    """Return where the four legs of a button stand, in few words."""
    rows = sorted({hole.pin.partition(".")[2] for hole in legs.values()})
    columns = sorted({int(hole.pin.partition(".")[0][:-1]) for hole in legs.values()})
    return f"legs in rows {' and '.join(rows)}, columns {' and '.join(str(c) for c in columns)}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
