"""`maker reset`: the starter again; what you wrote is kept."""

import click

from workshop.desk import Desk, shown_path
from workshop.lesson_argument import LessonName


@click.command()
@click.argument("lesson", required=False, type=LessonName(), metavar="[LESSON]")
def command(lesson: str | None) -> None:
    """Put the starter of LESSON back; without it, of the lesson you are at.

    Your own file is kept beside it, as main.before_reset_1.py.
    """
    desk = Desk.of_this_user()
    place = desk.find(lesson)
    kept = desk.reset(place.lesson)
    click.echo(f"{shown_path(place.program)} is the starter again.")
    if kept is not None:
        click.echo(f"What you wrote is in {shown_path(kept)}.")
    if desk.trouble:
        click.echo(desk.trouble, err=True)
