"""Checks in a thread of their own ("watch-checker"), so that keys are answered meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from makerkit.errors import MakerKitError
from makerkit.messages import Text
from workshop.course import Lesson
from workshop.verdict import Verdict

JOIN_S = 2.0


class Judge(Protocol):
    """Checks a program of a lesson."""

    def judge(self, lesson: Lesson, program: Path) -> Verdict:
        """Return what the check found."""

    def close(self) -> None:
        """End all processes, that of a running check too."""


class Checking:
    """Checks one program after another; a request replaces an older one that still waits.

    Args:
        judge: what checks.
        on_verdict: called in the thread, with the lesson and what was found.
    """

    def __init__(self, judge: Judge, on_verdict: Callable[[Lesson, Verdict], None]) -> None:
        self._judge = judge
        self._on_verdict = on_verdict
        self._asked: tuple[Lesson, Path] | None = None
        self._changed = threading.Condition()
        self._is_over = False
        self._thread = threading.Thread(target=self._work, name="watch-checker", daemon=True)

    def __enter__(self) -> Checking:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify()
        with suppress(MakerKitError, OSError):
            self._judge.close()
        self._thread.join(JOIN_S)

    def ask(self, lesson: Lesson, program: Path) -> None:
        """Have a program checked soon."""
        with self._changed:
            self._asked = (lesson, program)
            self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._asked is not None or self._is_over)
                if self._is_over or self._asked is None:
                    return
                lesson, program = self._asked
                self._asked = None
            verdict = self._checked(lesson, program)
            if not self._is_over:
                self._on_verdict(lesson, verdict)

    def _checked(self, lesson: Lesson, program: Path) -> Verdict:
        try:
            return self._judge.judge(lesson, program)
        except (MakerKitError, OSError, EOFError) as error:
            return Verdict(text=Text(f"The check itself could not run: {error}"))
