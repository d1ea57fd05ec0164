"""A serial port with something simple at its other end, and the same on a real pseudo-terminal."""

import json
import os
import threading
from pathlib import Path

import pytest
import serial

from hardware_mocks.arduino.for_tests import require_toolchain
from hardware_mocks.arduino.serial_ports import UNO
from hardware_mocks.virtual_time import NS_PER_S
from makerkit.wiring import parse_wiring


class OtherEnd:
    """Stands where a board would: notes what comes, says what it is told to."""

    def __init__(self, port):
        self.port = port
        self.heard = bytearray()
        self.dtr = []
        port.far_end = self

    def dtr_changed(self, level):
        self.dtr.append((self.port.clock.now_ns / NS_PER_S, level))

    def written(self, port):
        port.clock.at(port.drained_ns, self._take)

    def _take(self):
        taken = self.port.take_outgoing(self.port.clock.now_ns)
        self.heard += bytes(byte for _, byte in taken)

    def say(self, data, *, after_s=0.0):
        self.port.clock.after(round(after_s * NS_PER_S), self.port.deliver, data)


@pytest.fixture
def other_end(bench):
    """What hangs on the bench's /dev/ttyACM0."""
    return OtherEnd(bench.serial_ports.add(UNO))


class BenchLine:
    """A port of the bench, as the tests below want it."""

    def __init__(self, other_end):
        self._other_end = other_end

    def open(self, **how):
        return serial.Serial("/dev/ttyACM0", 115200, **how)

    def say(self, data, *, after_s=0.0):
        self._other_end.say(data, after_s=after_s)

    def pull_out(self):
        self._other_end.port.unplug()


class PtyLine:
    """A pseudo-terminal of this machine, opened by pyserial's own class."""

    def __init__(self):
        self._master, slave = os.openpty()
        self._name = os.ttyname(slave)
        self._slave = slave
        self._opened = []

    def open(self, **how):
        from hardware_mocks.arduino.control_lines import RealSerial

        port = RealSerial(self._name, 115200, **how)
        self._opened.append(port)
        return port

    def say(self, data, *, after_s=0.0):
        threading.Timer(after_s, os.write, [self._master, data]).start()

    def pull_out(self):
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = None

    def close(self):
        for port in self._opened:
            port.close()
        for descriptor in (self._master, self._slave):
            if descriptor is not None:
                os.close(descriptor)


@pytest.fixture(params=["bench", "pty"])
def line(request):
    """A line with a port to open: one of the bench's, and a real one."""
    if request.param == "bench":
        yield BenchLine(request.getfixturevalue("other_end"))
        return
    pty = PtyLine()
    yield pty
    pty.close()


# -- a board

SKETCHES = Path(__file__).parent / "sketches"


@pytest.fixture
def wired():
    """Return a function that makes a wiring: {id: (type, attributes)} and pairs of pins."""

    def wired(parts, *connections, with_pi=True):
        all_parts = {"pi": ("chip-raspberry-pi", {})} if with_pi else {}
        all_parts |= {"uno": ("wokwi-arduino-uno", {}), **parts}
        drawn = [
            {"type": type_, "id": id_, "left": 0, "top": 0, "attrs": attributes}
            for id_, (type_, attributes) in all_parts.items()
        ]
        wires = [[a, b, "green", []] for a, b in connections]
        diagram = {"version": 1, "author": "", "editor": "wokwi"}
        return parse_wiring(json.dumps({**diagram, "parts": drawn, "connections": wires}))

    return wired


class Talk:
    """A port with the sketch `pong.ino` at its end."""

    def __init__(self, **how):
        self.port = serial.Serial("/dev/ttyACM0", 115200, timeout=3, **how)
        assert self.port.readline() == b"READY\r\n"

    def tell(self, order):
        self.port.write(order.encode() + b"\n")

    def ask(self, order):
        self.tell(order)
        return self.port.readline().decode("latin-1").rstrip()


@pytest.fixture
def pong(firmware, wired):
    """Return a function that puts a Uno with `pong.ino` on the bench, with parts and wires."""
    require_toolchain()

    def put(parts=None, *connections, with_pi=True, **how):
        wiring = wired(parts or {}, *connections, with_pi=with_pi)
        return firmware(SKETCHES / "pong.ino", wiring=wiring, **how)

    return put


@pytest.fixture
def talk():
    """Open the port, and wait until the sketch is there."""
    return Talk


@pytest.fixture
def sketches():
    """The folder of the sketches that these tests talk to."""
    return SKETCHES
