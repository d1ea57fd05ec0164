"""A program's commands are only played; what the bench needs itself it can still start."""

import subprocess
import sys
from pathlib import Path

KIT = Path(__file__).resolve().parents[3]
SCRIPT = """
import subprocess, sys
from hardware_mocks import own_processes
from hardware_mocks.bench import Bench
from hardware_mocks.clock import WallClock
from hardware_mocks.standins.commands import CommandRefusedError, Commands

Commands(Bench(WallClock()), lambda _reason: None).install()
process = own_processes.start([sys.executable, "-c", "print(42)"], stdout=subprocess.PIPE)
print(process.communicate()[0].decode().strip())
for start in (lambda: subprocess.run([sys.executable]), lambda: own_processes._Popen(["true"])):
    try:
        start()
    except CommandRefusedError as error:
        print(type(error).__name__)
"""


def test_only_the_bench_starts_real_processes_once_commands_are_played():
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=KIT, capture_output=True, text=True, check=False
    )
    said = ["42", "CommandRefusedError", "CommandRefusedError"]
    assert (ran.stdout.split(), ran.stderr[-300:]) == (said, "")
