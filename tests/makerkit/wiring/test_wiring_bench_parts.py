"""What the bench is told about a wiring, and finding parts by name."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring import BenchPart, Wiring

Wired = Callable[..., Wiring]
Called = Callable[[str], Wiring]


def test_the_bench_gets_each_part_that_does_something_in_its_own_units(
    wiring_called: Called,
) -> None:
    assert wiring_called("distance").bench_parts() == (
        BenchPart(
            id="sonar",
            type="wokwi-hc-sr04",
            label="sonar",
            attrs={"distance_m": 0.5},
            nets={"VCC": "5V", "TRIG": "GPIO23", "ECHO": "sonar:ECHO", "GND": "GND"},
        ),
        BenchPart(
            id="r1",
            type="wokwi-resistor",
            label="r1",
            attrs={"resistance_ohm": 1000.0},
            nets={"1": "sonar:ECHO", "2": "GPIO24"},
        ),
        BenchPart(
            id="r2",
            type="wokwi-resistor",
            label="r2",
            attrs={"resistance_ohm": 2000.0},
            nets={"1": "GPIO24", "2": "GND"},
        ),
    )


def test_boards_breadboards_and_texts_are_no_bench_parts(wired: Wired) -> None:
    wiring = wired(
        {
            "pi": "chip-raspberry-pi",
            "bb": "wokwi-breadboard",
            "note": ("wokwi-text", {"text": "hello"}),
            "j": "wokwi-junction",
        }
    )

    assert wiring.bench_parts() == ()
    assert [board.id for board in wiring.boards] == ["pi"]


@pytest.mark.parametrize(
    ("part", "attrs"),
    [
        (("wokwi-potentiometer", {"value": "1023"}), {"position": 1.0}),
        (("wokwi-pushbutton", {"label": "A", "bounce": "0"}), {"bounce_ms": 0.0}),
        (("wokwi-pushbutton", {"bounce": ""}), {"bounce_ms": 1.0}),
        (("wokwi-slide-switch", {"value": "1"}), {"is_right": True}),
        (("wokwi-photoresistor-sensor", {"rl10": "20"}), {"rl10_ohm": 20_000.0}),
        (("wokwi-pir-motion-sensor", {"delayTime": 5}), {"delay_s": 5.0, "retrigger": True}),
        (("wokwi-resistor", {"value": "2k2"}), {"resistance_ohm": 2200.0}),
        (("chip-capacitor", {"microfarads": "10"}), {"capacitance_f": 1e-5}),
        (("wokwi-membrane-keypad", {}), {"keys": "1 2 3 A 4 5 6 B 7 8 9 C * 0 # D"}),
    ],
)
def test_attributes_reach_the_bench_under_its_names(
    wired: Wired, part: object, attrs: dict[str, object]
) -> None:
    (bench_part,) = wired({"p": part}).bench_parts()

    assert {name: bench_part.attrs[name] for name in attrs} == pytest.approx(attrs)
    assert "label" not in bench_part.attrs


def test_the_parts_on_a_net_are_found(wiring_called: Called) -> None:
    on_net = wiring_called("button").bench_parts_on("GPIO5")

    assert [part.label for part in on_net] == ["A"]


@pytest.mark.parametrize("name", ["btn1", "A", "a", "BTN1"])
def test_a_part_is_found_by_id_or_label(wiring_called: Called, name: str) -> None:
    assert wiring_called("button").part(name).id == "btn1"


def test_a_part_that_is_not_there_is_named_with_the_nearest(wiring_called: Called) -> None:
    with pytest.raises(NotThereError, match=r'has no part called "lmap". Did you mean "lamp"\?'):
        wiring_called("button").part("lmap")


def test_a_label_that_two_parts_have_is_refused(wired: Wired) -> None:
    led = ("wokwi-led", {"label": "lamp"})

    with pytest.raises(BadInputError, match='several parts "lamp": say one or two'):
        wired({"one": led, "two": led}).part("lamp")


def test_an_id_counts_before_a_label(wired: Wired) -> None:
    wiring = wired({"A": "wokwi-led", "B": ("wokwi-led", {"label": "A"})})

    assert wiring.part("A").id == "A"


def test_bench_parts_can_be_sent_to_another_process(wiring_called: Called) -> None:
    parts = wiring_called("analogue").bench_parts()

    assert pickle.loads(pickle.dumps(parts)) == parts
