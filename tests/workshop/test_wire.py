"""`maker wire`: what it prints, what it writes, and what it says when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workshop.cli import main

SAMPLES = Path(__file__).parents[1] / "makerkit" / "wiring" / "drawing" / "data"
LED = str(SAMPLES / "led.json")


def wire(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["wire", *arguments])


@pytest.fixture
def without_resistor(tmp_path: Path) -> str:
    """A wiring whose LED goes straight from the pin to ground."""
    document = json.loads(Path(LED).read_text())
    document["parts"] = [part for part in document["parts"] if part["id"] != "r1"]
    document["connections"] = [c for c in document["connections"] if "r1" not in c[0]]
    document["connections"].append(["bb:3b.i", "bb:bn.2", "black", []])
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(document))
    return str(path)


def test_it_lists_parts_and_wires_and_says_how_to_get_a_picture():
    result = wire(LED)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[lines.index("Parts") + 1] == "  1 x Raspberry Pi"
    assert lines[lines.index("Wires") + 1 :][:2] == [
        "   1. black wire: GND (pin 20 of the Pi) to the lower minus rail, hole 11",
        "   2. yellow wire: GPIO17 (pin 11 of the Pi) to row j, column 4",
    ]
    assert "The wiring is fine: no rule found a mistake." in lines
    assert f"The picture: maker wire {LED} --svg wiring.svg (or --png wiring.png)" in lines


@pytest.mark.parametrize("name", ["01", "1", "blink", "lessons/01_blink", "01_blink"])
def test_a_lesson_is_found_by_number_name_or_folder(name, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[2])
    result = wire(name)
    assert result.exit_code == 0
    assert "1 x LED, red" in result.output


def test_a_lesson_that_is_not_there_is_said_with_those_that_are():
    result = wire("blonk")
    assert result.exit_code == 2
    assert "There is no lesson 'blonk'. There is: 00_start_here, 01_blink" in result.output


def test_a_folder_without_a_wiring_is_said(tmp_path):
    result = wire(str(tmp_path))
    assert result.exit_code == 2
    assert f"There is no wiring.json in {tmp_path}." in result.output


def test_a_wiring_file_that_is_not_there_is_said():
    result = wire("my/wiring.json")
    assert result.exit_code == 2
    assert "There is no file" in result.output


def test_a_faulty_file_is_said_with_the_place_of_the_fault(tmp_path):
    file = tmp_path / "wiring.json"
    file.write_text(Path(LED).read_text().replace('"bb:4b.j"', '"bb:44b.j"'))
    result = wire(str(file))
    assert result.exit_code == 2
    assert "44b.j" in result.output


def test_check_is_content_with_a_good_wiring():
    result = wire(LED, "--check")
    assert (result.exit_code, result.output) == (
        0,
        "The wiring is fine: no rule found a mistake.\n",
    )


def test_check_exits_with_1_when_a_rule_finds_a_mistake(without_resistor):
    result = wire(without_resistor, "--check")
    assert result.exit_code == 1
    assert result.output.startswith("Mistake: ")
    assert "resistor" in result.output


def test_without_check_a_mistake_is_said_but_is_no_failure(without_resistor):
    result = wire(without_resistor)
    assert result.exit_code == 0
    assert "Mistake: " in result.output


def test_it_writes_a_picture_in_each_format(tmp_path):
    svg, png = tmp_path / "led.svg", tmp_path / "led.png"
    result = wire(LED, "--svg", str(svg), "--png", str(png), "--mono")
    assert result.output == f"Wrote {svg}.\nWrote {png}.\n"
    assert svg.read_text(encoding="utf-8").startswith("<svg ")
    assert png.read_bytes().startswith(b"\x89PNG")


def test_a_mistake_is_ringed_in_the_picture_and_said(without_resistor, tmp_path):
    result = wire(without_resistor, "--svg", str(tmp_path / "bad.svg"))
    wire(LED, "--svg", str(tmp_path / "good.svg"))
    assert result.exit_code == 0
    assert "Mistake: " in result.output
    rings = [(tmp_path / name).read_text().count('r="7.5"') for name in ("good.svg", "bad.svg")]
    assert rings[0] == 0
    assert rings[1] > 0


def test_check_exits_with_1_beside_every_other_option(without_resistor, tmp_path):
    for others in (["--svg", str(tmp_path / "bad.svg")], ["--steps"], ["--mono"]):
        assert wire(without_resistor, "--check", *others).exit_code == 1


def test_steps_are_printed_in_words():
    lines = wire(LED, "--steps").output.splitlines()
    assert lines[0].startswith("  1. Take the power off the Raspberry Pi.")
    assert lines[-1].startswith(f"{len(lines):3}. Compare everything with the picture")


def test_steps_with_a_picture_write_one_file_a_step(tmp_path):
    result = wire(LED, "--steps", "--svg", str(tmp_path / "led.svg"))
    assert result.exit_code == 0
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == [f"led_{step}.svg" for step in range(1, 7)]
