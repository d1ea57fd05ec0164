"""Which pins are one piece of metal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makerkit.errors import NotThereError
from makerkit.wiring import PinRef, Wiring
from makerkit.wiring.breadboard import Breadboard
from makerkit.wiring.model import Connection, Part
from makerkit.wiring.nets import find_nets
from makerkit.wiring.part_type import PartType

PI = "chip-raspberry-pi"
R = "wokwi-resistor"
HALF = "wokwi-breadboard-half"
Wired = Callable[..., Wiring]


def test_a_led_lights_through_its_resistor_over_a_breadboard(
    wiring_called: Callable[[str], Wiring],
) -> None:
    wiring = wiring_called("blink")

    assert [wiring.net_of(pin).name for pin in ("r1:1", "r1:2", "led1:A", "led1:C")] == [
        "GPIO17",
        "led1:A",
        "led1:A",
        "GND",
    ]


def test_the_divider_of_a_distance_sensor_has_three_nets(
    wiring_called: Callable[[str], Wiring],
) -> None:
    wiring = wiring_called("distance")

    assert [wiring.net_of(pin).name for pin in ("r1:1", "r1:2", "r2:1", "r2:2")] == [
        "sonar:ECHO",
        "GPIO24",
        "GPIO24",
        "GND",
    ]


def test_five_holes_of_a_column_are_one_strip_and_the_gap_parts_them(wired: Wired) -> None:
    wiring = wired(
        {"bb": HALF, "r1": R, "r2": R, "r3": R},
        ("r1:1", "bb:12t.a"),
        ("r2:1", "bb:12t.e"),
        ("r3:1", "bb:12b.f"),
    )

    assert wiring.net_of("r1:1") == wiring.net_of("r2:1")
    assert wiring.net_of("r1:1") != wiring.net_of("r3:1")


def test_a_rail_is_one_strip_from_end_to_end_and_the_four_are_apart(wired: Wired) -> None:
    rails = ("tp", "tn", "bp", "bn")
    wiring = wired(
        {"bb": HALF} | {f"{rail}{end}": R for rail in rails for end in (1, 25)},
        *((f"{rail}{end}:1", f"bb:{rail}.{end}") for rail in rails for end in (1, 25)),
    )

    names = [wiring.net_of(f"{rail}{end}:1").name for rail in rails for end in (1, 25)]
    assert names == ["tp1:1", "tp1:1", "tn1:1", "tn1:1", "bp1:1", "bp1:1", "bn1:1", "bn1:1"]


@pytest.mark.parametrize(
    ("board", "good", "bad"),
    [
        ("wokwi-breadboard", "63t.e", "64t.e"),
        ("wokwi-breadboard", "bn.50", "bn.51"),
        ("wokwi-breadboard-half", "30b.j", "31b.j"),
        ("wokwi-breadboard-half", "tp.25", "tp.26"),
        ("wokwi-breadboard-mini", "17t.a", "18t.a"),
        ("wokwi-breadboard-mini", "1b.f", "tp.1"),
        ("wokwi-breadboard-half", "1t.a", "0t.a"),
        ("wokwi-breadboard-half", "9t.a", "09t.a"),
        ("wokwi-breadboard-half", "9b.f", "9b.e"),
    ],
)
def test_a_breadboard_has_the_holes_of_its_size(
    wired: Wired, board: str, good: str, bad: str
) -> None:
    wiring = wired({"bb": board})

    assert wiring.net_of(f"bb:{good}").pins == (PinRef("bb", good),)
    with pytest.raises(NotThereError, match="has no pin"):
        wiring.net_of(f"bb:{bad}")


def test_a_hole_nobody_uses_is_on_the_net_of_its_strip(wired: Wired) -> None:
    wiring = wired({"bb": HALF, "r1": R}, ("r1:1", "bb:12t.a"))

    assert wiring.net_of("bb:12t.c") == wiring.net_of("r1:1")


def test_the_two_sides_of_a_button_are_joined_and_its_contacts_are_not(wired: Wired) -> None:
    wiring = wired({"b": "wokwi-pushbutton"})

    assert [[str(pin) for pin in net.pins] for net in wiring.nets] == [
        ["b:1.l", "b:1.r"],
        ["b:2.l", "b:2.r"],
    ]


def test_all_grounds_of_the_pi_are_one_net_and_so_are_its_supplies(wired: Wired) -> None:
    wiring = wired({"pi": PI})

    assert {net.name: len(net.pins) for net in wiring.nets if len(net.pins) > 1} == {
        "GND": 8,
        "5V": 2,
        "3V3": 2,
    }
    assert len(wiring.nets) == 3 + 28


def test_a_net_between_parts_is_called_by_its_first_pin_in_the_file(wired: Wired) -> None:
    wiring = wired({"r1": R, "r2": R}, ("r2:1", "r1:2"))

    assert wiring.net_of("r2:1").name == "r1:2"


def test_a_net_with_two_supplies_keeps_both(wired: Wired) -> None:
    net = wired({"pi": PI}, ("pi:5V.1", "pi:GND.3")).net_of("pi:5V.2")

    assert net.name == "GND"
    assert {supply.name for supply in net.supplies} == {"GND", "5V"}


def test_two_pins_of_the_pi_on_one_net_are_both_known(wired: Wired) -> None:
    net = wired({"pi": PI}, ("pi:GPIO5", "pi:GPIO17")).net_of("pi:GPIO5")

    assert (net.name, net.gpios) == ("GPIO17", ("GPIO17", "GPIO5"))  # in the header's order


def test_boards_without_a_common_ground_have_two_and_the_pi_has_the_name(wired: Wired) -> None:
    wiring = wired({"uno": "wokwi-arduino-uno", "pi": PI})

    assert wiring.net_of("pi:GND.1").name == "GND"
    assert wiring.net_of("uno:GND.2").name == "uno:GND.1"
    assert wiring.net_of("uno:5V").name == "uno:5V"


def test_boards_with_a_common_ground_share_it(wired: Wired) -> None:
    wiring = wired({"uno": "wokwi-arduino-uno", "pi": PI}, ("uno:GND.1", "pi:GND.1"))

    assert wiring.net_of("uno:GND.3").name == "GND"


def test_a_battery_puts_its_voltage_on_a_net(wiring_called: Callable[[str], Wiring]) -> None:
    wiring = wiring_called("motors")

    net = wiring.net_of("driver:12V")
    assert net.name == "7V4"
    assert [(supply.name, supply.volts) for supply in net.supplies] == [("7V4", 7.4)]
    assert wiring.net_of("bat1:-").name == "GND"


def test_a_symbol_stands_for_a_wire_to_the_board(wired: Wired) -> None:
    wiring = wired(
        {
            "g": "wokwi-gnd",
            "v": ("wokwi-vcc", {"voltage": "3.3"}),
            "high": ("wokwi-vcc", {"voltage": "9"}),
            "pi": PI,
        }
    )

    assert [wiring.net_of(pin).name for pin in ("g:GND", "v:VCC", "high:VCC")] == [
        "GND",
        "3V3",
        "9V",
    ]


def test_symbols_without_a_board_are_joined_with_each_other(wired: Wired) -> None:
    wiring = wired({"g1": "wokwi-gnd", "g2": "wokwi-gnd", "bat": "chip-battery"})

    assert wiring.net_of("g1:GND") == wiring.net_of("g2:GND")
    assert wiring.net_of("bat:-") != wiring.net_of("g1:GND")


def test_a_net_that_is_not_there_is_named(wired: Wired) -> None:
    wiring = wired({"pi": PI})

    assert wiring.net("GPIO4").gpios == ("GPIO4",)
    with pytest.raises(NotThereError, match='has no net called "GPIO40"'):
        wiring.net("GPIO40")


@pytest.mark.parametrize("pin", ["led1", "led1:X", "led2:A", "", ":"])
def test_a_pin_that_is_not_there_is_named(wired: Wired, pin: str) -> None:
    with pytest.raises(NotThereError, match=f'has no pin "{pin}'):
        wired({"led1": "wokwi-led"}).net_of(pin)


_STRIPPED = PartType("board", "board", (), breadboard=Breadboard(columns=4, rail_holes=3))
_THREE = PartType("three", "three", ("1", "2", "3"), joined=(("1", "3"),))
_REFS = st.sampled_from(
    [
        *(PinRef("p", pin) for pin in "123"),
        *(PinRef("q", pin) for pin in "123"),
        *(PinRef("bb", hole) for hole in ("1t.a", "1t.b", "1b.f", "2t.a", "tp.1", "tp.3", "bn.1")),
    ]
)


@given(st.lists(st.tuples(_REFS, _REFS), max_size=12))
def test_nets_are_what_one_reaches_by_walking(wires: list[tuple[PinRef, PinRef]]) -> None:
    parts = [
        Part(0, "p", _THREE, {}),
        Part(1, "q", _THREE, {}),
        Part(2, "bb", _STRIPPED, {}),
    ]

    nets = find_nets(parts, [Connection(a, b) for a, b in wires])

    pins = [pin for net in nets for pin in net.pins]
    assert len(pins) == len(set(pins))
    assert len({net.name for net in nets}) == len(nets)
    assert {frozenset(net.pins) for net in nets} == _walked(wires)


def _walked(wires: list[tuple[PinRef, PinRef]]) -> set[frozenset[PinRef]]:
    """Return the nets found by a second, slower method: grow each from one pin until it stays."""

    def metal(ref: PinRef) -> tuple[str, str]:
        if ref.part == "bb":
            return ref.part, ref.pin.split(".")[0]
        return ref.part, "1" if ref.pin == "3" else ref.pin

    everything = {PinRef(part, pin) for part in "pq" for pin in "123"}
    everything |= {ref for wire in wires for ref in wire}
    found = set()
    for start in everything:
        reached = {metal(start)}
        while more := {
            metal(end)
            for wire in wires
            for end in wire
            if {metal(e) for e in wire} & reached and metal(end) not in reached
        }:
            reached |= more
        found.add(frozenset(ref for ref in everything if metal(ref) in reached))
    return found
