"""The first lesson and the first project do what their pages say."""

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from workshop.cli import main

KIT = Path(__file__).resolve().parents[2]
GAME = KIT / "projects/reaction_game/solution.py"


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


def test_without_a_command_or_a_terminal_it_says_where_somebody_is_and_what_to_type(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("MAKER_HOME", str(tmp_path))
    done = CliRunner().invoke(main, [])
    assert done.exit_code == 0
    assert "You are at 00 Start here." in done.output
    assert "./maker start 00" in done.output
    assert list(tmp_path.iterdir()) == []


def test_somebody_who_has_begun_is_told_to_go_on(tmp_path, monkeypatch):
    monkeypatch.setenv("MAKER_HOME", str(tmp_path))
    assert CliRunner().invoke(main, ["start", "01"]).exit_code == 0
    said = CliRunner().invoke(main, []).output
    assert "You are at 01 Blink." in said
    assert "./maker watch" in said
