"""The security node as `wiring.json` says, on the simulated bench, with a host at its port."""

import time

import pytest
import serial

from makerkit.arduino.build import FIRMWARE
from makerkit.arduino.codec import LineReader, encode
from makerkit.arduino.messages import link, node
from makerkit.wiring import read_wiring
from makerkit.wiring.rules import check_wiring

WIRING = FIRMWARE / "security_node" / "wiring.json"
ZONES = ("zone_0", "zone_1", "zone_2", "zone_3")


class Host:
    """Greets the node and reads what it says."""

    def __init__(self):
        self.port = serial.Serial("/dev/ttyACM0", 115200, timeout=0.05)
        self.reader = LineReader(node.FROM_BOARD)
        self.last = {}
        self.listen(2.0)
        self.say(link.Hello(protocol=node.PROTOCOL_VERSION, schema=node.SCHEMA_HASH))
        self.listen(0.5)

    def say(self, message):
        self.port.write(encode(message, 0))

    def listen(self, seconds):
        end_s = time.monotonic() + seconds
        while time.monotonic() < end_s:
            for found in self.reader.feed(self.port.read(64)):
                self.last[type(found.message)] = found.message

    def senses(self):
        return self.last[node.Sense]


def test_no_electrical_rule_finds_a_mistake_in_the_wiring():
    assert list(check_wiring(read_wiring(WIRING))) == []


@pytest.mark.bench(wiring=str(WIRING), quantum_ms=5)
def test_the_wired_node_sees_doors_lid_and_keys_and_sounds_its_siren(bench):
    bench.set("lid", pressed=True)
    host = Host()
    host.listen(1.5)
    assert [getattr(host.senses(), zone).value for zone in ZONES] == ["CLOSED"] * 4
    assert host.senses().lid_open == 0
    assert host.senses().battery_mv == pytest.approx(5200, abs=40)
    for zone in ZONES:
        bench.set(zone, closed=False)
    host.listen(0.5)
    assert [getattr(host.senses(), zone).value for zone in ZONES] == ["OPEN"] * 4
    for zone in ZONES:
        bench.set(zone, closed=True)
    bench.parts["keypad"].press("7")
    host.listen(0.2)
    bench.parts["keypad"].release("7")
    host.listen(0.3)
    assert host.last[node.State].typed == 1
    host.say(node.Set(0, 0, 60, 3, 1, 48, 4400, 0))
    host.listen(0.5)
    host.say(node.Arm(mode=node.ArmMode.AWAY, bypass=0))
    host.listen(0.5)
    assert not bench.parts["siren"].sounds
    bench.set("lid", pressed=False)
    host.listen(0.5)
    assert bench.parts["siren"].sounds
    assert host.last[node.State].cause == 6
