"""An interpreter that hangs in C code is ended; one that only waits, or is slow, is not."""

import subprocess
import sys

import pytest

from hardware_mocks.hang_watch import dumped_lines, has_hung

BEGIN = """
import threading
import time
from hardware_mocks.hang_watch import HangWatch

watch = HangWatch(2, 0.2)
watch.stay_alive()
"""
COMPUTES = "sum(range(10**12))"
WAITS = "time.sleep(0.5)"
SAYS_SO = """
def say_so():
    while True:
        watch.stay_alive()
        time.sleep(0.02)

threading.Thread(target=say_so, daemon=True).start()
end_s = time.process_time() + 0.5
while time.process_time() < end_s:
    pass
"""


@pytest.fixture
def ended(tmp_path):
    """How a program ended: its exit code, and what it wrote."""

    def run(program):
        path = tmp_path / "program.py"
        path.write_text(BEGIN + program)
        done = subprocess.run(
            [sys.executable, str(path)], check=False, stderr=subprocess.PIPE, text=True, timeout=60
        )
        return done.returncode, done.stderr.splitlines()

    return run


def test_a_call_that_computes_without_end_is_ended_and_its_line_told(ended, tmp_path):
    code, dump = ended(COMPUTES)
    assert has_hung(code, dump)
    line = (BEGIN + COMPUTES).splitlines().index(COMPUTES) + 1
    assert (str(tmp_path / "program.py"), line) in set(dumped_lines(dump))


@pytest.mark.parametrize("program", [WAITS, SAYS_SO], ids=["waits", "says so"])
def test_a_program_that_waits_or_says_that_it_runs_is_left_alone(ended, program):
    code, dump = ended(program)
    assert (code, dump) == (0, [])
    assert not has_hung(code, dump)
