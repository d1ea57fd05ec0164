"""The first lesson and the first project do what their pages say."""

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from workshop.cli import main
from workshop.commands import welcome

KIT = Path(__file__).resolve().parents[2]
GAME = KIT / "projects/reaction_game/main.py"


@pytest.fixture
def printed(monkeypatch, capsys):
    """What the game printed, with red always coming on after 3 seconds."""
    monkeypatch.setattr(random, "uniform", lambda low, high: 3.0)

    def lines():
        return capsys.readouterr().out.splitlines()

    return lines


def test_the_solution_of_blink_is_one_even_blink_a_second(bench, run_program):
    run_program(KIT / "lessons/01_blink/solution.py", for_s=3)
    assert bench.trace.edges("GPIO17") == [
        (0.0, 1),
        (0.5, 0),
        (1.0, 1),
        (1.5, 0),
        (2.0, 1),
        (2.5, 0),
    ]


def test_the_starter_of_blink_blinks_but_not_evenly(bench, run_program):
    run_program(KIT / "lessons/01_blink/starter.py", for_s=2)
    assert bench.trace.edges("GPIO17") == [(0.0, 1), (1.5, 0), (1.7, 1)]


@pytest.mark.parametrize(("pin", "name"), [("GPIO5", "A"), ("GPIO6", "B")])
def test_who_presses_first_after_red_wins(bench, run_program, printed, pin, name):
    bench.press(pin, at_s=3.4)
    run_program(GAME, for_s=4)
    assert printed() == [f"{name} won!"]


def test_who_presses_before_red_loses_and_red_stays_dark(bench, run_program, printed):
    bench.press("GPIO5", at_s=2.0)
    run_program(GAME, for_s=4)
    assert printed() == ["A pressed too early and lost!"]
    assert bench.trace.edges("GPIO17") == []


def test_holding_the_button_all_the_time_loses(bench, run_program, printed):
    bench.hold("GPIO6", at_s=0.0)
    run_program(GAME, for_s=1)
    assert printed() == ["B pressed too early and lost!"]


def test_holding_on_after_a_win_loses_the_next_round(bench, run_program, printed):
    bench.hold("GPIO5", at_s=3.5)
    run_program(GAME, for_s=6)
    assert printed() == ["A won!", "A pressed too early and lost!"]


def test_when_nobody_presses_the_next_round_begins(bench, run_program, printed):
    run_program(GAME, for_s=16)
    assert printed() == ["Nobody won!"]
    assert len(bench.trace.edges("GPIO27")) == 3  # on, off, and on again


def test_without_a_command_the_first_lesson_is_drawn_and_the_next_step_named():
    done = CliRunner().invoke(main, [])
    assert done.exit_code == 0
    assert "GPIO17" in done.output
    assert "./maker run lessons/01_blink/starter.py" in done.output


def test_a_lesson_the_student_broke_still_gets_the_next_step(tmp_path, monkeypatch):
    broken = tmp_path / "starter.py"
    broken.write_text("print(1 / 0)\n")
    monkeypatch.setattr(welcome, "LESSON", broken)
    done = CliRunner().invoke(main, [])
    assert done.exit_code == 1
    assert "./maker run" in done.output
