"""The same run, byte for byte, however busy the machine is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain

PROGRAM = Path(__file__).parent / "digest_program.py"


def start(quantum_ms, seed):
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), str(quantum_ms)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
    )


@pytest.mark.parametrize(("quantum_ms", "times"), [(1, 10), (5, 2)])
def test_every_process_sees_the_same(quantum_ms, times):
    """Five at once, so that they get in each other's way."""
    require_toolchain()
    start(quantum_ms, 0).communicate()  # builds the sketch
    said = []
    for first in range(0, times, 5):
        processes = [start(quantum_ms, first + n) for n in range(min(5, times - first))]
        said += [process.communicate()[0] for process in processes]

    assert len(set(said)) == 1
    assert b"PONG 2" in said[0]
    assert len(said) == times
