"""`maker read LESSON`: the page of a lesson in the terminal."""

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_WITHOUT_A_TERMINAL = 80


@click.command()
@click.argument("lesson")
@click.option("--hints", is_flag=True, help="Show the hints as well.")
@click.option("--plain", is_flag=True, help="All at once, without colours and questions.")
@click.option("--width", type=click.IntRange(20, 400), metavar="N", help="Columns to use.")
def command(*, lesson: str, hints: bool, plain: bool, width: int | None) -> None:
    r"""Show the page of LESSON: what to do, step by step.

    \b
    maker read 01
    maker read blink --hints
    """
    from workshop.lesson_text import read_page
    from workshop.lesson_text.choose import choose
    from workshop.lesson_text.reading import Reading
    from workshop.lesson_text.terminal import TerminalPage

    chosen, course = choose(lesson)
    page = read_page(chosen, course)
    is_terminal = not plain and sys.stdin.isatty() and sys.stdout.isatty()
    console = make_console(width, plain=plain)
    view = TerminalPage(
        lesson=chosen.number or chosen.name,
        shows_hints=hints,
        has_colours=console.color_system is not None,
    )
    Reading(console, view, console.input if is_terminal else None).show(page)


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
