"""`maker read [LESSON]`: the page of a lesson in the terminal."""

import sys
from typing import TYPE_CHECKING

import click

from workshop.lesson_argument import LessonName

if TYPE_CHECKING:
    from rich.console import Console

    from workshop.course import Lesson

WIDTH_WITHOUT_A_TERMINAL = 80


@click.command()
@click.argument("lesson", required=False, type=LessonName(), metavar="[LESSON]")
@click.option("--hints", is_flag=True, help="Show the hints as well.")
@click.option("--plain", is_flag=True, help="All at once, without colours and questions.")
@click.option("--width", type=click.IntRange(20, 400), metavar="N", help="Columns to use.")
def command(*, lesson: str | None, hints: bool, plain: bool, width: int | None) -> None:
    r"""Show the page of LESSON; without it, of the lesson you are at.

    \b
    maker read 01
    maker read blink --hints
    """
    from workshop.desk import Desk
    from workshop.lesson_text import read_page
    from workshop.lesson_text.choose import choose
    from workshop.lesson_text.reading import Reading
    from workshop.lesson_text.terminal import TerminalPage

    desk = Desk.of_this_user()
    chosen, course = choose(lesson) if lesson else (desk.current_lesson(), desk.course)
    page = read_page(chosen, course)
    console = make_console(width, plain=plain)
    view = TerminalPage(
        wires=wires_of(chosen),
        lesson=chosen.number or chosen.name,
        shows_hints=hints,
        has_colours=console.color_system is not None,
    )
    is_terminal = not plain and sys.stdin.isatty() and sys.stdout.isatty()

    def keep(is_right: bool) -> None:
        if course.folder == desk.course.folder:
            desk.record("quiz", chosen, score=float(is_right))

    Reading(console, view, console.input if is_terminal else None, keep).show(page)


def wires_of(lesson: "Lesson") -> tuple[str, ...]:
    """Return the wires of a lesson in words; none for a lesson without parts."""
    if lesson.wiring is None:
        return ()
    from makerkit.wiring import read_wiring
    from makerkit.wiring.drawing import wire_list

    return wire_list(read_wiring(lesson.wiring))


def make_console(width: int | None, *, plain: bool) -> "Console":
    """Return a console no wider than a text should be."""
    from rich.console import Console

    from workshop.lesson_text.terminal import WIDEST

    console = Console(
        highlight=False, markup=False, emoji=False, color_system=None if plain else "auto"
    )
    room = console.width if sys.stdout.isatty() else WIDTH_WITHOUT_A_TERMINAL
    console.width = width or min(room, WIDEST)
    return console
