"""`maker test`: pytest, with the tests of the kit or of a project of one's own."""

import subprocess
import sys
from pathlib import Path

import click

from workshop.kit_folder import FOLDER, is_here


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def command(ctx: click.Context, arguments: tuple[str, ...]) -> None:
    """Run the kit's tests, or those of the files and folders given; pytest takes the rest."""
    is_somebodys_own = any(map(names_a_path, arguments)) or not is_here()
    pytest = [sys.executable, "-m", "pytest", *arguments]
    ctx.exit(subprocess.call(pytest, cwd=None if is_somebodys_own else FOLDER))


def names_a_path(argument: str) -> bool:
    """Tell whether an argument is a file, a folder or a test inside a file."""
    return not argument.startswith("-") and Path(argument.partition("::")[0]).exists()
