"""The unmodified `python -m self_driving_car`, as `maker run --virtual -m` runs it."""

import hashlib
import json
import subprocess
import sys

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain

WORDS = ["--virtual", "--for", "6", "--trace", "run.jsonl", "-m", "self_driving_car"]
OPTIONS = ["--folder", "data", "--no-web", "--no-recorder", "--drive", "lane", "--speed", "0.5"]


@pytest.fixture(scope="module", autouse=True)
def toolchain():
    require_toolchain()


def run_it(folder):
    """Run it in a folder; return the digest of its trace and what really happened."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "run", *WORDS, "--", *OPTIONS],
        cwd=folder, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    truth = (folder / "run.truth.jsonl").read_text().splitlines()
    digest = hashlib.sha256((folder / "run.jsonl").read_bytes()).hexdigest()
    return digest, [json.loads(line) for line in truth], done.stdout


def test_it_drives_off_by_itself_stays_in_its_lane_and_two_runs_are_the_same_bytes(tmp_path):
    digest, truth, said = run_it(tmp_path / "first")
    cars = [event for event in truth if event["what"] == "car"]
    assert cars[-1]["s_m"] > 1.2
    assert max(abs(car["offset_m"]) for car in cars) < 0.05
    assert max(car["speed_m_s"] for car in cars) == pytest.approx(0.5, abs=0.05)
    assert "The car is in mode" in said
    assert run_it(tmp_path / "again")[0] == digest
