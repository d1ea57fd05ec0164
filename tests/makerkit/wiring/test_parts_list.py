"""What one needs to build some wirings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makerkit.wiring import CATALOGUE
from makerkit.wiring.attributes import parse_ohms
from makerkit.wiring.part_type import Role
from makerkit.wiring.parts_list import ohms_text, parts_list


def led(colour):
    return ("wokwi-led", {"color": colour})


def resistor(value):
    return ("wokwi-resistor", {"value": value})


def test_the_list_of_one_wiring_names_everything(wiring_called):
    assert [str(row) for row in parts_list([wiring_called("blink")])] == [
        "1 x Raspberry Pi",
        "1 x half breadboard",
        "1 x LED, red",
        "1 x resistor 330 Ω",
        "2 x jumper wire, pin to pin",
        "2 x jumper wire, pin to socket",
    ]


def test_of_several_wirings_the_most_is_needed_not_the_sum(wired):
    first = wired({"a": led("red"), "b": led("red"), "c": led("green")})
    second = wired({"a": led("red"), "b": resistor("1k")})
    assert [(row.title, row.count, row.type) for row in parts_list([first, second])] == [
        ("LED, green", 1, "wokwi-led"),
        ("LED, red", 2, "wokwi-led"),
        ("resistor 1 kΩ", 1, "wokwi-resistor"),
    ]


def test_resistors_come_by_their_value(wired):
    values = ("10k", "330", "2k2", "1M", "1k")
    wiring = wired({f"r{n}": resistor(value) for n, value in enumerate(values)})
    assert [row.title for row in parts_list([wiring])] == [
        f"resistor {value}" for value in ("330 Ω", "1 kΩ", "2.2 kΩ", "10 kΩ", "1 MΩ")
    ]


def test_what_is_only_drawn_is_not_bought(wired):
    wiring = wired({"t": "wokwi-text", "g": "wokwi-gnd", "j": "wokwi-junction"})
    assert parts_list([wiring]) == ()


def test_nothing_is_left_out(wired):
    things = [t for t in CATALOGUE.values() if t.role is not Role.NOTE and not t.is_symbol]
    wiring = wired({f"p{n}": kind.name for n, kind in enumerate(things)})
    rows = parts_list([wiring])
    assert {row.type for row in rows} == {kind.name for kind in things} - {"wokwi-junction"}


def test_no_wirings_need_nothing():
    assert parts_list([]) == ()


@given(st.integers(1, 999), st.sampled_from(["", "k", "M"]))
def test_a_resistance_is_written_so_that_it_can_be_read(number, prefix):
    ohms = parse_ohms(f"{number}{prefix}")
    assert parse_ohms(ohms_text(ohms).replace(" ", "").replace("Ω", "")) == ohms


@pytest.mark.parametrize(("ohms", "text"), [(0.5, "0.5 Ω"), (330, "330 Ω"), (4700, "4.7 kΩ")])
def test_a_resistance_is_written_as_people_do(ohms, text):
    assert ohms_text(ohms) == text
