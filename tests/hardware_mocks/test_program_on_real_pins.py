"""A program on real pins, as far as it can be seen without a Pi: on gpiozero's mock pins."""

import os
import subprocess
import sys

import pytest

from hardware_mocks.job import Job, Mode
from makerkit.trace import Trace

BLINK = """
from time import sleep
from gpiozero import LED
led = LED(17)
led.on()
sleep(0.2)
led.off()
print("done")
"""


def run(folder, factory):
    """Run the program on the pins of a factory and return (process, trace file)."""
    (folder / "blink.py").write_text(BLINK)
    trace = folder / "trace.jsonl"
    job = Job(str(folder / "blink.py"), mode=Mode.HARDWARE, trace=str(trace))
    environment = {**os.environ, "GPIOZERO_PIN_FACTORY": factory}
    command = [sys.executable, "-m", "hardware_mocks.program", job.to_json()]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return done, trace


def test_the_same_trace_is_filled_on_real_pins(tmp_path):
    done, path = run(tmp_path, "mock")
    trace = Trace.load(path)
    (on_s, on), (off_s, off) = trace.edges("GPIO17")

    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")
    assert (on, off) == (1, 0)
    assert off_s - on_s == pytest.approx(0.2, abs=0.15)
    assert [note.data["text"] for note in trace.notes("end")] == ["ended"]
    assert trace.prints() == ["done"]
    assert trace.labels() == {"GPIO17": "led"}


def test_where_there_are_no_pins_one_message_says_so(tmp_path):
    done, _ = run(tmp_path, "lgpio")

    assert done.returncode == 1
    assert "Cannot use the pins of this machine" in done.stderr
    assert "Traceback" not in done.stderr
