"""Two systems in one folder would overwrite each other's state: one of them could disarm both."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from makerkit.app.only_one import InUseError, OnlyOne
from security_system import config
from security_system.app import SecuritySystem

HOLDS = """
import sys, time
from pathlib import Path
from makerkit.app.only_one import OnlyOne
held = OnlyOne(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def settings(tmp_path):
    config.create(tmp_path / config.FILE_NAME)
    return config.load(tmp_path / config.FILE_NAME)


def test_a_second_system_in_the_same_folder_is_refused_with_a_sentence(tmp_path, settings):
    first = SecuritySystem(settings, tmp_path, parts=frozenset())
    with pytest.raises(InUseError, match=r"already \(process \d+\)\. End that one first"):
        SecuritySystem(settings, tmp_path, parts=frozenset())
    first.stop()
    SecuritySystem(settings, tmp_path, parts=frozenset()).stop()


def test_a_program_that_was_killed_leaves_the_folder_free(tmp_path):
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "held\n"
    with pytest.raises(InUseError, match=f"process {other.pid}"):
        OnlyOne(tmp_path)
    other.kill()
    other.communicate()
    OnlyOne(tmp_path).let_go()


def test_a_card_that_has_become_read_only_keeps_no_house_unguarded(tmp_path, monkeypatch):
    """A worn card is read-only after a restart: then nobody can write, and nobody needs a lock."""

    def refuse(path, mode="r", **_how):
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    OnlyOne(tmp_path).let_go()


def test_on_a_read_only_card_a_second_one_is_still_refused(tmp_path, monkeypatch):
    first = OnlyOne(tmp_path)
    really_open = Path.open

    def only_read(path, mode="r", **how):
        if mode != "r":
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return really_open(path, mode, **how)

    monkeypatch.setattr(Path, "open", only_read)
    with pytest.raises(InUseError):
        OnlyOne(tmp_path)
    first.let_go()
