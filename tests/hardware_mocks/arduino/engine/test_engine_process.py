import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hardware_mocks.arduino.engine import Engine, FirmwareCrashedError, harness_build
from makerkit.arduino.toolchain import ToolchainMissingError

IDLE = "void setup() { } void loop() { }"


def is_there(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def ends_within(pid, seconds):
    end = time.monotonic() + seconds
    while is_there(pid) and time.monotonic() < end:
        time.sleep(0.01)
    return not is_there(pid)


def test_a_program_that_runs_into_nowhere_is_told_with_its_address(sketch_chip, kind):
    engine = sketch_chip("void setup() { ((void (*)())0x3FF0)(); } void loop() { }", kind=kind)
    with pytest.raises(FirmwareCrashedError, match=r"at address 0x[0-9a-f]{4}, 0\.0\d+ s after"):
        engine.run(1)


def test_closing_ends_the_chips_process(sketch_chip):
    engine = sketch_chip(IDLE)
    engine.run(0.01)
    pid = engine._process.pid
    assert is_there(pid)
    engine.close()
    assert not is_there(pid)


def test_closing_in_the_middle_of_a_long_run_does_not_wait_for_its_end(sketch_chip, kind):
    engine = sketch_chip(IDLE, kind=kind)
    engine.start_run(10**15)
    engine.close()
    assert not is_there(engine._process.pid)


PARENT = """
import sys, time
from pathlib import Path
from hardware_mocks.arduino.engine import Engine
engine = Engine(Path(sys.argv[1]), kind=sys.argv[3])
engine.run_to(1000)
engine.start_run(int(sys.argv[2]))
print(engine._process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("until", [2_000, 10**15], ids=["waiting", "running"])
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_parent_leaves_no_process_behind(sketch_chip, until, kind):
    hex_file = sketch_chip(IDLE).firmware
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(hex_file), str(until), kind], stdout=subprocess.PIPE
    ) as parent:
        pid = int(parent.stdout.readline())
        assert is_there(pid)
        parent.kill()
    assert ends_within(pid, 5)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no process groups")
def test_control_c_is_for_the_program_and_not_for_the_chip(sketch_chip):
    engine = sketch_chip("void setup() { Serial.begin(9600); Serial.print(1); } void loop() { }")
    assert os.getpgid(engine._process.pid) != os.getpgid(0)
    assert len(engine.run(0.01)) == 1


def test_where_simavr_is_missing_it_is_said_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(harness_build, "SIMAVR_HEADERS", tmp_path)
    harness_build.harness_program.cache_clear()
    with pytest.raises(ToolchainMissingError, match=r"simavr's headers.*`\./maker arduino`"):
        Engine(tmp_path / "any.hex", kind="simavr")
    harness_build.harness_program.cache_clear()


def test_a_harness_that_does_not_compile_is_told_with_the_compilers_words(monkeypatch, tmp_path):
    (tmp_path / "sim_avr.h").write_text("#error another simavr\n")
    monkeypatch.setattr(harness_build, "SIMAVR_HEADERS", tmp_path)
    monkeypatch.setattr(harness_build, "_FLAGS", [f"-I{tmp_path}"])
    harness_build.harness_program.cache_clear()
    with pytest.raises(ToolchainMissingError, match=r"does not compile here: .*error.*simavr 1\.6"):
        Engine(tmp_path / "any.hex", kind="simavr")
    harness_build.harness_program.cache_clear()
