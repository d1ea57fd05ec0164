"""Find the lesson that somebody names: by number, by name, or by its folder."""

from __future__ import annotations

from pathlib import Path

from workshop.course import PAGE, Course, Lesson
from workshop.kit_folder import FOLDER

COURSE, LESSONS = "course.toml", FOLDER / "lessons"


def choose(name: str) -> tuple[Lesson, Course]:
    """Return a lesson and the course that it belongs to.

    Args:
        name: "01", "blink", or a folder: `lessons/01_blink`, also of a course of one's own. A
            folder that no course lists is taken as a project.

    Raises:
        NotThereError: there is no such lesson.
        UnsupportedHereError: the kit is installed as a package only.
    """
    folder = Path(name)
    is_folder = folder.is_dir() and (len(folder.parts) > 1 or (folder / PAGE).is_file())
    if not is_folder:
        course = Course.of_the_kit()
        return course.lesson(name), course
    folder = folder.resolve()
    is_of_another = (folder.parent / COURSE).is_file() and folder.parent != LESSONS
    course = Course.read(folder.parent) if is_of_another else Course.of_the_kit()
    known = (*course.lessons, *course.projects)
    found = [lesson for lesson in known if lesson.folder.resolve() == folder]
    return (found[0] if found else Lesson(folder, "projects")), course
