"""The unmodified `python -m security_system`, as `maker run --virtual -m` runs it."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from stage import CODE, QUICK

from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.trace import Trace
from security_system import config
from security_system.first_code import set_code
from security_system.journal import Journal
from workshop.commands.run import make_job
from workshop.commands.security import SECURITY

TOLD = ("exit started", "armed", "alarm", "siren started")


@pytest.fixture(scope="session", autouse=True)
def toolchain():
    require_toolchain()


def run_burglary(folder):
    """Run it in a folder; return the trace and the kinds of what the journal has."""
    folder.mkdir()
    data = folder / "data"
    config.create(data / config.FILE_NAME)
    for section, values in QUICK.items():
        config.change(data / config.FILE_NAME, section, values)
    set_code(data, "mina", CODE)
    scene = Path(make_job(module="security_system", mode="simulate").scenario)
    SECURITY.scene_with(scene, "burglary", folder)
    words = ["--virtual", "--for", "20", "--press", "A@3s", "--scenario", "scene.toml"]
    words += ["--trace", "run.jsonl", "-m", "security_system", "--folder", "data", "--no-web"]
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "run", *words, "--no-camera"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    rows = Journal(data / "journal.db").rows(limit=100)
    return folder / "run.jsonl", [row.kind for row in rows]


def test_a_burglar_is_met_by_the_siren_and_two_runs_are_the_same_bytes(tmp_path):
    first, kinds = run_burglary(tmp_path / "first")
    second, again = run_burglary(tmp_path / "second")
    assert [kind for kind in kinds if kind in TOLD] == list(TOLD)
    assert kinds == again
    digests = [hashlib.sha256(file.read_bytes()).hexdigest() for file in (first, second)]
    assert digests[0] == digests[1]
    siren = Trace.loads(first.read_bytes()).edges("GPIO23")
    assert [level for _, level in siren] == [1]
