"""`maker list`: all lessons, and where you stand with each."""

import click

from workshop.desk import Desk


@click.command()
def command() -> None:
    """List all lessons and projects, and where you stand with each."""
    from rich.text import Text

    from workshop.lines import progress_bar
    from workshop.printing import Printer
    from workshop.standing import list_lines

    desk = Desk.of_this_user()
    printer = Printer()
    state, lessons = desk.state(), desk.course.lessons
    done = state.count_done(lessons)
    bar = progress_bar(done, len(lessons), 20, printer.marks)
    printer.show(list_lines(desk.course, state, state.current(desk.course), printer.marks))
    printer.show([Text.assemble(" ", bar, f" {done} of {len(lessons)} lessons done")])
