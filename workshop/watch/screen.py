"""The screen of `maker watch` as lines of text: a `View` and a size go in, and it only draws."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from workshop.lines import Marks, cut, key_line, progress_bar, wrapped
from workshop.verdict_lines import verdict_lines
from workshop.watch.timeline import small_timeline
from workshop.watch.view import Page, View

KEYS = (
    ("h", "hint"),
    ("r", "run"),
    ("p", "page"),
    ("l", "list"),
    ("w", "wiring"),
    ("t", "timeline"),
    ("e", "edit"),
    ("x", "reset"),
    ("q", "quit"),
)
PASSED_KEYS = (("n", "next"), ("s", "solution"))
SET_UP_FROM_ROWS = 14
PRESS_N, PRESS_L = "Press n for the next lesson.", "Press l to choose what comes next."
LONGEST_BAR = 30


def draw(view: View, columns: int, rows: int, marks: Marks) -> list[Text]:
    """Return the screen: exactly `rows` lines, none wider than `columns`."""
    head = _head(view, columns, rows, marks)
    foot = _foot(view, columns, rows, marks)
    room = max(rows - len(head) - len(foot), 1)
    if view.page is None:
        body = _body(view, columns, room, marks)
    else:
        body = _page(view.page, columns, room, marks)
    body = body[:room] + [Text()] * (room - len(body))
    lines = (head + body + foot)[:rows]
    for line in lines:
        line.truncate(columns)
    return lines


def _head(view: View, columns: int, rows: int, marks: Marks) -> list[Text]:
    right = f" {cut(view.profile, max(columns // 3, 4), marks)} "
    room = columns - cell_len(right) - 1
    left = cut(view.title if view.page is None else view.page.title, room, marks)
    title = Text(f" {left}{' ' * (room - cell_len(left))}{right}", "reverse")
    if rows < 10:
        return [title]
    counted = f" {view.done} of {view.total} lessons done"
    bar = progress_bar(view.done, view.total, max(min(LONGEST_BAR, columns - 26), 4), marks)
    return [title, Text.assemble(" ", bar, (counted, "dim")), Text()][: 3 if rows > 14 else 2]


def _foot(view: View, columns: int, rows: int, marks: Marks) -> list[Text]:
    lines: list[Text] = []
    if view.trouble:
        lines += wrapped(view.trouble, columns, first=" ! ", style="yellow")[:2]
    if view.question:
        return [*lines, *wrapped(view.question, columns, first=" ", style="bold yellow")]
    if view.remark:
        lines += wrapped(view.remark, columns, first=" ", style="bold yellow")[:3]
    elif view.page is None and rows >= 12:
        lines.append(Text(cut(f" {view.file}", columns, marks), "dim"))
    return lines + key_line(_keys(view), columns, marks)[: 3 if rows >= 12 else 1]


def _keys(view: View) -> tuple[tuple[str, str], ...]:
    if view.page is not None:
        return view.page.keys
    if view.verdict is not None and view.verdict.is_passed:
        return (*PASSED_KEYS, *KEYS)
    return (*KEYS[:4], ("n", "next"), *KEYS[4:])


def _page(page: Page, columns: int, room: int, marks: Marks) -> list[Text]:
    lines = page.draw(columns)
    last_top = max(len(lines) - room, 0)
    top = min(page.scroll, last_top)
    shown = lines[top : top + room]
    if top < last_top:
        shown[-1:] = [Text(f" {marks.more} more: arrow down", "dim")]
    return shown


def _body(view: View, columns: int, room: int, marks: Marks) -> list[Text]:
    lines = _set_up(view, columns, room, marks)
    if view.verdict is None:
        words = "Checking your program ..." if view.is_checking else "Save your file to check it."
        return [*lines, Text(f" {words}", "dim")]
    extra = _extra(view, columns, marks)
    left = max(room - len(lines) - len(extra), 1)
    lines += verdict_lines(view.verdict, columns, left, marks) + extra
    drawing = small_timeline(view.verdict.trace, columns, marks)
    if drawing and len(lines) + 1 + len(drawing) <= room:
        lines += [Text(), *drawing]
    return lines


def _set_up(view: View, columns: int, room: int, marks: Marks) -> list[Text]:
    """Return the lines about this computer; on a low screen only those that are not well."""
    signs = {"pass": (marks.passed, "green"), "fail": (marks.failed, "yellow")}
    lines: list[Text] = []
    for words, status in view.set_up:
        sign, style = signs[status]
        if room >= SET_UP_FROM_ROWS or status == "fail":
            lines += wrapped(words, columns, first=f" {sign} ", style=style)
    return lines[: room // 3]


def _extra(view: View, columns: int, marks: Marks) -> list[Text]:
    """Return what stands below the sentences: the praise, the offer of a hint."""
    if view.verdict is None:
        return []
    if view.is_checking:
        return [Text(f" {marks.more} checking again", "dim")]
    if view.verdict.is_passed:
        onward = PRESS_N if view.has_next else PRESS_L
        return [Text(), *wrapped(f"All passed. {onward}", columns, first=" ", style="bold green")]
    if view.is_hint_offered:
        return wrapped("Stuck? Press h for a hint.", columns, first=" ", style="bold")
    return []
