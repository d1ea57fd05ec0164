"""Where a student is and what to type next, in a few lines."""

from __future__ import annotations

from rich.text import Text

from makerkit.errors import MakerKitError
from workshop.course import Lesson
from workshop.desk import Desk, shown_path
from workshop.lesson_argument import HOW
from workshop.lines import Marks, progress_bar, wrapped
from workshop.standing import title_of

MOST_ROWS_OF_A_TASK = 6


def overview(desk: Desk, columns: int, marks: Marks) -> list[Text]:
    """Return where somebody is, the first task there, and what to type next."""
    state, lessons = desk.state(), desk.course.lessons
    lesson = state.current(desk.course)
    done = state.count_done(lessons)
    bar = progress_bar(done, len(lessons), 20, marks)
    lines = [
        Text(desk.course.title, "bold"),
        Text.assemble(bar, f" {done} of {len(lessons)} lessons done by {desk.profile.name}"),
        Text(),
        Text(f"You are at {title_of(lesson)}.", "bold"),
    ]
    lines += wrapped(first_task(lesson), columns)[:MOST_ROWS_OF_A_TASK]
    lines += [Text(), Text("What to type next:")]
    lines += [
        Text.assemble("  ", (f"{HOW} {command:<10}", "cyan"), words)
        for command, words in _commands(desk, lesson)
    ]
    if desk.trouble:
        lines += wrapped(desk.trouble, columns, first="! ", style="yellow")
    return lines


def _commands(desk: Desk, lesson: Lesson) -> list[tuple[str, str]]:
    short = lesson.number or lesson.name
    program = desk.program(lesson)
    file = f"your file is {shown_path(program)}" if program.exists() else "make your file"
    first = ("watch", "check it whenever you save") if program.exists() else None
    steps = [
        (f"read {short}", "read the lesson"),
        (f"start {short}", file) if first is None else first,
        (f"check {short}", "check it once"),
        ("list", "all lessons"),
        ("--help", "everything else"),
    ]
    return steps if first is None else [steps[0], steps[1], *steps[2:]]


def first_task(lesson: Lesson) -> str:
    """Return the first task of a lesson's page without its hints, "" where it has none."""
    from workshop.lesson_text import Hint, read_page
    from workshop.lesson_text.blocks import plain_text

    try:
        tasks = read_page(lesson).tasks
    except MakerKitError as error:
        return f"The page of this lesson cannot be read: {error}"
    blocks = tasks[0].blocks if tasks else ()
    return plain_text(tuple(block for block in blocks if not isinstance(block, Hint)))
