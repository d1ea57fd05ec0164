"""`maker progress`: what you have done, and bringing two computers together."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from workshop.desk import Desk, shown_path


@click.command()
@click.option(
    "--merge", type=click.Path(path_type=Path), metavar="FILE", help="Add another computer's file."
)
@click.option("--json", "as_json", is_flag=True, help="Print it for a program to read.")
def command(merge: Path | None, *, as_json: bool) -> None:
    """Show how far you are. With --merge, take over what you did on another computer."""
    desk = Desk.of_this_user()
    if merge is not None:
        tell_merge(desk, merge)
    if as_json:
        click.echo(json.dumps(as_data(desk), ensure_ascii=False, indent=2))
    else:
        show(desk)


def tell_merge(desk: Desk, file: Path) -> None:
    """Merge, and say on stderr what came of it."""
    new, damaged = desk.progress.merge(file)
    click.echo(f"{new} new event{'' if new == 1 else 's'} from {file}.", err=True)
    if damaged:
        click.echo(f"{damaged} damaged line(s) of it were left where they are.", err=True)


def as_data(desk: Desk) -> dict[str, object]:
    """Return where this student stands as plain data."""
    state = desk.state()
    return {
        "profile": desk.profile.name,
        "file": str(desk.progress.path),
        "current": state.current(desk.course).name,
        "lessons": {name: asdict(lesson) for name, lesson in sorted(state.lessons.items())},
    }


def show(desk: Desk) -> None:
    """Print where this student stands, in a few lines."""
    from workshop.standing import title_of

    state, lessons = desk.state(), desk.course.lessons
    click.echo(f"{desk.profile.name}: {state.count_done(lessons)} of {len(lessons)} lessons done.")
    projects = [each for each in desk.course.projects if state.of(each).is_done]
    if projects:
        click.echo(f"Projects done: {', '.join(map(title_of, projects))}.")
    click.echo(f"You are at {title_of(state.current(desk.course))}.")
    click.echo(f"Kept in {shown_path(desk.progress.path)}.")
    damaged = 0 if desk.trouble else desk.progress.read().damaged
    if damaged:
        click.echo(f"{damaged} line(s) there cannot be read. They are kept and passed over.")
    if desk.trouble:
        click.echo(desk.trouble, err=True)
