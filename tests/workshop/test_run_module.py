"""`maker run -m PACKAGE`: its wiring and scene stand beside it, its heavy libraries come first."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import security_system
from hardware_mocks.arduino.for_tests import require_toolchain
from hardware_mocks.program_source import folder_of_module, source_of_module
from makerkit.arduino.build import ToolchainMissingError
from workshop.commands.run import make_job
from workshop.sketch_run import build_those_of, refused

LED = {
    "version": 1,
    "author": "",
    "editor": "wokwi",
    "parts": [
        {"type": "chip-raspberry-pi", "id": "pi", "left": 0, "top": 0, "attrs": {}},
        {"type": "wokwi-led", "id": "lamp", "left": 0, "top": 0, "attrs": {"color": "red"}},
        {"type": "wokwi-resistor", "id": "r", "left": 0, "top": 0, "attrs": {"value": "330"}},
    ],
    "connections": [
        ["pi:GPIO17", "lamp:A", "red", []],
        ["lamp:C", "r:1", "black", []],
        ["r:2", "pi:GND.1", "black", []],
    ],
    "dependencies": {},
}


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = tmp_path / "blinker"
    (folder / "inside").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "inside" / "__init__.py").write_text("import cv2.dnn\nfrom numpy import array\n")
    (folder / "__main__.py").write_text("from gpiozero import LED\nLED(17).on()\n")
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_wiring_and_the_scene_of_a_package_stand_beside_it(package):
    (package / "wiring.json").write_text(json.dumps(LED))
    (package / "scene.toml").write_text("seed = 3\n")
    job = make_job(module="blinker", mode="virtual")
    assert (job.wiring, job.scenario) == (
        str(package / "wiring.json"),
        str(package / "scene.toml"),
    )


def test_a_package_without_a_wiring_takes_that_of_the_current_folder(package):
    (package.parent / "wiring.json").write_text(json.dumps(LED))
    assert make_job(module="blinker", mode="virtual").wiring == str(package.parent / "wiring.json")
    assert make_job(module="this", mode="virtual").wiring is not None


def test_what_a_package_imports_anywhere_in_it_is_known_without_running_it(package):
    assert folder_of_module("blinker.inside", package.parent) == package / "inside"
    assert folder_of_module("this", package.parent) is None
    found = set(source_of_module("blinker", package.parent).decode().splitlines())
    assert {"import cv2", "import numpy", "import gpiozero"} <= found


def test_a_package_runs_in_virtual_time_on_its_own_wiring(package):
    (package / "wiring.json").write_text(json.dumps(LED))
    words = ["--virtual", "--for", "1", "--trace", "t.jsonl", "-m", "blinker"]
    words = [sys.executable, "-m", "workshop", "run", *words]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    events = [json.loads(line) for line in (package.parent / "t.jsonl").read_text().splitlines()]
    assert events[-1]["labels"]["GPIO17"] == "lamp"


def test_the_kits_own_firmware_needs_no_compiler(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("makerkit.arduino.toolchain.find_toolchain", lambda: None)
    kit = Path(security_system.__file__).parents[1]
    for application in ("self_driving_car", "security_system"):
        build_those_of(str(kit / application / "wiring.json"))
    assert capsys.readouterr().err == ""

    ours = json.loads((kit / "security_system" / "wiring.json").read_text())
    for part in ours["parts"]:
        if "sketch" in part.get("attrs", {}):
            part["attrs"]["sketch"] = "own.ino"
    (tmp_path / "wiring.json").write_text(json.dumps(ours))
    (tmp_path / "own.ino").write_text("void setup() {}\nvoid loop() {}\n")
    with pytest.raises(ToolchainMissingError):
        build_those_of(str(tmp_path / "wiring.json"))


def test_a_person_sees_that_something_is_compiled_and_only_then(monkeypatch, tmp_path):
    require_toolchain()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    sketch = tmp_path / "own.ino"
    sketch.write_text("void setup() {}\nvoid loop() {}\n")
    job = make_job(program=(str(sketch),), mode="virtual")
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr("sys.stderr", terminal)
    assert refused(job) is None
    assert "Compiling for the Arduino" in terminal.getvalue()
    before = terminal.getvalue()
    assert refused(job) is None
    assert terminal.getvalue() == before
