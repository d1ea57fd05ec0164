"""A serial port with something simple at its other end, and the same on a real pseudo-terminal."""

import os
import threading

import pytest
import serial

from hardware_mocks.arduino.serial_ports import UNO
from hardware_mocks.virtual_time import NS_PER_S


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
        from hardware_mocks.arduino.serial_port import RealSerial

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
