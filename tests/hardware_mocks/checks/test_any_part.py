"""Whatever has no word of its own is set by the names that its part gives to its controls."""

import json
from pathlib import Path

import pytest

from hardware_mocks.checks.failure import BrokenCheckError
from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob

AT = {"left": 0, "top": 0}
CHARGER = {"label": "charger", "voltage": "3"}
WIRING = {
    "version": 1,
    "author": "Maker kit",
    "editor": "wokwi",
    "parts": [
        {"type": "chip-raspberry-pi", "id": "pi", **AT, "attrs": {}},
        {"type": "chip-battery", "id": "b", **AT, "attrs": CHARGER},
        {"type": "wokwi-resistor", "id": "r1", **AT, "attrs": {"value": "1k"}},
    ],
    "connections": [
        ["b:+", "r1:1", "", []],
        ["r1:2", "pi:GPIO24", "", []],
        ["b:-", "pi:GND.1", "", []],
    ],
    "dependencies": {},
}
PROGRAM = """
from signal import pause
from gpiozero import DigitalInputDevice
charger = DigitalInputDevice(24)
charger.when_deactivated = lambda: print("gone")
charger.when_activated = lambda: print("back")
pause()
"""


@pytest.fixture
def session(tmp_path):
    (tmp_path / "main.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "wiring.json").write_text(json.dumps(WIRING), encoding="utf-8")
    job = CheckJob(Path("check.py"), tmp_path / "main.py", wiring=tmp_path / "wiring.json")
    return CheckSession(job, with_standins=False)


def test_a_part_is_set_by_its_label(session):
    with session.task() as program:
        session.bench.set("charger", is_on=False)
        program.prints("gone")
        session.bench.set("charger", is_on=True)
        program.prints("back")
        assert program.lines == ["gone", "back"]


def test_a_part_that_is_not_there_is_the_fault_of_the_check(session):
    with pytest.raises(BrokenCheckError, match="generator"), session.task():
        session.bench.set("generator", is_on=False)
