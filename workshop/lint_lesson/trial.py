"""Run a lesson's own programs through its check: do they get what their author promises?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.lint_lesson.draft import Draft, fault
from workshop.lint_lesson.fault import LintFault
from workshop.lint_lesson.message_ids import expected_id

if TYPE_CHECKING:
    from hardware_mocks.checks.results import CheckResult
    from workshop.checker import Checker


def trial_faults(draft: Draft, checker: Checker) -> Iterator[LintFault]:
    """Find a solution that fails, a starter that passes, a mistake that gets another message."""
    lesson = draft.lesson
    if not lesson.check.is_file():
        return
    if lesson.solution.is_file():
        result = _check(draft, checker, lesson.solution)
        if not result.passed:
            yield fault(lesson.solution, _line(result), f"The solution gets {_said(result)}.")
    if lesson.starter.is_file() and _check(draft, checker, lesson.starter).passed:
        yield fault(lesson.starter, 0, "The starter passes: there is nothing to do.")
    for mistake in lesson.mistakes:
        wanted = expected_id(mistake)
        result = _check(draft, checker, mistake)
        if wanted is not None and _message_id(result) != wanted:
            yield fault(mistake, 1, f"It gets {_said(result)}, not {wanted}.")


def _check(draft: Draft, checker: Checker, program: Path) -> CheckResult:
    from workshop.checker import job_for

    return checker.check(job_for(draft.lesson, program))


def _message_id(result: CheckResult) -> str | None:
    failed = result.failed
    return failed.message.id if failed is not None and failed.message is not None else None


def _line(result: CheckResult) -> int:
    return (result.failed.line or 0) if result.failed is not None else 0


def _said(result: CheckResult) -> str:
    """Return what a check said: the id of its message and the words."""
    if result.passed:
        return "no message: it passes"
    title = result.failed.text.title if result.failed is not None and result.failed.text else ""
    return f'{_message_id(result) or "no message"}: "{title}"'
