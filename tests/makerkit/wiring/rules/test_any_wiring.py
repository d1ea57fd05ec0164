"""No wiring makes a rule fail, and every message has its words."""

import json
import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.messages import Catalogue
from makerkit.messages.catalogue import KIT_FILES
from makerkit.wiring import CATALOGUE, parse_wiring, rules
from makerkit.wiring.code_pins import devices_in_code
from makerkit.wiring.rules import RULES, check_wiring

CODE = """
from gpiozero import *
a, b, c = LED(17), PWMLED(12), Button(5)
d = RGBLED(16, 20, 21)
e = DistanceSensor(echo=24, trigger=23)
f = Servo(12)
"""
TYPES = sorted(set(CATALOGUE) - {"wokwi-text"})


@st.composite
def wirings(draw):
    """Draw some parts, and wires between any of their pins and holes."""
    kinds = ["chip-raspberry-pi", *draw(st.lists(st.sampled_from(TYPES), max_size=7))]
    parts = [{"id": f"p{n}", "type": kind, "attrs": {}} for n, kind in enumerate(kinds)]
    pins = [f"p{n}:{pin}" for n, kind in enumerate(kinds) for pin in _pins(CATALOGUE[kind])]
    ends = st.lists(st.sampled_from(pins), min_size=2, max_size=2, unique=True)
    wires = draw(st.lists(ends, max_size=30))
    return {
        "version": 1,
        "parts": parts,
        "connections": [[*wire, "green", []] for wire in wires],
    }


def _pins(kind):
    if kind.breadboard is None:
        return kind.pins_with({name: a.default for name, a in kind.attributes.items()})
    holes = ("1t.a", "1b.j", "2t.e", "2b.f", "3t.b", "tp.1", "tn.2", "bp.3", "bn.40")
    return [hole for hole in holes if kind.breadboard.strip(hole)]


@settings(max_examples=100, deadline=None)  # other work may slow the machine down
@given(wirings())
def test_any_wiring_gets_an_answer_in_words(document):
    wiring = parse_wiring(json.dumps(document))
    catalogue = Catalogue.of_the_kit()
    for finding in check_wiring(wiring, code=devices_in_code(CODE)):
        assert catalogue.text(finding.message).title
        assert set(finding.parts) <= {part.id for part in wiring.parts}
        assert {pin.part for pin in finding.pins} <= {part.id for part in wiring.parts}


@settings(max_examples=50, deadline=None)
@given(wirings())
def test_an_answer_is_the_same_every_time(document):
    text = json.dumps(document)
    assert check_wiring(parse_wiring(text)) == check_wiring(parse_wiring(text))


def test_there_are_22_rules():
    assert sorted({20, *(number for number, _ in RULES)}) == list(range(1, 23))


def test_every_message_of_the_rules_is_used():
    """Each id stands in some rule's file; what the other tests find has its words."""
    words = tomllib.loads((KIT_FILES / "wiring.toml").read_text(encoding="utf-8"))["wiring"]
    files = sorted(Path(rules.__file__).parent.glob("*.py"))
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    assert [name for name in words if f'"{name}"' not in code] == []
