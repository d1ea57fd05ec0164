"""A student's desk: the course, the profile in use, its programs and its progress, together.

Learning goes on where nothing can be written: then `trouble` says why progress is not kept.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from makerkit.errors import BadInputError, MakerKitError, NotThereError
from workshop.course import Course, Lesson
from workshop.learning_state import LearningState, LessonState, state_of
from workshop.profiles import Profile, maker_home, profile_in_use
from workshop.progress import Event, ProgressFile
from workshop.verdict import Verdict
from workshop.work import program_of, reset_work, start_work


@dataclass(frozen=True, slots=True)
class Place:
    """A program and the lesson it belongs to.

    Attributes:
        is_own: whether it is the student's own file for this lesson: then it counts.
    """

    lesson: Lesson
    program: Path
    is_own: bool


class Desk:
    """Everything that belongs to one student.

    Args:
        course: what there is to learn.
        profile: whose desk it is.
        now: gives the time in seconds since 1970.
    """

    def __init__(
        self, course: Course, profile: Profile, *, now: Callable[[], float] = time.time
    ) -> None:
        if not course.lessons:
            raise NotThereError(f"There is no lesson in {course.folder}. Get the kit again.")
        self.course = course
        self.profile = profile
        self.trouble = ""
        self.progress = ProgressFile(profile.progress_file, now=now)
        self._now = now
        self._unsaved: list[Event] = []
        self._read: tuple[tuple[int, int] | None, tuple[Event, ...]] = (None, ())

    @classmethod
    def of_this_user(cls) -> "Desk":
        """Return the desk of the profile in use.

        Raises:
            UnsupportedHereError: the kit is installed as a package, without lessons.
        """
        return cls(Course.of_the_kit(), profile_in_use(maker_home()))

    # -- where somebody stands

    def state(self) -> LearningState:
        """Return where this student stands; what cannot be read counts as not there."""
        return state_of((*self._events(), *self._unsaved), self._now())

    def _events(self) -> tuple[Event, ...]:
        """Return the events of the file; it is read again only when it has changed."""
        signature = self.progress.signature()
        if signature is None or signature != self._read[0]:
            events: tuple[Event, ...] = ()
            try:
                events = self.progress.read().events
            except MakerKitError as error:
                self.trouble = str(error)
            self._read = signature, events
        return self._read[1]

    def state_of(self, lesson: Lesson) -> LessonState:
        """Return where this student stands with a lesson."""
        return self.state().of(lesson)

    def current_lesson(self) -> Lesson:
        """Return the lesson to go on with."""
        return self.state().current(self.course)

    def record(
        self, kind: str, lesson: Lesson, *, score: float | None = None, msg_id: str | None = None
    ) -> None:
        """Keep that something happened; if that cannot be done, `trouble` says why."""
        event = self.progress.new_event(kind, lesson.name, score=score, msg_id=msg_id)
        try:
            self.progress.add(event)
        except MakerKitError as error:
            self._unsaved.append(event)
            self.trouble = f"Your progress is not kept. {error}"
        else:
            self.trouble = ""

    def record_check(self, lesson: Lesson, verdict: Verdict) -> None:
        """Keep what a check found."""
        if verdict.is_passed:
            self.record("pass", lesson, score=1.0)
        else:
            self.record("run", lesson, score=round(verdict.score, 3), msg_id=verdict.message_id)

    # -- programs

    def program(self, lesson: Lesson) -> Path:
        """Return where the student's program for a lesson is, there or not."""
        return program_of(self.profile, lesson)

    def start(self, lesson: Lesson) -> bool:
        """Make the student's file if there is none; return whether it was made now.

        Raises:
            MakerKitError: it cannot be made; the message says why.
        """
        is_new = start_work(self.profile, lesson)
        if is_new or not self.state_of(lesson).is_started:
            self.record("start", lesson)
        return is_new

    def reset(self, lesson: Lesson) -> Path | None:
        """Put the starter back and return where the old file is now.

        Raises:
            MakerKitError: it cannot be done; then nothing has changed.
        """
        kept = reset_work(self.profile, lesson)
        self.record("reset", lesson)
        return kept

    def find(self, what: str | None, lesson_name: str | None = None) -> Place:
        """Return what somebody means by a lesson, a file, or nothing: the current lesson.

        Raises:
            NotThereError: there is no such lesson or file.
            BadInputError: it cannot be seen which lesson a file belongs to.
        """
        lesson = self.course.lesson(lesson_name) if lesson_name else None
        if what is None:
            return self._own(lesson or self.current_lesson())
        path = Path(what).expanduser()
        if path.is_dir():
            return self._own(lesson or self._lesson_of(path / "main.py"))
        if not _names_a_file(what):
            return self._own(self.course.lesson(what))
        if not path.exists():
            raise NotThereError(f"There is no file {what}. Is it in another folder?")
        lesson = lesson or self._lesson_of(path)
        own = self.program(lesson)
        return Place(lesson, path, is_own=own.exists() and own.samefile(path))

    def _own(self, lesson: Lesson) -> Place:
        return Place(lesson, self.program(lesson), is_own=True)

    def _lesson_of(self, path: Path) -> Lesson:
        lesson = self.course.lesson_of(path)
        if lesson is None:
            raise BadInputError(
                f"Which lesson is {path} for? Say it, like this: maker check {path} --lesson 01"
            )
        return lesson


def _names_a_file(what: str) -> bool:
    return what.endswith((".py", ".ino")) or "/" in what or "\\" in what or Path(what).is_file()


def shown_path(path: Path) -> str:
    """Return a path as somebody types it: `~` for the home folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
