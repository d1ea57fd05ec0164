"""The table of parts does not contradict itself, and says what the real things say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makerkit.wiring import CATALOGUE, PartType, parse_ohms
from makerkit.wiring.attributes import attribute_text
from makerkit.wiring.pi_header import PI_HEADER, physical_pin

TYPES = [pytest.param(part_type, id=name) for name, part_type in CATALOGUE.items()]


@pytest.mark.parametrize("part_type", TYPES)
def test_every_pin_that_a_type_speaks_of_exists(part_type: PartType) -> None:
    variants = part_type.variants[1].values() if part_type.variants else [part_type.pins]
    pins = {pin for variant in variants for pin in variant}

    assert all(len(set(variant)) == len(variant) for variant in variants)
    assert all(set(joined) <= pins for joined in part_type.joined)
    assert set(part_type.supplies) <= pins
    assert set(part_type.aliases.values()) <= pins


@pytest.mark.parametrize("part_type", TYPES)
def test_the_usual_pins_are_those_of_the_usual_settings(part_type: PartType) -> None:
    usual = {name: attribute.default for name, attribute in part_type.attributes.items()}

    assert part_type.variants is None or part_type.pins == part_type.pins_with(usual)


@pytest.mark.parametrize("part_type", TYPES)
def test_every_default_could_have_been_written(part_type: PartType) -> None:
    for name, attribute in part_type.attributes.items():
        written = attribute_text(attribute.default)
        assert attribute.name == name
        assert name == "keys" or attribute.read(str(written)) == attribute.default


@pytest.mark.parametrize("part_type", TYPES)
def test_every_setting_has_a_name_of_its_own_that_python_can_use(part_type: PartType) -> None:
    names = [attribute.bench_name for attribute in part_type.attributes.values()]

    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name not in {"pins", "name", "nets"} for name in names)


@pytest.mark.parametrize("part_type", TYPES)
def test_a_supply_of_any_voltage_has_a_setting_for_it(part_type: PartType) -> None:
    if "volts" in part_type.supplies.values():
        assert "voltage" in part_type.attributes


def test_the_header_of_the_pi_has_its_forty_pins() -> None:
    assert len(set(PI_HEADER)) == 40
    assert {f"GPIO{number}" for number in range(28)} < set(PI_HEADER)
    # The pins everybody knows, as printed in the Raspberry Pi documentation.
    assert [physical_pin(number) for number in (1, 2, 6, 11, 12, 17, 27, 39, 40)] == [
        *("3V3.1", "5V.1", "GND.1", "GPIO17", "GPIO18", "3V3.2", "GPIO0", "GND.8", "GPIO21"),
    ]
    assert (physical_pin(0), physical_pin(41)) == (None, None)


def test_a_converter_has_the_pins_of_its_package() -> None:
    assert {
        name: len(part.pins) for name, part in CATALOGUE.items() if name.startswith("chip-mcp")
    } == {
        "chip-mcp3008": 16,
        "chip-mcp3208": 16,
        "chip-mcp3304": 16,
        "chip-mcp3004": 14,
        "chip-mcp3204": 14,
        "chip-mcp3302": 14,
        "chip-mcp3002": 8,
        "chip-mcp3202": 8,
        "chip-mcp3301": 8,
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("330", 330), ("1k", 1000), ("4.7k", 4700), ("4.7K", 4700), ("10M", 10_000_000)),
        *(
            ("2k2", 2200),
            ("4R7", 4.7),
            ("47R", 47),
            ("330 Ω", 330),
            ("1k Ω", 1000),
            ("1kohm", 1000),
        ),
        *((" 220 ", 220), ("0.5", 0.5), ("1e3", None), ("10m", None), ("0", None), ("-1", None)),
        *(("", None), ("k", None), ("33O", None), ("1,5k", None), ("nan", None), ("٣٣٠", None)),
    ],
)
def test_ohms_are_read_as_they_are_printed_on_bags(written: str, value: float | None) -> None:
    assert parse_ohms(written) == value


@given(st.text())
def test_any_text_is_ohms_or_not(written: str) -> None:
    value = parse_ohms(written)

    assert value is None or value > 0
