"""The lessons in order, what each is called, and where a student stands with it."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path

from rich.text import Text

from workshop.course import PAGE, Course, Lesson
from workshop.learning_state import LearningState, LessonState
from workshop.lines import Marks

HEAD_LINES = 30
"""The title is found in so many lines of a page."""


def title_of(lesson: Lesson) -> str:
    """Return how a lesson is called: "01 Blink", "Reaction game"."""
    named = _title_on_page(lesson.file(PAGE))
    words = lesson.name.removeprefix(f"{lesson.number}_").replace("_", " ")
    return f"{lesson.number} {named or words.capitalize()}".strip()


@lru_cache
def _title_on_page(page: Path) -> str:
    """Return the title in the head of a page, without reading the page itself: lists are quick."""
    with suppress(OSError), page.open(encoding="utf-8", errors="replace") as lines:
        for line in islice(lines, 1, HEAD_LINES):
            key, _, value = line.partition(":")
            if key == "title":
                return value.strip().strip("\"'")
    return ""


def in_order(course: Course) -> tuple[Lesson, ...]:
    """Return every lesson, then every project."""
    return (*course.lessons, *course.projects)


def list_lines(course: Course, state: LearningState, here: Lesson, marks: Marks) -> list[Text]:
    """Return all units with their lessons, and where this student stands with each."""
    lines: list[Text] = []
    for title, lessons in _groups(course):
        lines.append(Text(f" {title}", "bold"))
        for lesson in lessons:
            sign, words, style = _standing(state.of(lesson), marks)
            arrow = ">" if lesson == here else " "
            lines.append(
                Text.assemble((f" {arrow} {sign} ", style), title_of(lesson), (words, "dim"))
            )
    return lines


def list_row(course: Course, wanted: Lesson) -> int:
    """Return in which of the list's lines a lesson stands."""
    row = 0
    for _, lessons in _groups(course):
        row += 1
        for lesson in lessons:
            if lesson == wanted:
                return row
            row += 1
    raise ValueError(wanted)


def _groups(course: Course) -> list[tuple[str, tuple[Lesson, ...]]]:
    groups = [(unit.title, unit.lessons) for unit in course.units if unit.lessons]
    return [*groups, ("Projects of your own", course.projects)] if course.projects else groups


def _standing(state: LessonState, marks: Marks) -> tuple[str, str, str]:
    if state.is_done:
        return marks.passed, "", "green"
    if state.has_failed:
        best = round(state.best * 100)
        return marks.dot, f"  {best} % so far" if best else "  tried", "yellow"
    if state.is_started:
        return marks.dot, "  started", ""
    return " ", "", "dim"
