"""Quantities with units, and how near is near."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.checks.quantities import Tolerance, degrees, metres, seconds, share
from makerkit.errors import BadInputError

numbers = st.decimals(min_value=0, max_value=1_000_000, places=3)
FACTORS = {"s": 1, "ms": 1e-3, "us": 1e-6, "min": 60}


@given(numbers, st.sampled_from(sorted(FACTORS)), st.sampled_from(["", " ", "  "]))
def test_a_time_is_its_number_times_its_unit(number, unit, space):
    assert seconds(f"{number}{space}{unit}") == pytest.approx(float(number) * FACTORS[unit])


@given(st.floats(min_value=-1e6, max_value=1e6))
def test_a_number_without_a_unit_is_in_the_units_of_the_kit(number):
    assert [read(number) for read in (seconds, share, degrees, metres)] == [number] * 4


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (seconds, "100 ms", 0.1),
        (share, "5 %", 0.05),
        (degrees, "-90deg", -90.0),
        (degrees, "45°", 45.0),
        (metres, "20 cm", 0.2),
        (metres, "5 mm", 0.005),
    ],
)
def test_each_kind_knows_its_units(read, written, value):
    assert read(written) == pytest.approx(value)


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (seconds, "20 cm"),
        (metres, "1 s"),
        (share, "5 s"),
        (seconds, "soon"),
        (seconds, ""),
        (seconds, "1 s later"),
        (seconds, None),
        (seconds, True),
        (seconds, float("nan")),
        (seconds, "1e999 s"),
    ],
)
def test_what_is_no_quantity_is_refused_with_its_text(read, written):
    with pytest.raises(BadInputError) as caught:
        read(written)

    assert repr(written) in str(caught.value)


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_a_clear_error(text):
    with contextlib.suppress(BadInputError):
        assert isinstance(seconds(text), float)


@given(st.floats(min_value=0.1, max_value=100), st.integers(min_value=1, max_value=100))
def test_a_share_of_the_expected_time_is_allowed_and_no_more(expected, percent):
    tolerance = Tolerance.of_time(f"{percent} %")

    assert tolerance.allows(expected * (1 + percent / 100 * 0.999), expected)
    assert not tolerance.allows(expected * (1 + percent / 100 * 1.001), expected)


@pytest.mark.parametrize(("seen", "is_allowed"), [(1.05, True), (0.95, True), (1.051, False)])
def test_real_hardware_is_granted_five_percent(seen, is_allowed):
    assert Tolerance.of_time("1 %", is_hardware=True).allows(seen, 1.0) == is_allowed


@pytest.mark.parametrize(("seen", "is_allowed"), [(0.15, True), (0.05, True), (0.151, False)])
def test_real_hardware_is_granted_fifty_milliseconds(seen, is_allowed):
    assert Tolerance.of_time("1 %", is_hardware=True).allows(seen, 0.1) == is_allowed
