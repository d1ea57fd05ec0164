import shutil

import pytest
from click.testing import CliRunner

from hardware_mocks.arduino.for_tests import require_toolchain
from workshop import arduino_tools
from workshop.cli import main
from workshop.commands import build as build_command


def maker(*words):
    return CliRunner().invoke(main, words)


def test_what_is_there_is_listed_with_its_version():
    require_toolchain()
    shown = maker("arduino")
    assert shown.exit_code == 0
    signs = [line.split()[:2] for line in shown.output.splitlines() if line.startswith(" ✓")]
    assert [sign[1] for sign in signs][:2] == ["builds", "simulates"]
    assert "avr-gcc" in shown.output
    assert "simavr" in shown.output


def test_what_is_missing_is_named_with_the_command_that_brings_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(arduino_tools, "FROM_APT", {str(tmp_path / "gcc"): "gcc-avr"})
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "apt-get" else None)
    shown = maker("arduino")
    assert shown.exit_code == 1
    assert "→ Type: sudo apt-get install gcc-avr" in shown.output


def test_building_shows_how_much_of_the_chip_is_taken(tmp_path):
    require_toolchain()
    sketch = tmp_path / "wide.ino"
    sketch.write_text("char all[1600];\nvoid setup() { Serial.print(all); }\nvoid loop() { }\n")
    shown = maker("build", str(sketch), "--board", "nano")
    assert shown.exit_code == 0
    rows = [line.split() for line in shown.output.splitlines()]
    rows = [row for row in rows if row[:1] in (["flash"], ["RAM"])]  # a slow build says so before
    assert [(row[0], row[2:5]) for row in rows] == [
        ("flash", ["of", "32,256", "bytes"]),
        ("RAM", ["of", "2,048", "bytes"]),
    ]
    assert "The RAM is more than 75 % full" in shown.output


def test_a_sketch_with_a_mistake_is_explained_before_the_compilers_own_words(tmp_path):
    require_toolchain()
    sketch = tmp_path / "bad.ino"
    sketch.write_text("void setup() {\n  oops;\n}\nvoid loop() { }\n")
    shown = maker("build", str(sketch))
    assert shown.exit_code == 2
    lines = shown.stderr.splitlines()
    assert lines[0] == "maker: bad.ino, line 2:"
    own = lines[lines.index("The compiler said:") + 1 :]
    assert own == [f"{sketch}:2: error: 'oops' was not declared in this scope"]


@pytest.mark.parametrize(("share", "bar"), [(0, "·" * 20), (0.5, "█" * 10 + "·" * 10)])
def test_a_share_is_drawn_as_a_bar(share, bar):
    assert build_command._bar(share) == bar
