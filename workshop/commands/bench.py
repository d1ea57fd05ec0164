"""`maker bench`: measure how fast the bench is on this machine."""

import subprocess
import sys

import click

from workshop.kit_folder import part_of_the_kit


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print it for a program to read.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Measure how fast the bench is here, beside gpiozero's own mock pins.

    Takes about two minutes. Ends with 1 when a bound is not held.
    """
    folder = part_of_the_kit("benchmarks").parent
    arguments = [sys.executable, "-m", "benchmarks", *(["--json"] if as_json else [])]
    ctx.exit(subprocess.run(arguments, cwd=folder, check=False).returncode)
