"""`maker watch` where no screen can be drawn: each verdict is printed, until Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Callable

from workshop.course import Lesson
from workshop.desk import Desk, shown_path
from workshop.verdict import Verdict
from workshop.watch.checking import Judge
from workshop.watch.file_watch import POLL_S, FileWatch


def watch_plainly(
    desk: Desk,
    lesson: Lesson,
    judge: Judge,
    *,
    show: Callable[[Verdict], None],
    say: Callable[[str], None],
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Check the student's file now and after each save; Ctrl-C ends it.

    Args:
        show: prints a verdict.
        say: prints a line.
        pause: waits for some seconds.
    """
    desk.start(lesson)
    program = desk.program(lesson)
    say(f"Save {shown_path(program)} to check it. Ctrl-C ends this.")
    file = FileWatch(program)
    show(judge.judge(lesson, program))
    while True:
        pause(POLL_S)
        if file.is_news():
            verdict = judge.judge(lesson, program)
            desk.record_check(lesson, verdict)
            show(verdict)
