"""The set-up of `maker`, killed at every single line of it: the next start must always mend it."""

import subprocess
import sys

import pytest
from small_project import make_tree

# Runs in a process of its own, which forks one child for each line to be killed at. Instead of what
# pip and venv do, files are written in two halves; installing over a half is the bug to find.
DRIVER = """
import os, signal, sys
sys.path.insert(0, HERE)
from pathlib import Path
from small_project import load_maker

maker = load_maker(Path(FOLDER))
maker.os.sync = lambda: None
maker.say = lambda text: None
maker.install_what_apt_has = lambda: None
STEPS = ["python", "base", "laptop", "kit"]
ONLY_READ = ("still_to_do", "read_stamp", "fingerprint", "read_pip", "is_raspberry_pi")

def run(command, on_line=str):
    name = "python" if "venv" in command else Path(command[-1]).stem
    done = maker.VENV / f"did {name}"
    on_line("Collecting something")
    on_line("Installing collected packages: something")
    assert not done.exists() or done.read_text() == "whole", "installed over a half"
    done.write_text("half")
    done.write_text("whole")
    if name == "python":
        maker.PYTHON.parent.mkdir()
        maker.PYTHON.touch()

maker.run = run

def lines_until_death(number):
    files, count = {maker.__file__, "<string>"}, 0
    def trace(frame, event, argument):
        nonlocal count
        if frame.f_code.co_filename not in files or frame.f_code.co_name in ONLY_READ:
            return None
        count += event == "line"
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    return trace

def is_killed_at(number):
    child = os.fork()
    if child == 0:
        sys.settrace(lines_until_death(number))
        maker.set_up(STEPS)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL

def prepare():
    maker.VENV.mkdir(exist_ok=True)
    maker.remove_old_environment()
    if IS_UPDATE:
        (maker.REQUIREMENTS / "base.txt").write_text("before")
        maker.set_up(STEPS)
        (maker.REQUIREMENTS / "base.txt").write_text("after")

number = 1
prepare()
while is_killed_at(number):
    maker.set_up(STEPS)
    assert not maker.still_to_do(STEPS), f"not stamped after line {number}"
    halves = [file.name for file in maker.VENV.glob("did *") if file.read_text() != "whole"]
    assert not halves, f"{halves} after line {number}"
    number += 1
    prepare()
print(number)
"""


@pytest.mark.parametrize("is_update", [False, True], ids=["first set-up", "update"])
def test_a_set_up_killed_at_any_line_is_mended_by_the_next_start(tmp_path, is_update):
    folder = make_tree(tmp_path).folder
    here = str(__file__).rpartition("/")[0]
    settings = f"HERE, FOLDER, IS_UPDATE = {here!r}, {str(folder)!r}, {is_update}\n"
    done = subprocess.run(
        [sys.executable, "-c", settings + DRIVER], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert int(done.stdout) > 50  # it was killed at so many lines
