"""A board in real time, and another program that opens its port."""

import os
import subprocess
import sys
import threading
import time

import pytest
import serial

from hardware_mocks.arduino.control_lines import RealSerial
from hardware_mocks.arduino.for_tests import require_toolchain
from hardware_mocks.arduino.on_wiring import put_board
from hardware_mocks.clock import WallClock
from hardware_mocks.simulated_pi import simulated_pi
from makerkit.arduino.live_ports import announce, live_ports, withdraw

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="Windows has no terminals")


@pytest.fixture
def runtime(tmp_path, monkeypatch):
    """A runtime folder of one's own."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path / "makerkit"


@pytest.fixture
def board(runtime, sketches):
    """A board that runs live."""
    require_toolchain()
    clock = WallClock()
    with simulated_pi(clock) as bench:
        put_board(bench, sketches / "pong.ino", quantum_ms=1.0)
        clock.start()
        yield bench.arduino()
        clock.stop()


def test_another_program_finds_it_and_opening_restarts_it(board, runtime):
    assert live_ports() == {str(runtime / "ttyACM0"): board.device}
    with RealSerial(str(runtime / "ttyACM0"), 115200, timeout=5) as port:
        began_s = time.monotonic()
        ready = (port.readline(), time.monotonic() - began_s)
        port.write(b"P1\n")
        answer = port.readline()
        board.unplug()
        with pytest.raises(serial.SerialException, match="device reports readiness to read"):
            port.read()

    assert ready[0] == b"READY\r\n"
    assert ready[1] > 1.5
    assert answer == b"PONG 1\r\n"
    assert [cause for _, cause in board.resets] == ["external"]
    assert live_ports() == {}


def test_the_program_of_the_run_opens_it_by_its_usual_name(board):
    heard = threading.Event()
    board.bench.trace.listen(lambda event: event.kind == "serial" and heard.set())
    board.line.at_pi.lines or heard.wait(10)  # it says READY to nobody
    with serial.Serial("/dev/ttyACM0", 115200, timeout=5) as port:
        said = [port.readline()]
        port.write(b"P2\n")
        said.append(port.readline())

    assert said == [b"READY\r\n", b"PONG 2\r\n"]


def test_one_object_can_go_from_the_bench_s_port_to_one_of_the_machine(board):
    master, slave = os.openpty()
    try:
        port = serial.Serial("/dev/ttyACM0", 115200, timeout=5)
        port.close()
        port.port = os.ttyname(slave)
        port.open()
        os.write(master, b"hello")
        got = port.read(5)
        port.close()
    finally:
        os.close(master)
        os.close(slave)

    assert got == b"hello"


def test_what_a_killed_run_has_left_is_no_board(runtime, tmp_path):
    tmp_path.joinpath("somebodys-terminal").touch()
    announce("ttyACM0", str(tmp_path / "somebodys-terminal"))
    command = [sys.executable, "-c", "import os; print(os.getpid())"]
    gone = subprocess.run(command, capture_output=True, check=True)
    runtime.joinpath("ttyACM0.pid").write_bytes(gone.stdout)

    assert live_ports() == {}


def test_a_link_that_leads_to_another_board_by_now_stays(runtime, tmp_path):
    tmp_path.joinpath("one").touch()
    tmp_path.joinpath("two").touch()
    first = announce("ttyACM0", str(tmp_path / "one"))
    second = announce("ttyACM0", str(tmp_path / "two"))
    withdraw(first, str(tmp_path / "one"))
    there = live_ports()
    withdraw(second, str(tmp_path / "two"))

    assert (there, live_ports()) == ({str(runtime / "ttyACM0"): str(tmp_path / "two")}, {})
