"""One run of a board and a program in virtual time; prints a digest of all that happened."""

import hashlib
import json
import sys
import time
from pathlib import Path

from hardware_mocks.clock import VirtualClock
from hardware_mocks.simulated_pi import simulated_pi
from hardware_mocks.virtual_time import VirtualTime
from makerkit.wiring import parse_wiring

FOLDER = Path(__file__).parent
PARTS = [
    ("chip-raspberry-pi", "pi", {}),
    ("wokwi-arduino-uno", "uno", {"sketch": str(FOLDER / "sketches" / "pong.ino")}),
    ("wokwi-pushbutton", "b", {}),
    ("wokwi-hc-sr04", "sonar", {}),
    ("wokwi-potentiometer", "pot", {}),
]
WIRES = [
    *(("uno:2", "b:1.l"), ("b:2.l", "uno:GND.1"), ("uno:3", "sonar:ECHO"), ("uno:4", "sonar:TRIG")),
    *(("sonar:VCC", "uno:5V"), ("sonar:GND", "uno:GND.1"), ("uno:7", "pi:GPIO17")),
    *(("pot:VCC", "uno:5V"), ("pot:GND", "uno:GND.1"), ("pot:SIG", "uno:A0")),
]


def wiring():
    parts = [{"type": t, "id": i, "left": 0, "top": 0, "attrs": a} for t, i, a in PARTS]
    wires = [[a, b, "green", []] for a, b in WIRES]
    head = {"version": 1, "author": "", "editor": "wokwi"}
    return parse_wiring(json.dumps({**head, "parts": parts, "connections": wires}))


def run(bench):
    import serial

    bench.arduino().line.damage(share=0.02, seed=1)
    bench.set("pot", position=1.0, over_s=2.0)
    for number in range(8):
        bench.press("b", at_s=1.7 + number / 10, for_s=0.03)
    port = serial.Serial("/dev/ttyACM0", 115200, timeout=0.02)
    time.sleep(1.61)
    for number in range(20):
        port.write(b"U2\nD2\nA0\nS4\nH7\nL7\nW5099\nP%d\n" % number)
        print(repr(port.read(300)))


if __name__ == "__main__":
    with (
        VirtualTime() as scheduler,
        simulated_pi(
            VirtualClock(scheduler), seed=3, wiring=wiring(), quantum_ms=float(sys.argv[1])
        ) as bench,
    ):
        run(bench)
    print(hashlib.sha256(bench.trace.dumps().encode()).hexdigest(), len(bench.trace.events))
