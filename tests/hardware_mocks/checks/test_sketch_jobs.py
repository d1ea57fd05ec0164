"""What is built before a check, and why a check cannot be run."""

import subprocess
import sys

import pytest

from hardware_mocks.arduino.engine import kinds
from hardware_mocks.arduino.for_tests import require_node, require_toolchain
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.sketches import prepared
from makerkit.arduino import toolchain

BLINK = "void setup() { pinMode(13, OUTPUT); }\nvoid loop() { digitalWrite(13, HIGH); }\n"
UNO = """{"version": 1, "author": "", "editor": "wokwi", "connections": [], "parts": [
{"type": "wokwi-arduino-uno", "id": "uno", "left": 0, "top": 0, "attrs": {"sketch": "%s"}}]}
"""


@pytest.fixture
def job_for(tmp_path):
    """Write a lesson's folder and return the job of checking one of its files."""

    def write(program, **files):
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        wiring = tmp_path / "wiring.json"
        return CheckJob(
            tmp_path / "check.py", tmp_path / program, wiring=wiring if wiring.is_file() else None
        )

    return write


def refusal_of(job):
    found = prepared(job).refusal
    return None if found is None else (found["id"], found["line"])


def test_a_sketch_that_can_be_built_is_not_refused(job_for):
    require_toolchain()
    assert refusal_of(job_for("solution.ino", solution_dot_ino=BLINK)) is None


def test_a_sketch_is_checked_where_node_alone_can_run_it(job_for, monkeypatch):
    """A laptop without simavr: each check of a sketch ended with a traceback."""
    require_toolchain()
    require_node()
    monkeypatch.setattr(kinds, "has_simavr", lambda: False)
    assert refusal_of(job_for("solution.ino", solution_dot_ino=BLINK)) is None


def test_a_mistake_in_a_sketch_is_told_with_its_line(job_for):
    require_toolchain()
    job = job_for("my.ino", solution_dot_ino=BLINK, my_dot_ino=BLINK.replace("pinMode", "pinmode"))
    assert refusal_of(job) == ("sketch.capitals", 1)
    again = CheckJob.from_json(prepared(job).to_json())
    assert again.has_arduino
    assert again.refusal == prepared(job).refusal


def test_a_program_of_the_wrong_kind_is_refused(job_for):
    require_toolchain()
    sketches = job_for("my.py", solution_dot_ino=BLINK, my_dot_py="print('hello')\n")
    assert refusal_of(sketches) == ("sketch.wanted", None)


def test_a_sketch_in_a_lesson_about_python_is_refused(job_for):
    require_toolchain()
    job = job_for("my.ino", solution_dot_py="print('hello')\n", my_dot_ino=BLINK)
    assert refusal_of(job) == ("sketch.not_wanted", None)


def test_a_file_that_is_gone_is_told_so(job_for):
    require_toolchain()
    assert refusal_of(job_for("gone.ino", solution_dot_ino=BLINK)) == ("file.gone", None)


def test_a_sketch_that_the_lesson_gives_must_be_right(job_for):
    require_toolchain()
    files = {"solution_dot_py": "pass\n", "wiring_dot_json": UNO % "pong/pong.ino"}
    job = job_for("solution.py", pong__pong_dot_ino="void setup() {", **files)
    assert refusal_of(job) == ("check.broken", None)


def test_wrong_sketches_in_the_folder_of_mistakes_are_not_looked_at(job_for):
    require_toolchain()
    job = job_for("solution.ino", solution_dot_ino=BLINK, mistakes__a_dot_ino="void setup() {")
    assert refusal_of(job) is None


@pytest.mark.parametrize("needs", ["solution.ino", "solution.py"])
def test_without_a_compiler_it_is_said_what_to_type(job_for, monkeypatch, needs):
    monkeypatch.setattr(toolchain, "find_toolchain", lambda: None)
    files = {"pong__pong_dot_ino": BLINK, "wiring_dot_json": UNO % "pong/pong.ino"}
    name = needs.replace(".", "_dot_")
    text = BLINK if needs.endswith("ino") else "pass\n"
    found = prepared(job_for(needs, **{name: text}, **files)).refusal
    assert found["id"] == "sketch.no_compiler"
    assert "./maker arduino" in found["params"]["why"]


def test_a_disk_that_is_full_breaks_no_watch(job_for, monkeypatch):
    require_toolchain()

    def full(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hardware_mocks.explain.sketch.built.build", full)
    found = prepared(job_for("solution.ino", solution_dot_ino=BLINK)).refusal
    assert found["id"] == "check.broken"
    assert "No space left" in found["params"]["said"]


def test_the_kit_s_own_sketches_are_built_by_their_name(job_for, monkeypatch):
    require_toolchain()
    built = []
    monkeypatch.setattr("makerkit.arduino.build.build", lambda path: built.append(path.name))
    files = {"solution_dot_py": "pass\n", "wiring_dot_json": UNO % "car_controller"}
    assert refusal_of(job_for("solution.py", **files)) is None
    assert built == ["car_controller"]


def test_a_check_of_a_python_program_imports_nothing_of_the_arduino(tmp_path):
    """The warm process and whoever orders a check stay as light as they were."""
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from workshop.checker import Checker, job_for\n"
        "from hardware_mocks.checks.sketches import prepared\n"
        "from workshop.course import Course\n"
        "import hardware_mocks.checks.job_plugin, hardware_mocks.checks.stage\n"
        "lesson = Course.of_the_kit().lesson('01')\n"
        "job = job_for(lesson, lesson.solution)\n"
        "assert prepared(job) is job\n"
        "print([m for m in sys.modules if 'arduino.board' in m or 'explain.sketch' in m\n"
        "       or 'arduino.build' in m or 'arduino.engine' in m])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout == "[]\n", done.stderr
