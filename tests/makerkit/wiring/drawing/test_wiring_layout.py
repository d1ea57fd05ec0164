"""The geometry of every picture: nothing lies on what it should not lie on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from makerkit.wiring import PinRef, Wiring, parse_wiring
from makerkit.wiring.drawing.geometry import Box, Point, box_of, cuts
from makerkit.wiring.drawing.holes import hole_in_words, hole_point
from makerkit.wiring.drawing.picture import plan_of
from makerkit.wiring.drawing.placed import PlacedPart

MOST_CROSSINGS = {
    "led": 0,
    "two_leds": 0,
    "three_leds": 0,
    "button": 0,
    "two_buttons": 0,
    "rgb_led": 0,
    "buzzer": 0,
    "buzzer_and_buttons": 0,
    "motion_sensor": 1,
    "distance_sensor": 0,
    "distance_sensor_and_leds": 0,
    "servo": 5,
    "parking_sensor": 2,
    "whole_course": 10,
}
Piece = tuple[Point, Point]


def pieces(path: tuple[Point, ...]) -> list[Piece]:
    return list(pairwise(path))


def crosses(a: Piece, b: Piece) -> bool:
    """Whether two straight pieces share a point."""
    return box_of(a).grown(0.4).meets(box_of(b).grown(0.4))


def test_every_wire_ends_exactly_at_its_pins_or_holes(wiring: Wiring):
    plan = plan_of(wiring)
    ends = [(plan.layout.point(wire.a), plan.layout.point(wire.b)) for wire in plan.layout.wires]
    assert [(path[0], path[-1]) for path in plan.paths] == ends


def test_wires_run_along_the_axes_and_have_no_corner_without_a_turn(wiring: Wiring):
    for path in plan_of(wiring).paths:
        for (a, b), (_, c) in zip(pieces(path), pieces(path[1:]), strict=False):
            assert (a.x == b.x) != (a.y == b.y)
            assert (a.x == b.x) == (b.y == c.y)


def test_no_wire_runs_through_a_part(wiring: Wiring):
    plan = plan_of(wiring)
    hit = [
        f"{wire.a} - {wire.b} runs through {placed.part.id}"
        for wire, path in zip(plan.layout.wires, plan.paths, strict=True)
        for placed in plan.layout.parts.values()
        for solid in placed.solid
        if cuts(path, solid) and not any(solid.grown(4).holds(end) for end in (path[0], path[-1]))
    ]
    assert hit == []


def test_in_the_samples_no_wire_ends_below_a_part(wiring: Wiring):
    if "drawing" not in wiring.source and "lessons" not in wiring.source:
        return  # the other test data are circuits, not drawings
    plan = plan_of(wiring)
    covered = [
        f"{end} is below {placed.part.id}"
        for wire in plan.layout.wires
        for end in (wire.a, wire.b)
        for placed in plan.layout.parts.values()
        for solid in placed.solid
        if solid.holds(plan.layout.point(end))
    ]
    assert covered == []


def test_no_wire_runs_over_a_hole_or_pin_that_another_one_uses(wiring: Wiring):
    plan = plan_of(wiring)
    used = {ref: plan.layout.point(ref) for wire in plan.layout.wires for ref in (wire.a, wire.b)}
    hidden = [
        f"{wire.a} - {wire.b} runs over {ref}"
        for wire, path in zip(plan.layout.wires, plan.paths, strict=True)
        for ref, point in used.items()
        if ref not in (wire.a, wire.b)
        and point not in (path[0], path[-1])
        and cuts(path, Box(*point, *point).grown(1.5))
    ]
    assert hidden == []


def test_wires_only_meet_where_they_cross_straight(wiring: Wiring):
    plan = plan_of(wiring)
    for a, b in combinations(plan.paths, 2):
        for piece, other in ((p, o) for p in pieces(a) for o in pieces(b)):
            if crosses(piece, other) and not {a[0], a[-1]} & {b[0], b[-1]}:
                assert (piece[0].x == piece[1].x) != (other[0].x == other[1].x)


@pytest.mark.parametrize("name", sorted(MOST_CROSSINGS))
def test_wires_cross_seldom(name, sample):
    plan = plan_of(sample(name))
    met = [
        (a, b)
        for a, b in combinations(plan.paths, 2)
        for piece in pieces(a)
        for other in pieces(b)
        if crosses(piece, other)
    ]
    assert len(met) <= MOST_CROSSINGS[name]


def labels_and_boxes(wiring: Wiring) -> Iterator[tuple[str, Box]]:
    plan = plan_of(wiring)
    for label in (*plan.labels, *plan.pin_labels):
        yield label.text, label.box


def test_no_label_lies_on_another(wiring: Wiring):
    met = [
        (a, b)
        for (a, box), (b, other) in combinations(labels_and_boxes(wiring), 2)
        if box.meets(other)
    ]
    assert met == []


def test_no_label_lies_on_a_part_or_a_wire(wiring: Wiring):
    plan = plan_of(wiring)
    labels = [label for label in plan.labels if not label.is_inside]
    on_parts = [
        (label.text, placed.part.id)
        for label in labels
        for placed in plan.layout.parts.values()
        for solid in placed.solid
        if label.box.meets(solid)
    ]
    on_wires = [
        (label.text, str(wire.a), str(wire.b))
        for label in labels
        for wire, path in zip(plan.layout.wires, plan.paths, strict=True)
        if cuts(path, label.box)
    ]
    assert (on_parts, on_wires) == ([], [])


def test_everything_is_inside_the_picture(wiring: Wiring):
    plan = plan_of(wiring)
    boxes = [box for _, box in labels_and_boxes(wiring)]
    boxes += [placed.edge for placed in plan.layout.parts.values()]
    boxes += [box_of(path) for path in plan.paths]
    canvas = plan.canvas
    outside = [box for box in boxes if box.left < canvas.left or box.right > canvas.right]
    outside += [box for box in boxes if box.top < canvas.top or box.bottom > canvas.bottom]
    assert outside == []


def test_parts_in_the_samples_do_not_lie_on_each_other(wiring: Wiring):
    if "drawing" not in wiring.source and "lessons" not in wiring.source:
        return
    parts = plan_of(wiring).layout.parts.values()
    met = [
        (a.part.id, b.part.id)
        for a, b in combinations(parts, 2)
        if any(one.meets(other) for one in a.solid for other in b.solid)
    ]
    assert met == []


def test_legs_end_in_the_holes_that_the_file_names(sample):
    plan = plan_of(sample("led"))
    led: PlacedPart = plan.layout.parts["led1"]
    assert led.pins["A"] == plan.layout.point(PinRef("bb", "4b.g"))
    art = led.placing.point(led.look.pins["A"])
    assert art.distance(led.pins["A"]) < 0.7


def test_an_led_is_mirrored_when_its_long_leg_stands_at_the_left(sample):
    text = Path(sample("led").source).read_text()
    other = parse_wiring(text.replace("4b.g", "2b.g"))
    led = plan_of(other).layout.parts["led1"]
    assert (led.placing.is_mirrored, led.placing.turn_deg) == (True, 0.0)
    assert led.pins["A"].x < led.pins["C"].x


def test_holes_are_where_they_are_on_a_real_board(sample):
    board = sample("led").part("bb").type.breadboard
    assert hole_point(board, "1t.a") == Point(9.6, 0)
    assert hole_point(board, "30b.j") == Point(288, 11 * 9.6)
    assert hole_point(board, "tp.1").x == hole_point(board, "2t.a").x
    assert hole_point(board, "bn.25").x == hole_point(board, "30t.a").x
    assert hole_point(board, "bn.6").x == hole_point(board, "8t.a").x


def test_holes_are_called_as_they_are_printed():
    assert hole_in_words("12t.a") == "row a, column 12"
    assert hole_in_words("bn.3") == "the lower minus rail, hole 3"
    assert hole_in_words("tp.25") == "the upper plus rail, hole 25"
