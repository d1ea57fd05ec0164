"""The wiring of a lesson in words."""

from __future__ import annotations

from pathlib import Path

from workshop.course import Lesson
from workshop.watch.pages import text_page
from workshop.watch.view import Page


def wiring_page(lesson: Lesson, _folder: Path) -> Page:
    """Return where the wiring of a lesson is explained."""
    if lesson.wiring is None:
        return text_page("Wiring", "Nothing has to be wired for this lesson.")
    return text_page("Wiring", "Press p: the page of the lesson says how to wire it.")
