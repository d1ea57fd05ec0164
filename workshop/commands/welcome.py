"""What `maker` does without a command: it goes on with the lesson you are at."""

from pathlib import Path

import click

from workshop.kit_folder import is_here, where_to_go


@click.command()
@click.pass_context
def command(ctx: click.Context) -> None:
    """Go on where you are: watch the lesson, or say where you are and what to type next."""
    if not is_here() and ctx.parent is not None:
        click.echo(ctx.parent.get_help())
        click.echo(f"\n{where_to_go(Path.cwd(), Path.home())}".rstrip())
        return
    from workshop.desk import Desk
    from workshop.live_view import can_show_live

    desk = Desk.of_this_user()
    if can_show_live():
        from workshop.commands.watch import watch

        ctx.exit(watch(desk, desk.current_lesson()))
    from workshop.overview import overview
    from workshop.printing import Printer

    printer = Printer()
    printer.show(overview(desk, printer.columns, printer.marks))
