"""What `maker` does without a command: the first lesson's program, live, and what to type next."""

import sys
import tempfile
from pathlib import Path

import click

from workshop.kit_folder import FOLDER, is_here

LESSON = FOLDER / "lessons/01_blink/starter.py"
SHOWN_S = "5"  # virtual seconds, where nobody watches

NEXT = """
That was lessons/01_blink/starter.py. What to type next:

  ./maker run lessons/01_blink/starter.py     once more, after you changed it
  ./maker run projects/reaction_game/main.py  a game for two
  ./maker new night_light                     a project of your own
  ./maker doctor                              what works on this machine
  ./maker --help                              everything else

lessons/01_blink/lesson.md says what to change."""


@click.command()
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show the first lesson's program at work, then say what to type next."""
    if not is_here() and ctx.parent is not None:
        click.echo(ctx.parent.get_help())
        return
    is_watched = sys.stdin.isatty() and sys.stdout.isatty()
    exit_code = maker("run", "--simulate", str(LESSON)) if is_watched else show_timeline()
    click.echo(NEXT)
    ctx.exit(exit_code)


def show_timeline() -> int:
    """Run the lesson in virtual time and draw what it did: this ends by itself."""
    with tempfile.TemporaryDirectory() as folder:
        record = str(Path(folder) / "trace.jsonl")
        ran = maker("run", "--virtual", "--for", SHOWN_S, "--trace", record, str(LESSON))
        return ran or maker("trace", record)


def maker(name: str, *arguments: str) -> int:
    """Run another command of this program as if it had been typed; return its exit code."""
    from workshop.cli import load

    return load(name).main([*arguments], standalone_mode=False) or 0
