"""What the tests of the wiring files share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from makerkit.wiring import BadFileError, Wiring, parse_wiring, read_wiring

DATA = Path(__file__).parent / "data"
Document = dict[str, Any]


@pytest.fixture
def wiring_called() -> Callable[[str], Wiring]:
    """Read one of the example files by its name."""
    return lambda name: read_wiring(DATA / f"{name}.json")


@pytest.fixture
def wired() -> Callable[..., Wiring]:
    """Build a wiring from parts (id -> type, or (type, attrs)) and wires (two pins each)."""

    def build(parts: dict[str, Any], *wires: tuple[str, str]) -> Wiring:
        return parse_wiring(json.dumps(document_of(parts, *wires)))

    return build


@pytest.fixture
def blink() -> Document:
    """A good document to break; parts: pi, bb1, led1, r1."""
    document: Document = json.loads((DATA / "blink.json").read_text())
    return document


@pytest.fixture
def faults_of() -> Callable[[Document], list[str]]:
    """Give the faults of a document, one line each, in the order in which they are said."""

    def read(document: Document) -> list[str]:
        with pytest.raises(BadFileError) as caught:
            parse_wiring(json.dumps(document))
        return [f"{fault.place}: {fault.text}" for fault in caught.value.faults]

    return read


def document_of(parts: dict[str, Any], *wires: tuple[str, str]) -> Document:
    entries = []
    for part_id, given in parts.items():
        part_type, attrs = (given, {}) if isinstance(given, str) else given
        entries.append({"id": part_id, "type": part_type, "attrs": attrs})
    connections = [[a, b, "green", []] for a, b in wires]
    return {"version": 1, "parts": entries, "connections": connections}
