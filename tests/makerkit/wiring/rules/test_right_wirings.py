"""Wirings that are right: no rule finds anything in them, and every wire of them is needed."""

import json
from pathlib import Path

import pytest

from makerkit.wiring import parse_wiring, read_wiring
from makerkit.wiring.rules import Known, check_wiring, parts_of_the_course

DATA = Path(__file__).parents[1] / "data"
PICTURES = Path(__file__).parents[1] / "drawing/data"
BOX = {**parts_of_the_course(), "chip-mcp3008": Known()}
"""One of the examples has a converter, which the course does without."""
RIGHT = [*sorted(DATA.glob("*.json")), *sorted(PICTURES.glob("*.json"))]


@pytest.mark.parametrize("file", RIGHT, ids=lambda file: file.stem)
def test_the_rules_find_nothing_in_a_right_wiring(file):
    assert check_wiring(read_wiring(file), known_parts=BOX) == ()


@pytest.mark.parametrize(
    "file", [f for f in RIGHT if f.stem not in {"motors", "analogue"}], ids=lambda file: file.stem
)
def test_every_wire_and_leg_that_is_missing_is_noticed(file):
    document = json.loads(file.read_text(encoding="utf-8"))
    wires = document["connections"]
    unnoticed = []
    for index, wire in enumerate(wires):
        rest = {**document, "connections": wires[:index] + wires[index + 1 :]}
        if not check_wiring(parse_wiring(json.dumps(rest)), known_parts=BOX):
            unnoticed.append(wire[:2])
    assert [wire for wire in unnoticed if not _is_a_spare_leg(wire, wires)] == []


def _is_a_spare_leg(wire, wires):
    """Return whether it is one of the two legs that only hold a button on the board."""
    part, _, leg = wire[0].partition(":")
    twin = f"{part}:{leg[0]}.{'r' if leg.endswith('.l') else 'l'}"
    return leg[1:] in {".l", ".r"} and any(twin in other[:2] for other in wires)
