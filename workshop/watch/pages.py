"""The pages of `maker watch`: the list of lessons, the timeline, the solution, plain words."""

from __future__ import annotations

from rich.text import Text

from workshop.course import Lesson
from workshop.desk import Desk
from workshop.lines import Marks, wrapped
from workshop.standing import in_order, list_lines, list_row
from workshop.verdict import Verdict
from workshop.watch.timeline import whole_timeline
from workshop.watch.view import Page

BACK = (("Esc", "back"), ("q", "quit"))


def text_page(title: str, text: str, *, more: tuple[tuple[str, str], ...] = ()) -> Page:
    """Return a page of plain words."""
    return Page(title, lambda columns: wrapped(text, columns, first=" "), keys=(*more, *BACK))


def list_page(desk: Desk, here: Lesson, chosen: int | None, marks: Marks) -> Page:
    """Return the list of lessons; the chosen one can be opened."""
    everything = in_order(desk.course)

    def draw(_columns: int) -> list[Text]:
        lines = list_lines(desk.course, desk.state(), here, marks)
        at = -1 if chosen is None else list_row(desk.course, everything[chosen])
        if at >= 0:
            lines[at].stylize("reverse")
        return lines

    keys = (("arrows", "choose"), ("Enter", "open"), *BACK)
    scroll = 0 if chosen is None else max(list_row(desk.course, everything[chosen]) - 8, 0)
    return Page("All lessons", draw, scroll=scroll, keys=keys)


def timeline_page(verdict: Verdict | None, marks: Marks) -> Page:
    """Return everything that happened in the last check."""
    trace = verdict.trace if verdict is not None else None
    return Page("Timeline", lambda columns: whole_timeline(trace, columns, marks), keys=BACK)


def solution_page(lesson: Lesson) -> Page:
    """Return the solution with numbered lines."""
    try:
        code = lesson.solution.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return text_page("Solution", "This lesson has no solution in its folder.")
    lines = [
        Text.assemble((f" {number:3} ", "dim"), line.expandtabs(4))
        for number, line in enumerate(code.splitlines(), 1)
    ]
    return Page("Solution", lambda _columns: lines, keys=BACK)
