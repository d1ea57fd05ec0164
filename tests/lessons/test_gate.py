"""The gate: every lesson and every project keeps what it promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import gate
import pytest

from makerkit.messages import Catalogue
from workshop.checker import Checker
from workshop.course import Course, Lesson

KIT = Path(__file__).resolve().parents[2]
COURSE = Course.of_the_kit()
OTHER_SOLUTIONS = Path(__file__).parent / "other_solutions"
SOURCES = sorted(
    file
    for name in ("makerkit", "hardware_mocks", "workshop")
    for file in (KIT / name).rglob("*.py")
)

each_lesson = pytest.mark.parametrize(
    "lesson", [*COURSE.lessons, *COURSE.projects], ids=lambda lesson: lesson.name
)


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    with Checker() as warm:
        yield warm


@each_lesson
def test_the_solution_passes_20_times_of_20(lesson: Lesson, checker: Checker):
    assert gate.solution_faults(lesson, checker) == []


@each_lesson
def test_other_right_programs_pass(lesson: Lesson, checker: Checker):
    assert gate.other_solution_faults(lesson, checker, OTHER_SOLUTIONS) == []


@each_lesson
def test_every_mistake_gets_exactly_its_message(lesson: Lesson, checker: Checker):
    assert gate.mistake_faults(lesson, checker) == []


@each_lesson
def test_the_starter_fails_kindly(lesson: Lesson, checker: Checker):
    assert gate.starter_faults(lesson, checker) == []


@each_lesson
def test_every_program_that_a_page_shows_runs(lesson: Lesson):
    assert gate.example_faults(lesson) == []


@each_lesson
def test_the_rules_find_nothing_in_wiring_and_programs(lesson: Lesson):
    assert gate.wiring_faults(lesson) == []


@each_lesson
def test_names_pins_messages_and_words_of_a_lesson_agree(lesson: Lesson):
    assert gate.text_faults(lesson, COURSE) == []


def test_every_message_of_the_kit_has_its_text():
    assert gate.kit_message_faults(SOURCES, Catalogue.of_the_kit()) == []


def test_every_text_of_the_kit_is_said_somewhere():
    assert gate.unused_kit_messages(SOURCES, Catalogue.of_the_kit()) == []


def test_every_lesson_of_the_course_is_there():
    named = [name for line in _course_lines() for name in line]
    assert [lesson.name for lesson in COURSE.lessons] == named


def _course_lines() -> list[list[str]]:
    import tomllib

    raw = tomllib.loads((COURSE.folder / "course.toml").read_text(encoding="utf-8"))
    return [unit["lessons"] for unit in raw["unit"]]
