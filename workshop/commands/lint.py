"""`maker lint`: every check that is not a test, the same on a laptop and in CI."""

import shutil
import subprocess
import sys
from pathlib import Path

import click

from workshop.kit_folder import part_of_the_kit

STEPS = {
    "style": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    "floors": ["lint-imports"],
    "pages": ["python", "hatch_build.py", "--check"],
    "protocol": ["maker", "protocol", "--check"],
}


@click.command()
@click.pass_context
def command(ctx: click.Context) -> None:
    """Check style, format, types, and who imports whom."""
    results = [check(name, words) for name, words in STEPS.items()]
    ctx.exit(0 if all(results) else 1)


def check(name: str, words: list[str]) -> bool:
    """Run one tool; show what it says only if it objects."""
    done = subprocess.run(
        [tool(words[0]), *words[1:]],
        cwd=part_of_the_kit("pyproject.toml").parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    passed = done.returncode == 0
    click.echo(f"{'✓' if passed else '✗'} {name:<8} {' '.join(words)}")
    if not passed:
        click.echo(done.stdout)
    return passed


def tool(name: str) -> str:
    """Return the tool beside our Python, so that its version is the pinned one."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or name
