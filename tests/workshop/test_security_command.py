"""`maker security`: the system live in the simulated house, with two addresses and a code."""

import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.errors import NotThereError
from workshop.commands.run import make_job as make_run
from workshop.commands.security import HOUSE_CODE, SECURITY, shorten_exit

WORDS = [sys.executable, "-m", "workshop", "security"]
WITHIN_S = 60.0


@pytest.fixture(scope="module", autouse=True)
def toolchain():
    require_toolchain()


def test_its_own_wiring_and_house_are_found_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    job = make_run(module="security_system", mode="simulate")
    assert job.wiring.endswith("security_system/wiring.json")
    assert job.scenario.endswith("security_system/scene.toml")


def test_another_scenario_keeps_what_the_scene_says_of_the_parts(tmp_path):
    job = SECURITY.job(tmp_path, "burglary", tmp_path, port=0)
    scene = tomllib.loads((tmp_path / "scene.toml").read_text())
    assert job.scenario == str(tmp_path / "scene.toml")
    assert scene["world"] == {"kind": "house", "scenario": "burglary"}
    assert scene["parts"] == {"lid": {"pressed": True}}
    assert job.args == ("--folder", str(tmp_path), "--port", "0")


def test_a_scenario_that_there_is_not_is_told_before_anything_starts(tmp_path):
    scene = make_run(module="security_system", mode="simulate").scenario
    with pytest.raises(NotThereError, match="burglary"):
        SECURITY.scene_with(Path(scene), "burglry", tmp_path)


@pytest.fixture
def started():
    """Start `maker security` with options; return the process and what it has said at the end."""
    running = []

    def start(*words):
        command = [*WORDS, "--port", "0", *words]
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
        process.stdout.close()
        process.wait()


def read_until(process, *wanted):
    said, end_s = "", time.monotonic() + WITHIN_S
    while not all(re.search(words, said) for words in wanted):
        assert time.monotonic() < end_s, said
        line = process.stdout.readline()
        assert line, said
        said += line
    return said


def test_it_prints_both_addresses_and_the_code_and_ctrl_c_ends_both(started, tmp_path):
    process = started("--folder", str(tmp_path), "--", "--no-camera")
    said = read_until(
        process,
        f"The code of this house is {HOUSE_CODE}",
        "The bench is at http",
        "Home alarm is at http",
        "watches 9 zones",
    )
    assert str(tmp_path) in said
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    said = process.stdout.read()
    assert process.wait(20) == 0
    assert "Traceback" not in said
    assert (tmp_path / "journal.db").exists()


def test_without_a_folder_the_code_is_shown_and_everything_is_forgotten(started):
    process = started("--for", "5", "--", "--no-camera", "--no-web")
    said = read_until(process, f"The code of this house is {HOUSE_CODE}")
    said += process.stdout.read()
    assert process.wait(20) == 0
    assert "Traceback" not in said


def test_a_house_for_now_has_a_short_exit_delay_and_all_the_rest_of_the_first_file(tmp_path):
    job = SECURITY.job(tmp_path, None, tmp_path)
    shorten_exit(job, tmp_path)
    made = (tmp_path / "config.toml").read_text()
    first = Path(job.wiring).with_name("first_config.toml").read_text()
    assert made == first.replace("exit_s = 45", "exit_s = 5")
