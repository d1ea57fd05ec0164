"""Wirings that are right: no rule finds anything in them."""

from pathlib import Path

import pytest

from makerkit.wiring import read_wiring
from makerkit.wiring.rules import Known, check_wiring, parts_of_the_course

DATA = Path(__file__).parents[1] / "data"
BOX = {**parts_of_the_course(), "chip-mcp3008": Known()}
"""One of the examples has a converter, which the course does without."""


@pytest.mark.parametrize("name", sorted(file.stem for file in DATA.glob("*.json")))
def test_the_rules_find_nothing_in_a_right_wiring(name):
    assert check_wiring(read_wiring(DATA / f"{name}.json"), known_parts=BOX) == ()
