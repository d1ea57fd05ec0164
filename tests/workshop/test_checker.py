"""The warm process that checks programs: whatever a program does to it, one message comes back."""

import json
from pathlib import Path

import pytest

from hardware_mocks.checks.job import CheckJob
from workshop.checker import Checker, CheckerClosedError

DATA = Path(__file__).parent.parent / "hardware_mocks" / "checks" / "data"
CHECK = '''
def test_blinks(bench, task, say):
    """The red LED blinks once a second."""
    with task(points=2):
        bench.led("red").blinks(period="1 s")


def test_goes_on(task):
    """It never stops by itself."""
    with task() as program:
        program.keeps_running(for_="5 s")
'''
BLINK = """
from time import sleep
from gpiozero import LED
red = LED(17)
while True:
    red.on()
    sleep(0.5)
    red.off()
    sleep(0.5)
"""


@pytest.fixture(scope="module")
def checker():
    with Checker() as one:
        yield one


@pytest.fixture
def job(tmp_path):
    """Return a function that makes the job of checking a program."""
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson" / "lesson.md").touch()
    (tmp_path / "work").mkdir()

    def make(source, check=CHECK, name="main.py", **more):
        (tmp_path / "lesson" / "check.py").write_text(check)
        program = tmp_path / "work" / name
        if isinstance(source, bytes):
            program.write_bytes(source)
        elif source is not None:
            program.write_text(source)
        wiring = DATA / "whole_course.json"
        return CheckJob(tmp_path / "lesson" / "check.py", program, wiring=wiring, **more)

    return make


def outcomes(result):
    return [(task.name, task.status, task.points) for task in result.tasks]


def test_a_program_that_is_right_passes(checker, job):
    result = checker.check(job(BLINK))

    assert result.status == "pass"
    assert outcomes(result) == [("test_blinks", "pass", 2), ("test_goes_on", "pass", 1)]
    assert [task.title for task in result.tasks] == [
        "The red LED blinks once a second.",
        "It never stops by itself.",
    ]
    assert result.waiting == ()


def test_behind_the_first_failure_the_others_wait(checker, job):
    result = checker.check(job(BLINK.replace("0.5", "0.85")))

    assert outcomes(result) == [("test_blinks", "fail", 2), ("test_goes_on", "waiting", 1)]
    assert result.waiting == ("test_goes_on",)
    assert result.failed.message.id == "led.wrong_period"
    assert result.failed.text.title == (
        "The red LED blinked with a period of 1.70 s; the lesson asks for 1.00 s."
    )


def test_the_json_is_exercisms_with_our_data(checker, job):
    found = json.loads(checker.check(job(BLINK.replace("0.5", "0.85"))).to_json())
    first, second = found["tests"]

    assert (found["version"], found["status"], found["waiting"]) == (3, "fail", ["test_goes_on"])
    assert (first["status"], first["task_id"], first["data"]["id"]) == (
        "fail", 1, "led.wrong_period"
    )  # fmt: skip
    assert first["data"]["params"]["expected_s"] == 1.0
    assert (second["status"], second["message"]) == ("fail", None)


def test_the_same_job_gives_the_same_json_in_any_process(checker, job):
    again = job(BLINK.replace("0.5", "0.85"))
    with Checker(is_warm=False) as fresh:
        found = {one.check(again).to_json() for one in (checker, checker, fresh)}

    assert len(found) == 1


def test_a_closed_checker_says_so(job):
    one = Checker()
    one.close()

    with pytest.raises(CheckerClosedError):
        one.check(job(BLINK))
