"""The course as a value: units, lessons in order, the pin map, projects, and what files each has.

`lessons/course.toml` says the order; a lesson is a folder beside it, a project one in `projects/`.
The two have the same shape. What their pages say is read by `workshop/lesson_text/`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from makerkit.errors import BadInputError, NotThereError
from workshop.kit_folder import part_of_the_kit

STARTER, SOLUTION, CHECK = "starter", "solution", "check.py"
HOST = "host.py"
SUFFIXES = PYTHON, SKETCH = (".py", ".ino")
"""What a student writes in a lesson: Python for the Pi, or a sketch for the Arduino."""
PAGE, WIRING, SCENE = "lesson.md", "wiring.json", "scene.toml"
MESSAGES, MISTAKES, EXAMPLES = "messages.toml", "mistakes", "examples"


@dataclass(frozen=True)
class Lesson:
    """The folder of one lesson or project.

    Attributes:
        folder: `lessons/01_blink` or `projects/reaction_game`.
        unit: id of its unit, "projects" for a project.
    """

    folder: Path
    unit: str

    @property
    def name(self) -> str:
        """The folder's name: "01_blink"."""
        return self.folder.name

    @property
    def number(self) -> str:
        """The number in front of the name, "" for a project."""
        number = self.name.partition("_")[0]
        return number if number.isdigit() else ""

    @property
    def is_project(self) -> bool:
        """Whether it is one's own small build and not a lesson of the course."""
        return self.unit == "projects"

    def file(self, name: str) -> Path:
        """Return the path of one of its files, there or not."""
        return self.folder / name

    @property
    def is_sketch(self) -> bool:
        """Whether the student writes a sketch for the Arduino, not Python for the Pi."""
        if self.file(STARTER + PYTHON).is_file():
            return False
        return any(self.file(name + SKETCH).is_file() for name in (STARTER, SOLUTION))

    @property
    def suffix(self) -> str:
        """What the names of its programs end with: ".py" or ".ino"."""
        return SKETCH if self.is_sketch else PYTHON

    @property
    def starter(self) -> Path:
        """What the student begins with."""
        return self.file(STARTER + self.suffix)

    @property
    def solution(self) -> Path:
        """What is shown after the check has passed."""
        return self.file(SOLUTION + self.suffix)

    @property
    def check(self) -> Path:
        """The check, an ordinary pytest file."""
        return self.file(CHECK)

    @property
    def mistakes(self) -> tuple[Path, ...]:
        """Wrong programs; each says in its first line which message it gets."""
        return tuple(sorted(self.file(MISTAKES).glob(f"*{self.suffix}")))

    @property
    def examples(self) -> tuple[Path, ...]:
        """Programs to be run and looked at, for either machine."""
        folder = self.file(EXAMPLES)
        return tuple(sorted(file for suffix in SUFFIXES for file in folder.glob(f"*{suffix}")))

    @property
    def given(self) -> tuple[Path, ...]:
        """What runs on the other machine: `host.py` on the Pi, or `pong/pong.ino`."""
        sketches = sorted(self.folder.glob("*/*.ino"))
        own = (file for file in sketches if file.parent.name not in {MISTAKES, EXAMPLES})
        return tuple(file for file in (self.file(HOST), *own) if file.is_file())

    @property
    def host(self) -> Path | None:
        """The program that runs on the Pi beside the student's sketch, or None."""
        return _if_there(self.file(HOST)) if self.is_sketch else None

    @property
    def wiring(self) -> Path | None:
        """The wiring file, or None for a lesson without parts."""
        return _if_there(self.file(WIRING))

    @property
    def scene(self) -> Path | None:
        """What happens during a run, or None."""
        return _if_there(self.file(SCENE))

    @property
    def messages(self) -> tuple[Path, ...]:
        """Its catalogue of messages, if it has one of its own."""
        own = self.file(MESSAGES)
        return (own,) if own.is_file() else ()


@dataclass(frozen=True)
class Unit:
    """A run of lessons that belong together; `needs` are units to be done before."""

    id: str
    title: str
    lessons: tuple[Lesson, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Course:
    """Everything there is to learn.

    Attributes:
        folder: where `course.toml` stands.
        pins: the pin map, {"red": "GPIO17"}.
    """

    folder: Path
    title: str
    units: tuple[Unit, ...]
    pins: Mapping[str, str]
    projects: tuple[Lesson, ...] = ()

    @classmethod
    def of_the_kit(cls) -> Course:
        """Return the kit's own course.

        Raises:
            UnsupportedHereError: the kit is installed as a package only.
            BadInputError: `course.toml` is faulty.
        """
        return cls.read(part_of_the_kit("lessons"), part_of_the_kit("projects"))

    @classmethod
    def read(cls, lessons: Path, projects: Path | None = None) -> Course:
        """Read a course; lessons whose folder is not there are left out.

        Raises:
            NotThereError: there is no `course.toml`.
            BadInputError: it is faulty; the message says where.
        """
        file = lessons / "course.toml"
        raw = _read_toml(file)
        try:
            units = tuple(_unit(lessons, fields) for fields in raw["unit"])
            pins = {str(name): str(pin) for name, pin in raw["pins"].items()}
            title = str(raw["title"])
        except (KeyError, TypeError, AttributeError) as error:
            raise BadInputError(f"{file} lacks or misspells {error}.") from error
        found = sorted(projects.iterdir()) if projects is not None and projects.is_dir() else []
        own = tuple(Lesson(folder, "projects") for folder in found if (folder / PAGE).is_file())
        return cls(lessons, title, units, pins, own)

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """Every lesson, in order, without the projects."""
        return tuple(lesson for unit in self.units for lesson in unit.lessons)

    def lesson(self, name: str) -> Lesson:
        """Return a lesson or project by number, name or part of it: "01", "1", "blink".

        Raises:
            NotThereError: there is none, or there are several.
        """
        wanted = name.strip().strip("/").casefold().replace(" ", "_").replace("-", "_")
        everything = (*self.lessons, *self.projects)
        number = wanted.zfill(2) if wanted.isdecimal() and wanted.isascii() else None
        for lesson in everything:
            short = lesson.name.partition("_")[2] if lesson.number else lesson.name
            if wanted in {lesson.name, short} or (number and lesson.number == number):
                return lesson
        near = [lesson.name for lesson in everything if wanted and wanted in lesson.name]
        if len(near) == 1:
            return self.lesson(near[0])
        known = ", ".join(near or [lesson.name for lesson in everything])
        raise NotThereError(f"There is no lesson {name!r}. There is: {known}.")

    def lesson_of(self, file: Path) -> Lesson | None:
        """Return the lesson that a file belongs to by the folder it stands in, or None."""
        names = {lesson.name: lesson for lesson in (*self.lessons, *self.projects)}
        parents = file.resolve().parents
        return next((names[folder.name] for folder in parents if folder.name in names), None)

    def after(self, lesson: Lesson) -> Lesson | None:
        """Return the next lesson of the course, or None behind the last one."""
        if lesson not in self.lessons:
            return None
        following = self.lessons[self.lessons.index(lesson) + 1 :]
        return following[0] if following else None


def _unit(lessons: Path, fields: Mapping[str, Any]) -> Unit:
    unit_id = str(fields["id"])
    folders = [lessons / str(name) for name in fields["lessons"]]
    here = tuple(Lesson(folder, unit_id) for folder in folders if (folder / PAGE).is_file())
    return Unit(unit_id, str(fields["title"]), here, tuple(fields.get("needs", ())))


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotThereError(f"There is no {file}: which course is this?") from error
    except (OSError, ValueError) as error:
        raise BadInputError(f"{file} cannot be read: {error}.") from error


def _if_there(path: Path) -> Path | None:
    return path if path.is_file() else None
