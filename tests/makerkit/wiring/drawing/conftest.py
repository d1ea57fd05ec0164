"""What the tests of the pictures share: every wiring there is to draw."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from makerkit.wiring import CATALOGUE, Wiring, parse_wiring, read_wiring

HERE = Path(__file__).parent
KIT = HERE.parents[3]
FILES = sorted(
    [
        *(HERE / "data").glob("*.json"),
        *(HERE.parent / "data").glob("*.json"),
        *KIT.glob("lessons/*/wiring.json"),
        *KIT.glob("projects/*/wiring.json"),
    ]
)


def name_of(file: Path) -> str:
    return file.parent.name if file.stem == "wiring" else file.stem


@pytest.fixture
def sample() -> Callable[[str], Wiring]:
    """Read one of the sample wirings by its name."""
    return lambda name: read_wiring(HERE / "data" / f"{name}.json")


@pytest.fixture(params=FILES, ids=name_of, scope="module")
def wiring(request: pytest.FixtureRequest) -> Wiring:
    """Give every wiring of the lessons, the projects and the test data, one after the other."""
    return read_wiring(request.param)


@pytest.fixture(params=sorted(CATALOGUE))
def one_part(request: pytest.FixtureRequest) -> Wiring:
    """Give a wiring of a single part, for every type of the catalogue."""
    name = request.param
    attrs = '{"text": "hello"}' if name == "wokwi-text" else "{}"
    part = f'{{"type": "{name}", "id": "part1", "attrs": {attrs}}}'
    return parse_wiring(f'{{"version": 1, "parts": [{part}], "connections": []}}')
