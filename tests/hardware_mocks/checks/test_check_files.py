"""A lesson's check as ordinary pytest meets it, and results as data."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.checks.results import CheckResult, TaskResult
from makerkit.messages import Message, Text

CHECK = '''
def test_blinks(bench, task):
    """The LED blinks."""
    with task():
        bench.led("GPIO17").blinks(period="1 s")
'''
BLINK = """
from gpiozero import LED
from signal import pause
led = LED(17)
led.blink({0}, {0})
pause()
"""


@pytest.fixture
def lessons(tmp_path):
    """Two lessons with a right and a wrong solution, and a function that runs pytest on them."""
    for name, half_s in (("01_right", 0.5), ("02_wrong", 0.7)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "check.py").write_text(CHECK)
        (folder / "solution.py").write_text(BLINK.format(half_s))

    def run(*args):
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *args]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def test_a_folder_of_lessons_is_collected_and_each_solution_checked(lessons):
    done = lessons(".")

    assert "1 failed, 1 passed" in done.stdout, done.stdout
    assert "[led.wrong_period]" in done.stdout
    assert "with a period of 1.40 s; the lesson asks for 1.00 s" in done.stdout
    assert "hardware_mocks/checks" not in done.stdout  # the way through the kit is of no interest


def test_a_program_is_named_on_the_command_line(lessons):
    done = lessons("02_wrong/check.py", "--maker-program=01_right/solution.py")

    assert "1 passed" in done.stdout, done.stdout


def test_a_check_py_that_is_no_lessons_is_left_alone(tmp_path, lessons):
    other = tmp_path / "other"
    other.mkdir()
    (other / "check.py").write_text("raise SystemExit(3)\n")
    done = lessons("01_right", "other")

    assert "1 passed" in done.stdout, done.stdout


# -- results

words = st.text(max_size=20)
messages = st.builds(Message, words, st.dictionaries(words, st.integers() | words, max_size=3))
texts = st.builds(Text, words, words, st.lists(words, max_size=3).map(tuple))
tasks = st.builds(
    TaskResult,
    name=words,
    title=words,
    points=st.integers(0, 9),
    status=st.sampled_from(["pass", "fail", "error", "waiting"]),
    message=st.none() | messages,
    text=st.none() | texts,
    line=st.none() | st.integers(1, 99),
    code=words,
    output=words,
    trace=words,
)


@given(tasks)
def test_a_task_survives_the_way_between_processes(task):
    assert TaskResult.from_dict(json.loads(json.dumps(task.to_dict()))) == task


@given(st.lists(tasks, max_size=4))
def test_any_result_is_valid_json_of_exercisms_shape(found):
    result = CheckResult("01_blink", "main.py", tuple(found))
    data = json.loads(result.to_json())

    assert data["version"] == 3
    assert data["status"] == result.status
    assert {test["status"] for test in data["tests"]} <= {"pass", "fail", "error"}
    assert [test["task_id"] for test in data["tests"]] == list(range(1, len(found) + 1))
    assert data["waiting"] == [task.name for task in found if task.status == "waiting"]


def test_a_note_goes_with_its_task_and_into_the_json():
    note, words = Message("blink.other_way", {"n": 1}), Text("There is another way.")
    task = TaskResult("test_it", "It.", 1, "pass", note=note, note_text=words, note_line=7)
    again = TaskResult.from_dict(json.loads(json.dumps(task.to_dict())))

    assert again == task
    data = json.loads(CheckResult("01", "main.py", (again,)).to_json())["tests"][0]
    assert (data["status"], data["message"], data["data"]["note"]) == (
        "pass",
        None,
        "blink.other_way",
    )


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["pass", "pass"], "pass"),
        (["pass", "fail", "waiting"], "fail"),
        (["error", "waiting"], "error"),
        (["waiting"], "fail"),
        ([], "fail"),
    ],
)
def test_only_a_check_whose_every_sentence_is_true_has_passed(statuses, status):
    found = tuple(TaskResult("test_it", "It.", status=one) for one in statuses)

    assert CheckResult("01", "main.py", found).status == status
