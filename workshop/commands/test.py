"""`maker test`: pytest, with the tests of the kit or of a project of one's own."""

import subprocess
import sys
from pathlib import Path

import click

from workshop.kit_folder import FOLDER, is_here

ON_ALL_CORES = ["--numprocesses=auto", "--dist=worksteal"]
"""A process that has no tests left takes some from another."""
BROWSER = "tests/browser"
NO_TESTS = 5
"""pytest's exit code where nothing was chosen."""


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def command(ctx: click.Context, arguments: tuple[str, ...]) -> None:
    """Run the kit's tests, or those of the files and folders given; pytest takes the rest."""
    if any(map(names_a_path, arguments)) or not is_here():
        ctx.exit(pytest(*arguments, folder=None))
    # What drives the browser keeps an event loop running, in which nothing else can be tested.
    without_browser = f"--ignore={BROWSER}"
    codes = [pytest(*ON_ALL_CORES, without_browser, *arguments, folder=FOLDER)]
    if without_browser not in arguments:  # a folder that is named would be tested all the same
        codes.append(pytest(*ON_ALL_CORES, BROWSER, *arguments, folder=FOLDER))
    failed = [code for code in codes if code not in {0, NO_TESTS}]
    ctx.exit(failed[0] if failed else min(codes))


def pytest(*arguments: str, folder: Path | None) -> int:
    """Run pytest and return its exit code."""
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=folder)


def names_a_path(argument: str) -> bool:
    """Tell whether an argument is a file, a folder or a test inside a file."""
    return not argument.startswith("-") and Path(argument.partition("::")[0]).exists()
