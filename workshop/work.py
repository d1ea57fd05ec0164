"""The student's own files: `<home>/work/<profile>/<lesson>/main.py`, made from the starter.

A sketch is `<lesson>/<lesson>.ino`: the Arduino IDE opens only a sketch that is named like its
folder. What a student wrote is never overwritten: a reset keeps it under another name first.
"""

from itertools import count
from pathlib import Path

from makerkit.atomic_file import write_atomically
from makerkit.errors import BadInputError, NotThereError
from workshop.course import Lesson
from workshop.profiles import Profile, make_folder

PROGRAM = "main.py"


def program_of(profile: Profile, lesson: Lesson) -> Path:
    """Return where a profile's program for a lesson is, there or not."""
    name = f"{lesson.name}.ino" if lesson.is_sketch else PROGRAM
    return profile.work_folder / lesson.name / name


def start_work(profile: Profile, lesson: Lesson) -> bool:
    """Make the student's file from the starter, unless there is one.

    Returns:
        whether it was made now.

    Raises:
        NotThereError: the lesson lacks its starter.
        BadInputError: the folder cannot be written.
    """
    program = program_of(profile, lesson)
    if program.exists():
        return False
    starter = read_starter(lesson)
    make_folder(program.parent)
    write_atomically(program, starter)
    return True


def reset_work(profile: Profile, lesson: Lesson) -> Path | None:
    """Put the starter back, and keep what was there.

    Returns:
        where the old file is now; None if there was none, or if it was still the starter.

    Raises:
        NotThereError: the lesson lacks its starter.
        BadInputError: something cannot be read or written; then nothing has changed.
    """
    program = program_of(profile, lesson)
    starter = read_starter(lesson)
    if not program.exists():
        start_work(profile, lesson)
        return None
    try:
        old = program.read_bytes()
    except OSError as error:
        raise BadInputError(f"Cannot read {program}: {error.strerror or error}.") from error
    if old == starter:
        return None
    kept = _unused_name(program)
    write_atomically(kept, old)
    write_atomically(program, starter)
    return kept


def read_starter(lesson: Lesson) -> bytes:
    """Return what a student begins with.

    Raises:
        NotThereError: the lesson lacks it.
    """
    try:
        return lesson.starter.read_bytes()
    except OSError as error:
        raise NotThereError(
            f"The lesson {lesson.name} lacks its {lesson.starter.name}. "
            "Get the kit's folder again, or tell your instructor."
        ) from error


def _unused_name(program: Path) -> Path:
    """Return a free name; not `.ino`: the IDE would join a second sketch in the folder to it."""
    suffix = ".ino.txt" if program.suffix == ".ino" else program.suffix
    stem = program.stem
    names = (program.with_name(f"{stem}.before_reset_{number}{suffix}") for number in count(1))
    return next(name for name in names if not name.exists())
