"""A wiring in words: wire by wire, and step by step."""

from __future__ import annotations

from collections.abc import Callable

from makerkit.wiring import Wiring
from makerkit.wiring.drawing import BuildStep, build_steps, wire_list


def test_the_steps_of_blink_in_words(sample):
    assert [step.words for step in build_steps(sample("led"))] == [
        "Take the power off the Raspberry Pi. Lay down the half breadboard and the Raspberry Pi, "
        "with row a at the far side.",
        "Black wire: GND (pin 20 of the Pi) to the lower minus rail, hole 11.",
        "Put the 330 Ω resistor (orange, orange, brown) in: one end in row i, column 3, the other "
        "end in the lower minus rail, hole 2. Either way round is right.",
        "Put the red LED in: the long leg (A) in row g, column 4, the short leg (C) in row g, "
        "column 3.",
        "Yellow wire: GPIO17 (pin 11 of the Pi) to row j, column 4.",
        "Compare everything with the picture, wire by wire. Then give the Raspberry Pi its power "
        "again.",
    ]


def test_the_steps_put_in_every_part_and_every_wire_once(wiring: Wiring):
    steps = build_steps(wiring)
    parts = [part for step in steps for part in step.parts]
    wires = [wire for step in steps for wire in step.wires]
    assert sorted(parts) == sorted(part.id for part in wiring.parts)
    assert sorted(wires) == list(range(len(wire_list(wiring))))


def test_a_wire_comes_after_the_parts_it_goes_to(wiring: Wiring):
    there: set[str] = set()
    for step in build_steps(wiring):
        there |= set(step.parts)
        for number in step.wires:
            wire = wires_of(wiring)[number]
            assert {wire.a.part, wire.b.part} <= there


def wires_of(wiring: Wiring):
    from makerkit.wiring.drawing.joins import drawn_wires

    return drawn_wires(wiring)


def test_what_brings_power_comes_last(sample):
    words = [step.words for step in build_steps(sample("distance_sensor"))]
    power = [index for index, said in enumerate(words) if "plus rail" in said]
    assert power == [len(words) - 3, len(words) - 2]
    battery = [step.words for step in build_steps(sample("servo"))]
    assert "minus of the 5 V battery" in battery[-3]
    assert "plus of the 5 V battery" in battery[-2]


def test_a_button_is_put_across_the_gap(sample):
    steps = build_steps(sample("button"))
    assert (
        BuildStep(
            "Put the small push button A across the gap in the middle: legs in rows e and f, "
            "columns 19 and 21.",
            ("btn1",),
        )
        in steps
    )


def test_wires_in_words(sample):
    assert wire_list(sample("servo")) == (
        "black wire: GND (pin 20 of the Pi) to the lower minus rail, hole 11",
        "red wire: plus of the 5 V battery to the lower plus rail, hole 25",
        "black wire: minus of the 5 V battery to the lower minus rail, hole 25",
        "red wire: V+ of the servo gate to the lower plus rail, hole 24",
        "brown wire: GND of the servo gate to the lower minus rail, hole 24",
        "orange wire: PWM of the servo gate to row h, column 30",
        "orange wire: GPIO12 (pin 32 of the Pi) to row j, column 30",
    )


def test_with_two_breadboards_a_hole_says_on_which(wired: Callable[..., Wiring]):
    parts = {"left": "wokwi-breadboard-mini", "right": "wokwi-breadboard-mini"}
    wiring = wired(parts, ("left:1t.a", "right:1t.a"))
    assert wire_list(wiring) == ("green wire: row a, column 1 of left to row a, column 1 of right",)
