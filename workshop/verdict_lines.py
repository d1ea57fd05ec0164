"""A verdict in lines of text: the sentences with their marks, what is wrong, what to try.

The same lines stand in the output of `maker check` and on the screen of `maker watch`.
"""

from __future__ import annotations

from rich.text import Text

from workshop.lines import Marks, as_shown, cut, wrapped
from workshop.verdict import FAILED, PASSED, WAITING, Verdict

MOST_PRINTS = 3
_STYLES = {PASSED: "green", FAILED: "bold red", WAITING: "dim"}


def verdict_lines(verdict: Verdict, columns: int, rows: int, marks: Marks) -> list[Text]:
    """Return the verdict in at most so many rows.

    Where there is no room for everything, the sentences that passed are counted only, then the
    reason goes, then all but the message, then its last steps. What was seen always stays.
    """
    passed = _sentences(verdict, PASSED, columns, marks)
    count = sum(each.status == PASSED for each in verdict.sentences)
    counted = [Text(f" {marks.passed} {count} passed", _STYLES[PASSED])]
    failed = _sentences(verdict, FAILED, columns, marks)
    waiting = [Text(f" {marks.waiting} waiting: {verdict.waiting} more", _STYLES[WAITING])]
    waiting = waiting if verdict.waiting else []
    whole = _message(verdict, columns, marks)
    printed = [] if verdict.text is None else _printed(verdict, columns, marks)
    shorter = _message(verdict, columns, marks, has_why=False)
    fitting = (
        [*passed, *failed, *whole, *printed, *waiting],
        [*passed, *failed, *whole, *waiting],
        [*counted[: len(passed)], *failed, *whole, *waiting],
        [*counted[: len(passed)], *failed, *shorter, *waiting],
        [*failed, *shorter] if verdict.text else counted[: len(passed)],
        (shorter if verdict.text else []) or [*counted[: len(passed)], *failed],
    )
    return next((lines for lines in fitting if len(lines) <= rows), fitting[-1][:rows])


def _sentences(verdict: Verdict, status: str, columns: int, marks: Marks) -> list[Text]:
    sign = f" {marks.passed if status == PASSED else marks.failed} "
    return [
        line
        for each in verdict.sentences
        if each.status == status
        for line in wrapped(each.words, columns, first=sign, style=_STYLES[status])
    ]


def _printed(verdict: Verdict, columns: int, marks: Marks) -> list[Text]:
    """Return the last lines that the program printed."""
    return [
        Text(cut(f"   printed: {as_shown(line)}", columns, marks), "dim")
        for line in verdict.prints[-MOST_PRINTS:]
    ]


def _message(verdict: Verdict, columns: int, marks: Marks, *, has_why: bool = True) -> list[Text]:
    text = verdict.text
    if text is None:
        return _note(verdict, columns, has_why=has_why)
    lines = wrapped(text.title, columns, first="   ", style="bold")
    if verdict.line is not None:
        place = cut(f"   line {verdict.line} {marks.edge} ", columns, marks)
        code = cut(verdict.code.expandtabs(4).strip(), max(columns - len(place), 0), marks)
        lines.append(Text.assemble((place, "dim"), (code, "yellow")))
    if text.why and has_why:
        lines += wrapped(text.why, columns, first="   ")
    for number, step in enumerate(text.steps, 1):
        sign = f"   {number}. " if len(text.steps) > 1 else "   > "
        lines += wrapped(step, columns, first=sign)
    return lines


def _note(verdict: Verdict, columns: int, *, has_why: bool) -> list[Text]:
    """Return what there is to say of a program that has passed."""
    if verdict.note is None:
        return []
    place = f"Line {verdict.note_line}: " if verdict.note_line is not None else ""
    lines = wrapped(f"{place}{verdict.note.title}", columns, first="   ")
    if verdict.note.why and has_why:
        lines += wrapped(verdict.note.why, columns, first="   ")
    for step in verdict.note.steps:
        lines += wrapped(step, columns, first="   > ")
    return lines
