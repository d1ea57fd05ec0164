"""`maker lint-lesson --run`: a lesson's own programs are run through its check."""

import pytest
from click.testing import CliRunner

from workshop.checker import Checker
from workshop.cli import main
from workshop.lint_lesson import Draft
from workshop.lint_lesson.trial import trial_faults


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


def tried(spoilt, checker):
    draft = Draft(spoilt.course.lesson("lamp"), spoilt.course)
    return [(f.file.name, f.line, f.text.partition(":")[0]) for f in trial_faults(draft, checker)]


def test_a_good_lesson_keeps_what_it_promises(spoilt, checker):
    assert tried(spoilt, checker) == []


def test_a_solution_that_fails_is_named_with_its_message(spoilt, checker):
    spoilt.change("solution.py", "sleep(0.5)", "sleep(0.4)")
    assert tried(spoilt, checker) == [("solution.py", 0, "The solution gets led.wrong_period")]


def test_a_starter_that_passes_is_named(spoilt, checker):
    spoilt.write("starter.py", (spoilt.folder / "solution.py").read_text())
    assert tried(spoilt, checker) == [("starter.py", 0, "The starter passes")]


def test_a_mistake_that_gets_another_message_is_named(spoilt, checker):
    spoilt.change("mistakes/late_sleep.py", "needs_first_sleep", "needs_second_sleep")
    spoilt.write(
        "mistakes/no_sleep.py",
        "# expect: lamp.needs_second_sleep\n" + (spoilt.folder / "solution.py").read_text(),
    )
    assert tried(spoilt, checker) == [
        ("late_sleep.py", 1, "It gets lamp.needs_first_sleep"),
        ("no_sleep.py", 1, "It gets no message"),
    ]


def test_the_command_runs_them_when_asked_to(spoilt):
    spoilt.write("starter.py", (spoilt.folder / "solution.py").read_text())
    lesson = str(spoilt.folder)
    assert CliRunner().invoke(main, ["lint-lesson", lesson]).exit_code == 0
    result = CliRunner().invoke(main, ["lint-lesson", "--run", lesson])
    assert result.exit_code == 1
    assert "starter.py: The starter passes: there is nothing to do." in result.stdout
