"""What is taught when: the names that a lesson may use, from its own page and those before."""

from __future__ import annotations

from collections.abc import Mapping

from makerkit.errors import MakerKitError
from workshop.course import Course, Lesson
from workshop.lesson_text import Page, inspect_page

Pages = Mapping[Lesson, Page]


def pages_of(course: Course) -> Pages:
    """Return the pages of the lessons and projects of a course, as far as they can be read."""
    found = {}
    for lesson in (*course.lessons, *course.projects):
        try:
            found[lesson] = inspect_page(lesson, course)[0]
        except MakerKitError:
            continue  # whoever looks at that lesson hears of it
    return found


def taught(lesson: Lesson, course: Course, pages: Pages) -> frozenset[str]:
    """Return the names that this lesson and those before it teach.

    Before a project stands what it needs and all that comes before that; the whole course if it
    needs nothing.
    """
    before = (*_lessons_before(lesson, course, pages), lesson)
    items = (item for one in before if one in pages for item in pages[one].teaches)
    return frozenset(name for item in items for name in item.split())


def _lessons_before(lesson: Lesson, course: Course, pages: Pages) -> tuple[Lesson, ...]:
    if lesson in course.lessons:
        return course.lessons[: course.lessons.index(lesson)]
    needs = pages[lesson].needs if lesson in pages else ()
    units = {unit.id: unit.lessons for unit in course.units}
    needed = {one for need in needs for one in units.get(need, ())}
    needed |= {one for one, page in pages.items() if page.id in needs}
    places = [place for place, one in enumerate(course.lessons) if one in needed]
    return course.lessons[: max(places) + 1] if places else course.lessons
