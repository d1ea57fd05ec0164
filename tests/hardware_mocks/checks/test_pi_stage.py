"""A check on real pins in a process of its own, as far as gpiozero's mock pins are real."""

import pytest

from hardware_mocks.checks.job import CheckJob
from workshop.checker import Checker

CHECK = '''
def test_blinks(bench, task, say):
    """The LED blinks."""
    say.if_error("ValueError", "blink.own_words")
    with task():
        bench.led("GPIO17").blinks(period="200 ms", times=3)


def test_says_so(task):
    """It says so."""
    with task(types=("Ali",)) as program:
        program.prints("Hello Ali")
        program.keeps_running(for_="200 ms")
'''
MESSAGES = '[blink.own_words]\ntitle = "A wrong value."\n'
BLINK = """
from time import sleep
from gpiozero import LED
led = LED(17)
name = input("Name? ") if {asks} else "Ali"
print("Hello", name)
while True:
    led.toggle()
    sleep({half_s})
"""


@pytest.fixture
def result(tmp_path, monkeypatch):
    """Check a program on mock pins and return the result."""
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "mock")

    def run(source):
        for name, text in (("check.py", CHECK), ("messages.toml", MESSAGES), ("main.py", source)):
            (tmp_path / name).write_text(text)
        (tmp_path / "lesson.md").touch()
        job = CheckJob.in_folder(tmp_path / "check.py", tmp_path / "main.py", hardware=True)
        with Checker(is_warm=False) as checker:
            return checker.check(job)

    return run


def test_a_right_program_passes_on_pins_with_their_tolerances(result):
    found = result(BLINK.format(half_s=0.11, asks="False"))

    assert [(task.name, task.status) for task in found.tasks] == [
        ("test_blinks", "pass"), ("test_says_so", "pass")
    ]  # fmt: skip


def test_a_wrong_rhythm_fails_with_its_numbers(result):
    found = result(BLINK.format(half_s=0.3, asks="False"))
    params = found.failed.message.params

    assert found.failed.message.id == "led.wrong_period"
    assert params["period_s"] == pytest.approx(0.6, abs=0.05)


def test_an_error_comes_over_in_the_lessons_words_with_its_line(result):
    found = result("x = int('four')\n")

    assert (found.failed.message.id, found.failed.line) == ("blink.own_words", 1)
    assert found.failed.code == "x = int('four')"


def test_any_other_error_comes_over_explained(result):
    found = result("y = z\n")

    assert (found.status, found.failed.line) == ("error", 1)
    assert "z" in str(found.failed.text)


def test_an_early_end_is_said(result):
    assert result("x = 1\n").failed.message.id == "program.ended_early"
