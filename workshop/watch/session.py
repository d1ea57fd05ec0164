"""What `maker watch` knows, and what each key, save and verdict changes: no terminal, no process.

The terminal asks `view()` what to show, tells `key`, `saved` and `judged` what happened, and does
what they answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

from makerkit.errors import MakerKitError
from workshop.course import Lesson
from workshop.desk import Desk, shown_path
from workshop.hints import LAST_LEVEL, PageHint, Shown, is_offered, next_hint
from workshop.lines import Marks
from workshop.standing import title_of
from workshop.verdict import Verdict
from workshop.watch import pages
from workshop.watch.open_page import OpenPage
from workshop.watch.view import Page, View
from workshop.watch.wiring_page import wiring_page


class Do(Enum):
    """What the terminal is to do now."""

    CHECK = "check"
    RUN = "run"
    READ = "read"
    EDIT = "edit"
    QUIT = "quit"


class Session:
    """One student at one lesson after another.

    Args:
        desk: whose.
        lesson: where to begin.
        hints_of: gives the hints of a lesson's page.
        marks: the signs to draw with.
    """

    def __init__(
        self,
        desk: Desk,
        lesson: Lesson,
        *,
        hints_of: Callable[[Lesson], Sequence[PageHint]],
        marks: Marks,
    ) -> None:
        self.desk = desk
        self.remark = ""
        self.verdict: Verdict | None = None
        self._hints_of = hints_of
        self._marks = marks
        self._set_up: tuple[tuple[str, str], ...] = ()
        self._question, self._if_yes = "", _nothing
        self._judged = ""
        self._page = OpenPage(desk, marks)
        self._open(lesson)

    @property
    def program(self) -> Path:
        """The file that is watched."""
        return self.desk.program(self.lesson)

    def view(self) -> View:
        """Return what is to be shown."""
        course, state = self.desk.course, self.desk.state()
        return View(
            title=title_of(self.lesson),
            profile=self.desk.profile.name,
            done=state.count_done(course.lessons),
            total=len(course.lessons),
            file=shown_path(self.program),
            set_up=self._set_up if self.lesson == course.lessons[0] else (),
            verdict=self.verdict,
            is_checking=self._is_checking,
            is_hint_offered=is_offered(state.of(self.lesson)),
            remark=self.remark,
            trouble=self.desk.trouble,
            question=self._question,
            has_next=course.after(self.lesson) is not None,
            page=self._page.page,
        )

    # -- what happens

    def checking(self) -> None:
        """Take notice that a check begins."""
        self._is_checking = True

    def saved(self) -> Do:
        """The student's file was saved."""
        self._page.close()
        self.remark = ""
        self._was_saved = True
        return Do.CHECK

    def judged(self, lesson: Lesson, verdict: Verdict) -> None:
        """A check has ended; it counts if the program was changed since the last one."""
        if lesson != self.lesson:
            return
        self._is_checking = False
        self.verdict = verdict
        digest = _digest(self.program)
        is_new_try = self._was_saved and digest != self._judged
        is_new_pass = verdict.is_passed and not self.desk.state_of(lesson).is_done
        if is_new_try or is_new_pass:
            self.desk.record_check(lesson, verdict)
        self._was_saved, self._judged = False, digest

    def set_up_found(self, lines: Sequence[tuple[str, str]]) -> None:
        """Take what was found out about this computer, for the first lesson."""
        self._set_up = tuple(lines)

    def key(self, key: str) -> Do | None:
        """Take a key; return what is to be done, if anything."""
        self.remark = ""
        if self._question:
            return self._answer(key)
        chosen = self._page.chosen()
        if chosen is not None and key == "enter":
            return self._open(chosen)
        if self._page.takes(key):
            return None
        act = self._keys().get(key.lower())
        return act() if act is not None else None

    # -- keys

    def _keys(self) -> dict[str, Callable[[], Do | None]]:
        return {
            "n": self._next,
            "h": self._hint,
            "r": lambda: Do.RUN,
            "p": lambda: Do.READ,
            "l": self._list,
            "w": self._wiring,
            "t": self._timeline,
            "e": lambda: Do.EDIT,
            "x": self._reset,
            "s": self._solution,
            "q": lambda: Do.QUIT,
        }

    def _next(self) -> Do | None:
        following = self.desk.course.after(self.lesson)
        if following is None:
            self.remark = "This is the last one. Press l and choose what you like."
            return None
        if self._may_go_on():
            return self._open(following)
        self._ask(
            f"This lesson is not done yet. Go on to {title_of(following)}? y / n",
            lambda: self._open(following),
        )
        return None

    def _may_go_on(self) -> bool:
        is_passed = self.verdict is not None and self.verdict.is_passed
        return is_passed or self.desk.state_of(self.lesson).is_done

    def _hint(self) -> None:
        try:
            hints = self._hints_of(self.lesson)
        except MakerKitError as error:
            self.remark = str(error)
            return
        shown = next_hint(hints, self.desk.state_of(self.lesson), self.lesson.name)
        if shown.level:
            self.desk.record("hint", self.lesson, score=shown.level)
            self._page.show(_hint_page(shown))
        else:
            self.remark = shown.texts[0]

    def _list(self) -> None:
        self._page.toggle_list(self.lesson)

    def _wiring(self) -> None:
        self._page.toggle(wiring_page(self.lesson, self.program.parent))

    def _timeline(self) -> None:
        self._page.toggle(pages.timeline_page(self.verdict, self._marks))

    def _solution(self) -> None:
        if self._may_go_on():
            self._page.toggle(pages.solution_page(self.lesson))
        else:
            self.remark = "The solution is shown when your program has passed."

    def _reset(self) -> None:
        self._ask("Put the starter back? Your file is kept beside it. y / n", self._put_back)

    def _put_back(self) -> Do | None:
        try:
            kept = self.desk.reset(self.lesson)
        except MakerKitError as error:
            self.remark = str(error)
            return None
        self.remark = f"Your file is now {kept.name}." if kept else "Your file is the starter."
        return Do.CHECK

    # -- questions, pages, lessons

    def _ask(self, question: str, if_yes: Callable[[], Do | None]) -> None:
        self._question, self._if_yes = question, if_yes

    def _answer(self, key: str) -> Do | None:
        if_yes = self._if_yes
        self._question, self._if_yes = "", _nothing
        if key.lower() == "y":
            return if_yes()
        return Do.QUIT if key == "q" else None

    def _open(self, lesson: Lesson) -> Do:
        """Go to a lesson; its file is made if there is none."""
        self.lesson = lesson
        self.verdict = None
        self._is_checking = self._was_saved = False
        self._judged = ""
        self._page.close()
        try:
            if self.desk.start(lesson):
                self.remark = f"Your file is {shown_path(self.program)}: open it in an editor."
        except MakerKitError as error:
            self.remark = str(error)
        return Do.CHECK


def _hint_page(shown: Shown) -> Page:
    more = (("h", "next hint"),) if shown.level < LAST_LEVEL else ()
    return pages.text_page(f"Hint {shown.level} of 3", "\n\n".join(shown.texts), more=more)


def _digest(program: Path) -> str:
    try:
        return hashlib.sha256(program.read_bytes()).hexdigest()
    except OSError:
        return "gone"


def _nothing() -> Do | None:
    return None
