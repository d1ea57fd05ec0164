"""`maker hint`: a nudge first, then where to look, then almost the line."""

import click

from workshop.desk import Desk
from workshop.lesson_argument import LessonName


@click.command()
@click.argument("lesson", required=False, type=LessonName(), metavar="[LESSON]")
def command(lesson: str | None) -> None:
    """Show the next hint for LESSON; without it, for the lesson you are at.

    The last hint comes after you have tried.
    """
    from workshop.hints import next_hint
    from workshop.lesson_text import read_page
    from workshop.lines import wrapped
    from workshop.printing import Printer

    desk = Desk.of_this_user()
    place = desk.find(lesson)
    shown = next_hint(read_page(place.lesson).hints, desk.state_of(place.lesson), place.lesson.name)
    printer = Printer()
    if shown.level:
        desk.record("hint", place.lesson, score=shown.level)
        printer.show(wrapped(f"Hint {shown.level} of 3", printer.columns, style="bold"))
    printer.show(wrapped("\n\n".join(shown.texts), printer.columns))
    if desk.trouble:
        click.echo(desk.trouble, err=True)
