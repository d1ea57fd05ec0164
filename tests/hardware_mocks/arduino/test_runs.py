"""The process that runs a program, with an Arduino beside it."""

import json
import subprocess
import sys

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from hardware_mocks.job import Job, Mode

HOST = """
import serial
port = serial.Serial("/dev/ttyACM0", 115200, timeout=3)
print(port.readline())
port.write(b"P1\\n")
print(port.readline())
"""


@pytest.fixture
def run(tmp_path, sketches):
    """Run a job on the sketch `pong.ino`; return (exit code, what it printed, its trace)."""
    require_toolchain()
    (tmp_path / "host.py").write_text(HOST)

    def run(**how):
        trace = tmp_path / "trace.jsonl"
        job = Job(mode=Mode.VIRTUAL, for_s=3.0, trace=str(trace), **how)
        command = [sys.executable, "-m", "hardware_mocks.program", job.to_json()]
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)
        lines = trace.read_text().splitlines() if trace.exists() else []
        return done.returncode, done.stdout + done.stderr, [json.loads(line) for line in lines]

    return run


def test_a_sketch_alone_is_watched_by_a_serial_monitor(run, sketches):
    code, said, trace = run(program=str(sketches / "pong.ino"))

    assert (code, said) == (0, "READY\n")
    assert trace[0]["quantum_ms"] == 1.0
    assert [e["t_s"] for e in trace if e["kind"] == "edge" and e["level"]][:2] == pytest.approx(
        [0.25, 0.75], abs=0.002
    )


def test_a_sketch_with_a_program_for_the_pi(run, sketches, tmp_path):
    code, said, _ = run(program=str(sketches / "pong.ino"), host=str(tmp_path / "host.py"))

    assert (code, said) == (0, "b'READY\\r\\n'\nb'PONG 1\\r\\n'\n")


def test_a_program_for_the_pi_with_a_sketch_beside_it(run, sketches, tmp_path):
    code, said, trace = run(
        program=str(tmp_path / "host.py"), sketch=str(sketches / "pong.ino"), quantum_ms=5.0
    )

    assert (code, said) == (0, "b'READY\\r\\n'\nb'PONG 1\\r\\n'\n")
    assert trace[0]["quantum_ms"] == 5.0


def test_a_program_without_an_arduino_loads_nothing_of_it(run, tmp_path):
    (tmp_path / "blink.py").write_text(
        "import sys\nfrom gpiozero import LED\nLED(17).on()\n"
        "print([n for n in sys.modules if n.startswith(('hardware_mocks.arduino', 'serial'))])\n"
    )

    assert run(program=str(tmp_path / "blink.py"))[:2] == (0, "[]\n")


def test_a_sketch_that_does_not_compile_is_told(run, tmp_path):
    (tmp_path / "bad.ino").write_text("void setup() { nonsense }\nvoid loop() {}\n")
    code, said, _ = run(program=str(tmp_path / "bad.ino"))

    assert code == 2
    assert "nonsense" in said
