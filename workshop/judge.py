"""Checks a student's program in the warm checker process, and gives the verdict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from makerkit.errors import NotThereError
from makerkit.messages import Text
from workshop.checker import Checker, job_for
from workshop.course import Lesson
from workshop.verdict import FAILED, PASSED, WAITING, Sentence, Verdict

if TYPE_CHECKING:
    from hardware_mocks.checks.results import CheckResult, TaskResult
    from makerkit.trace import Trace

_STATUSES = {"pass": PASSED, "waiting": WAITING}


class LessonJudge:
    """Checks programs in one process, which is started on entering and warms up meanwhile.

    Args:
        hardware: whether to check on the pins of this Pi.
        seed: of all chance in the run; None takes the lesson's.
    """

    def __init__(self, *, hardware: bool = False, seed: int | None = None) -> None:
        self._hardware = hardware
        self._seed = seed
        self._checker = Checker()

    def __enter__(self) -> LessonJudge:
        self._checker.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def judge(self, lesson: Lesson, program: Path) -> Verdict:
        """Return what the check found.

        Raises:
            NotThereError: the lesson lacks its check.
        """
        return verdict_of(self.check(lesson, program))

    def check(self, lesson: Lesson, program: Path) -> CheckResult:
        """Return what the check found, as the checker gives it.

        Raises:
            NotThereError: the lesson lacks its check.
        """
        require_check(lesson)
        job = job_for(lesson, program, hardware=self._hardware, seed=self._seed)
        return self._checker.check(job)

    def close(self) -> None:
        """End the process, and a check that runs in it."""
        self._checker.close()


def require_check(lesson: Lesson) -> Path:
    """Return the lesson's check.

    Raises:
        NotThereError: it is not there.
    """
    if not lesson.check.is_file():
        raise NotThereError(
            f"The lesson {lesson.name} lacks its {lesson.check.name}. "
            "Get the kit's folder again, or tell your instructor."
        )
    return lesson.check


def verdict_of(result: CheckResult) -> Verdict:
    """Return the verdict in a result."""
    tasks, failed = result.tasks, result.failed
    last = failed or (tasks[-1] if tasks else None)
    points = sum(task.points for task in tasks)
    reached = sum(task.points for task in tasks if task.status == PASSED)
    verdict = Verdict(
        tuple(Sentence(task.title, _STATUSES.get(task.status, FAILED)) for task in tasks),
        score=reached / points if points else 0.0,
        trace=_trace(last),
    )
    if failed is not None:
        return _with_message(verdict, failed)
    noted = next((task for task in tasks if task.note_text is not None), None)
    if noted is None:
        return verdict
    return replace(verdict, note=noted.note_text, note_line=noted.note_line)


def _trace(task: TaskResult | None) -> Trace | None:
    if task is None or not task.trace:
        return None
    from makerkit.trace import Trace

    return Trace.loads(task.trace)


def _with_message(verdict: Verdict, failed: TaskResult) -> Verdict:
    return replace(
        verdict,
        text=failed.text or Text("The check itself broke off."),
        message_id=failed.message.id if failed.message else None,
        line=failed.line,
        code=failed.code,
        prints=tuple(failed.output.splitlines()),
    )
