"""Find the lesson that somebody names: by number, by name, or by its folder."""

from __future__ import annotations

from pathlib import Path

from workshop.course import PAGE, Course, Lesson


def choose(name: str) -> tuple[Lesson, Course]:
    """Return a lesson and the course that it belongs to.

    Args:
        name: "01", "blink", or a folder: `lessons/01_blink`, also of a course of one's own.

    Raises:
        NotThereError: there is no such lesson.
        UnsupportedHereError: the kit is installed as a package only.
    """
    folder = Path(name)
    own_course = folder.resolve().parent
    if (folder / PAGE).is_file() and (own_course / "course.toml").is_file():
        course = Course.read(own_course)
        found = [lesson for lesson in course.lessons if lesson.name == folder.resolve().name]
        return (found[0] if found else Lesson(folder, "")), course
    course = Course.of_the_kit()
    return course.lesson(folder.name if (folder / PAGE).is_file() else name), course
