"""Who may import whom, where import-linter cannot look: folders that are not packages."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parents[2]
APPLICATIONS = ("security_system", "self_driving_car")
CONTENT = {"lessons", "projects"}
OURS = {"makerkit", "hardware_mocks", "workshop", *APPLICATIONS, *CONTENT}


def imports_of(file: Path) -> set[str]:
    """Return the top-level names a file imports, `importlib.import_module("...")` included."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), filename=str(file))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
            names |= {str(argument.value) for argument in node.args if is_text(argument)}
    return {name if name.startswith(".") else name.partition(".")[0] for name in names}


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def programs(root: Path) -> Iterator[tuple[Path, set[str]]]:
    """Find every program for a real Pi, each with what it may import of ours."""
    for folder in ("lessons", "projects", *APPLICATIONS):
        for file in sorted((root / folder).rglob("*.py")):
            yield file, set() if file.name == "check.py" else {"makerkit", folder} - CONTENT


def violations(root: Path) -> list[str]:
    """Return each import that leaves its floor, as "file imports name"."""
    return [
        f"{file.relative_to(root).as_posix()} imports {name}"
        for file, allowed in programs(root)
        for name in sorted(imports_of(file))
        if name.startswith("..") or name in OURS - allowed
    ]


def test_lessons_projects_and_applications_stay_on_their_floor():
    assert len(list(programs(KIT))) >= 3
    assert violations(KIT) == []


@pytest.mark.parametrize(
    ("file", "line", "name"),
    [
        ("lessons/01_blink/starter.py", "import hardware_mocks", "hardware_mocks"),
        ("lessons/01_blink/mistakes/a.py", "from workshop.cli import main", "workshop"),
        ("lessons/01_blink/check.py", "from makerkit.trace import Trace", "makerkit"),
        ("lessons/02_sos/solution.py", "from ..other import morse", "..other"),
        ("projects/game/main.py", "import security_system.alarm", "security_system"),
        ("projects/game/main.py", "if True:\n    import projects.other", "projects"),
        (
            "projects/game/main.py",
            "import importlib\nimportlib.import_module('hardware_mocks.bench')",
            "hardware_mocks",
        ),
        ("security_system/app.py", "from hardware_mocks import bench", "hardware_mocks"),
        ("self_driving_car/app.py", "import security_system", "security_system"),
    ],
)
def test_a_planted_violation_is_found(tmp_path, file, line, name):
    planted = tmp_path / file
    planted.parent.mkdir(parents=True)
    planted.write_text(line)
    assert violations(tmp_path) == [f"{file} imports {name}"]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("lessons/01_blink/starter.py", "from gpiozero import LED"),
        ("projects/game/main.py", "from makerkit.trace import Trace"),
        ("security_system/app.py", "from security_system.alarm import Alarm"),
        ("lessons/01_blink/starter.py", "# import hardware_mocks"),
    ],
)
def test_what_is_allowed_is_not_found(tmp_path, file, line):
    planted = tmp_path / file
    planted.parent.mkdir(parents=True)
    planted.write_text(line)
    assert violations(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "line", "found"),
    [
        ("makerkit/planted.py", "import workshop", "makerkit.planted -> workshop"),
        (
            "security_system/alarm/planted.py",
            "import threading",
            "security_system.alarm.planted -> threading",
        ),
        (
            "self_driving_car/driver/planted.py",
            "import serial",
            "self_driving_car.driver.planted -> serial",
        ),
        (
            "security_system/app.py",
            "import hardware_mocks",
            "security_system.app -> hardware_mocks",
        ),
        (
            "self_driving_car/app.py",
            "import security_system",
            "self_driving_car.app -> security_system",
        ),
    ],
)
def test_import_linter_finds_a_violation_planted_in_a_package(tmp_path, file, line, found):
    packages = ("makerkit", "hardware_mocks", "workshop", "security_system", "self_driving_car")
    parts = [f"makerkit/{name}" for name in ("arduino", "arduino/link", "arduino/ports", "camera")]
    parts += ["makerkit/web"]
    parts += [f"security_system/{name}" for name in ("alarm", "motion")]
    parts += [f"self_driving_car/{name}" for name in ("perception", "control", "driver")]
    for name in (*packages, *parts):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    shutil.copy(KIT / "pyproject.toml", tmp_path)
    lint = [shutil.which("lint-imports", path=str(Path(sys.executable).parent)), "--no-cache"]

    def run():
        return subprocess.run(lint, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run().returncode == 0
    (tmp_path / file).write_text(f"{line}\n")
    assert found in run().stdout
