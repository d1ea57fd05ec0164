"""`maker test`: pytest, with the tests of the kit or of a project of one's own."""

import subprocess
import sys
from pathlib import Path

import click

KIT = Path(__file__).resolve().parents[2]


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def command(ctx: click.Context, arguments: tuple[str, ...]) -> None:
    """Run the kit's tests, or those of the files and folders given; pytest takes the rest."""
    folder = None if any(names_a_path(argument) for argument in arguments) else KIT
    pytest = [sys.executable, "-m", "pytest", *arguments]
    ctx.exit(subprocess.call(pytest, cwd=folder))


def names_a_path(argument: str) -> bool:
    """Tell whether an argument is a file, a folder or a test inside a file."""
    return not argument.startswith("-") and Path(argument.partition("::")[0]).exists()
