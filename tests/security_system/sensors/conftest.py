"""The Pi's half of the system's wiring, without the Arduino, which costs time."""

import json
from pathlib import Path

import pytest

import security_system
from hardware_mocks.clock import VirtualClock
from hardware_mocks.simulated_pi import simulated_pi
from makerkit.wiring import read_wiring

PARTS = ("pi", "pi_board", "living_room", "bedroom_window", "pi_siren", "buzzer", "armed", "ready")
PARTS += ("memory", "r_armed", "r_ready", "r_memory", "arm_button", "panic_button")
WIRING = Path(security_system.__file__).with_name("wiring.json")


@pytest.fixture
def bench(virtual_time, tmp_path):
    wiring = json.loads(WIRING.read_text())
    wiring["parts"] = [part for part in wiring["parts"] if part["id"] in PARTS]
    wiring["connections"] = [
        wire
        for wire in wiring["connections"]
        if all(end.partition(":")[0] in PARTS for end in wire[:2])
    ]
    file = tmp_path / "wiring.json"
    file.write_text(json.dumps(wiring))
    with simulated_pi(VirtualClock(virtual_time), wiring=read_wiring(file)) as pi:
        yield pi
