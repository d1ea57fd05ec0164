"""What `maker` does without a command: the first lesson's program, live, and what to type next."""

import sys
import tempfile
from pathlib import Path

import click

LESSON = Path(__file__).resolve().parents[2] / "lessons/01_blink/starter.py"
SHOWN_S = "5"  # virtual seconds, where nobody watches

NEXT = """
That was lessons/01_blink/starter.py. What to type next:

  ./maker run lessons/01_blink/starter.py    once more, after you changed it (see lesson.md)
  ./maker run projects/reaction_game/main.py a game for two
  ./maker new night_light                    a project of your own
  ./maker doctor                             what works on this machine
  ./maker --help                             everything else"""


@click.command()
def command() -> None:
    """Show the first lesson's program at work, then say what to type next."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        maker("run", "--simulate", str(LESSON))
    else:
        show_timeline()
    click.echo(NEXT)


def show_timeline() -> None:
    """Run the lesson in virtual time and draw what it did: this ends by itself."""
    with tempfile.TemporaryDirectory() as folder:
        record = str(Path(folder) / "trace.jsonl")
        maker("run", "--virtual", "--for", SHOWN_S, "--trace", record, str(LESSON))
        maker("trace", record)


def maker(name: str, *arguments: str) -> None:
    """Run another command of this program, as if it had been typed."""
    from workshop.cli import load

    load(name).main([*arguments], standalone_mode=False)
