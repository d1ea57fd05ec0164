"""Wrong programs as beginners leave them, through the real check of their lesson.

They are of kinds that are not in the lessons' own `mistakes/`. Each says in its first two lines
which message it must get, and why that message helps.
"""

import re
from pathlib import Path

import pytest

from workshop.checker import Checker, job_for
from workshop.course import SUFFIXES, Course

FOLDER = Path(__file__).parent / "programs"
PROGRAMS = sorted(file for suffix in SUFFIXES for file in FOLDER.glob(f"*/*{suffix}"))
EXPECT, HELPS = "# expect: ", "# helps: "  # behind // in a sketch


@pytest.fixture(scope="module")
def checker():
    with Checker() as warm:
        yield warm


@pytest.fixture(scope="module")
def lessons():
    units = Course.of_the_kit().units
    return {lesson.name: lesson for unit in units for lesson in unit.lessons}


def head_of(program):
    lines = program.read_text(encoding="utf-8").split("\n")[:2]
    return [re.sub(r"^// ", "# ", line) for line in lines]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_beginner_is_told_what_helps(program, checker, lessons):
    result = checker.check(job_for(lessons[program.parent.name], program))

    failed = result.failed
    assert failed is not None, "a wrong program has passed"
    assert failed.message.id == head_of(program)[0].removeprefix(EXPECT), failed.text
    assert failed.text.steps, "it says what to try"
    assert failed.code or failed.line is None, "a line is shown with its text"


def test_each_program_says_what_it_expects_and_why():
    heads = [head_of(program) for program in PROGRAMS]

    assert len(heads) >= 30
    assert all(first.startswith(EXPECT) and second.startswith(HELPS) for first, second in heads)


def test_most_messages_show_the_line():
    """Only what is about the whole file, or about what did not happen, has no line."""
    ids = [head_of(program)[0].removeprefix(EXPECT) for program in PROGRAMS]
    about_a_line = [i for i in ids if not i.startswith(("file.", "program.", "led.", "pin."))]

    assert len(about_a_line) / len(ids) > 0.9
