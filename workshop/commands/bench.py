"""`maker bench`: measure how fast the bench is on this machine."""

import subprocess
import sys
from pathlib import Path

import click

from makerkit.errors import UnsupportedHereError

ROOT = Path(__file__).resolve().parents[2]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print it for a program to read.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Measure how fast the bench is here, beside gpiozero's own mock pins.

    Takes about two minutes. Ends with 1 when a bound is not held.
    """
    if not (ROOT / "benchmarks").is_dir():
        raise UnsupportedHereError("The benchmarks are not in the package but in the kit's folder.")
    arguments = [sys.executable, "-m", "benchmarks", *(["--json"] if as_json else [])]
    ctx.exit(subprocess.run(arguments, cwd=ROOT, check=False).returncode)
