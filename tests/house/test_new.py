"""`maker new`: a project of one's own, wholly there or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from hardware_mocks.arduino.for_tests import require_toolchain
from workshop.cli import main
from workshop.commands import new

KIT = Path(__file__).resolve().parents[2]


def make(*arguments):
    return CliRunner().invoke(main, ["new", *map(str, arguments)])


def contents(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_new_project_has_a_program_a_test_and_a_page_with_its_name(tmp_path):
    assert make("night_light", "--folder", tmp_path).exit_code == 0
    project = tmp_path / "night_light"
    assert contents(tmp_path) == [
        "night_light",
        *(f"night_light/{name}" for name in ("README.md", "main.py", "test_main.py")),
    ]
    assert (project / "README.md").read_text().startswith("# night_light\n")


def test_the_test_of_a_new_project_passes_as_it_is(tmp_path):
    make("night_light", "--folder", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "night_light"],
        cwd=tmp_path,
        env={**os.environ, "PYTEST_ADDOPTS": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_a_sketch_is_called_like_its_folder_and_its_test_passes_as_it_is(tmp_path):
    done = make("night_light", "--arduino", "--folder", tmp_path)
    assert done.output.split("\n")[1].endswith("/night_light/night_light.ino")
    assert contents(tmp_path / "night_light") == ["README.md", "night_light.ino", "test_sketch.py"]
    require_toolchain()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "night_light"],
        cwd=tmp_path,
        env={**os.environ, "PYTEST_ADDOPTS": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_what_is_there_already_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/main.py").write_text("precious")
    done = make("mine", "--folder", tmp_path)
    assert done.exit_code == 2
    assert "is there already" in done.stderr
    assert contents(tmp_path) == ["mine", "mine/main.py"]
    assert (tmp_path / "mine/main.py").read_text() == "precious"


@pytest.mark.parametrize(
    "name", ["", "Night", "night-light", "1st", "a/b", "..", "a b", "con", "lpt1", "x" * 41, "é"]
)
def test_a_name_that_some_system_could_not_use_is_refused(tmp_path, name):
    done = make("--folder", tmp_path, "--", name)
    assert done.exit_code == 2
    assert done.stderr.startswith("maker: ")
    assert contents(tmp_path) == []


def test_a_disk_that_fills_up_on_the_way_leaves_nothing_behind(tmp_path, monkeypatch):
    def fill_half_and_fail(draft, _name, _template):
        draft.mkdir()
        (draft / "main.py").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new, "fill_template", fill_half_and_fail)
    done = make("night_light", "--folder", tmp_path)
    assert done.exit_code == 1
    assert "cannot be written: No space left on device." in done.stderr
    assert contents(tmp_path) == []
