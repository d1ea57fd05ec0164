"""Whatever is wired to whatever: there is always a picture, and it tells the truth."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.wiring import CATALOGUE, PartType, parse_wiring
from makerkit.wiring.drawing import build_steps, draw_svg, wire_list
from makerkit.wiring.drawing.picture import plan_of

BOARDS = ("bb", "pi")
PARTS = sorted(name for name, kind in CATALOGUE.items() if kind.breadboard is None)
HOLES = st.builds(
    lambda column, row: f"bb:{column}{'t' if row in 'abcde' else 'b'}.{row}",
    st.integers(1, 30),
    st.sampled_from("abcdefghij"),
) | st.builds(
    lambda rail, place: f"bb:{rail}.{place}",
    st.sampled_from(["tp", "tn", "bp", "bn"]),
    st.integers(1, 25),
)


def pins_of(kind: PartType) -> tuple[str, ...]:
    return kind.pins_with({name: a.default for name, a in kind.attributes.items()})


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a wiring file: some parts, legs in holes or not, wires between anything."""
    types = {"bb": "wokwi-breadboard-half", "pi": "chip-raspberry-pi"}
    kept = draw(st.sets(st.sampled_from(BOARDS)))
    parts = {board: types[board] for board in BOARDS if board in kept}
    names = draw(st.lists(st.sampled_from(PARTS), max_size=5))
    parts |= {f"part{index}": name for index, name in enumerate(names)}
    pins = [f"{part}:{pin}" for part, name in parts.items() for pin in pins_of(CATALOGUE[name])]
    legs = []
    if "bb" in kept:
        standing = draw(st.lists(st.sampled_from(pins), unique=True)) if pins else []
        legs = [[pin, draw(HOLES), "", ["$bb"]] for pin in standing if pin[:3] != "pi:"]
    ends = st.sampled_from(pins) if pins else st.nothing()
    ends = ends | HOLES if "bb" in kept else ends
    wires = []
    if pins or "bb" in kept:
        pairs = st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1])
        colours = st.sampled_from(["red", "black", "#12ab34", "hotpink"])
        wires = [[a, b, draw(colours), []] for a, b in draw(st.lists(pairs, max_size=6))]
    listed = [{"type": name, "id": part, "attrs": {}} for part, name in parts.items()]
    return {"version": 1, "parts": listed, "connections": [*legs, *wires]}


@settings(max_examples=20, deadline=None)
@given(documents())
def test_anything_can_be_drawn_and_every_wire_ends_where_it_should(document):
    wiring = parse_wiring(json.dumps(document))
    said = ElementTree.fromstring(draw_svg(wiring)).findtext("{http://www.w3.org/2000/svg}desc")
    assert len((said or "").splitlines()) == len(wire_list(wiring))
    plan = plan_of(wiring)
    ends = [(plan.layout.point(wire.a), plan.layout.point(wire.b)) for wire in plan.layout.wires]
    assert [(path[0], path[-1]) for path in plan.paths] == ends


@settings(max_examples=20, deadline=None)
@given(documents())
def test_anything_can_be_built_step_by_step(document):
    wiring = parse_wiring(json.dumps(document))
    steps = build_steps(wiring)
    assert sorted(p for step in steps for p in step.parts) == sorted(p.id for p in wiring.parts)
    numbers = sorted(number for step in steps for number in step.wires)
    assert numbers == list(range(len(wire_list(wiring))))
