"""`maker profile`: whose work this is, on a computer that many share."""

import click

from workshop.desk import shown_path
from workshop.lesson_argument import HOW
from workshop.profiles import choose_profile, known_profiles, maker_home, profile_in_use


@click.command()
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Show whose work this is; with NAME, go to that student's work, or make a place for it.

    Everything stands below the folder that MAKER_HOME names; without it, in ~/maker.
    """
    home = maker_home()
    if name is None:
        show()
        return
    known = known_profiles(home)
    profile = choose_profile(home, name)
    hello = "Welcome back" if profile.name in known else "Welcome"
    click.echo(f"{hello}, {profile.name}. Your work is in {shown_path(profile.work_folder)}.")


def show() -> None:
    """Print the profile in use and the others."""
    home = maker_home()
    profile = profile_in_use(home)
    click.echo(f"This is the work of {profile.name}, in {shown_path(profile.work_folder)}.")
    others = [name for name in known_profiles(home) if name != profile.name]
    if others:
        click.echo(f"Others here: {', '.join(others)}.")
    click.echo(f"To change: {HOW} profile NAME")
