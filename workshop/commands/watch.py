"""`maker watch`: the lesson on the screen, checked again whenever you save."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import click

from makerkit.errors import MakerKitError
from workshop.desk import Desk
from workshop.lesson_argument import LessonName

if TYPE_CHECKING:
    from workshop.course import Lesson
    from workshop.judge import LessonJudge
    from workshop.verdict import Verdict
    from workshop.watch.session import Session

CTRL_C = 130


@click.command()
@click.argument("lesson", required=False, type=LessonName(), metavar="[LESSON]")
@click.pass_context
def command(ctx: click.Context, lesson: str | None) -> None:
    """Check your program again whenever you save it; keys give hints and more.

    Without LESSON it goes on where you are.
    """
    desk = Desk.of_this_user()
    ctx.exit(watch(desk, desk.find(lesson).lesson))


def watch(desk: Desk, lesson: "Lesson") -> int:
    """Watch a lesson, on a screen where there is one, and return the exit code."""
    from workshop.judge import LessonJudge
    from workshop.live_view import can_show_live
    from workshop.runner import ended_by_signals

    show = on_screen if can_show_live() else in_print
    try:
        with ended_by_signals(), LessonJudge() as judge:
            show(desk, lesson, judge)
    except KeyboardInterrupt:
        return CTRL_C
    return 0


def on_screen(desk: Desk, lesson: "Lesson", judge: "LessonJudge") -> None:
    """Watch with a screen and keys."""
    from rich.console import Console

    from workshop.first_steps import set_up_lines
    from workshop.lesson_text import read_page
    from workshop.printing import marks_for
    from workshop.watch.session import Do, Session
    from workshop.watch.terminal import WatchTerminal

    marks = marks_for(Console())
    session = Session(desk, lesson, hints_of=lambda each: read_page(each).hints, marks=marks)
    away = {Do.RUN: run_live, Do.READ: read_it}
    look = partial(set_up_lines, desk)
    WatchTerminal(session, judge, away=away, set_up=look, marks=marks).loop()


def in_print(desk: Desk, lesson: "Lesson", judge: "LessonJudge") -> None:
    """Watch where only lines can be printed."""
    from workshop.commands.check import make_printer, show
    from workshop.desk import Place
    from workshop.watch.plain import watch_plainly

    place = Place(lesson, desk.program(lesson), is_own=True)

    def tell(verdict: "Verdict") -> None:
        show(desk, place, verdict, make_printer())

    watch_plainly(desk, lesson, judge, show=tell, say=click.echo)


def run_live(session: "Session") -> str:
    """Show the student's program live on the lesson's bench; return how it ended."""
    from workshop.commands.run import make_job, tell
    from workshop.live_run import LiveRun

    job = make_job(program=(str(session.program),))
    outcome = LiveRun(job, shows_terminal=True, shows_page=False, tell=tell).run()
    return " ".join(filter(None, (outcome.message, outcome.tip))) or "Back from the bench."


def read_it(session: "Session") -> str:
    """Show the lesson's page, a screenful at a time."""
    from workshop.cli import load

    click.clear()
    try:
        load("read").main([session.lesson.name], standalone_mode=False)
    except MakerKitError as error:
        return str(error)
    with suppress(EOFError, KeyboardInterrupt):
        input("Enter goes back: ")
    return ""
