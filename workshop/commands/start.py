"""`maker start LESSON`: your own file for a lesson, and what to do first."""

from typing import TYPE_CHECKING

import click

from workshop.desk import Desk, shown_path
from workshop.lesson_argument import HOW, LessonName

if TYPE_CHECKING:
    from workshop.printing import Printer


@click.command()
@click.argument("lesson", required=False, type=LessonName(), metavar="[LESSON]")
def command(lesson: str | None) -> None:
    """Start LESSON, or the one you are at: make your own file from its starter.

    A file you have is left as it is.
    """
    from workshop.lines import wrapped
    from workshop.overview import first_task
    from workshop.printing import Printer
    from workshop.standing import title_of

    desk = Desk.of_this_user()
    place = desk.find(lesson)
    is_new = desk.start(place.lesson)
    printer = Printer()
    columns = printer.columns
    printer.show(wrapped(title_of(place.lesson), columns, style="bold"))
    made = "made from the starter" if is_new else "as you left it"
    printer.show(wrapped(f"Your file, {made}: {shown_path(place.program)}", columns))
    if place.lesson == desk.course.lessons[0]:
        show_set_up(desk, printer)
    printer.show(wrapped(first_task(place.lesson), columns))
    short = place.lesson.number or place.lesson.name
    printer.show(wrapped(f"Read it: `{HOW} read {short}`. Then: `{HOW} watch`.", columns))
    if desk.trouble:
        click.echo(desk.trouble, err=True)


def show_set_up(desk: Desk, printer: "Printer") -> None:
    """Show the profile and what the doctor finds: that is what the first lesson is about."""
    from workshop.first_steps import set_up_lines
    from workshop.lines import wrapped

    for words, status in set_up_lines(desk):
        sign = printer.marks.passed if status == "pass" else printer.marks.failed
        printer.show(wrapped(words, printer.columns, first=f" {sign} "))
