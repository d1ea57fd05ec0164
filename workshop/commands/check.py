"""`maker check`: does the program do what the lesson asks for?"""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from makerkit.errors import UnsupportedHereError
from workshop.desk import Desk, Place, shown_path
from workshop.lesson_argument import HOW, LessonName
from workshop.verdict import Verdict

if TYPE_CHECKING:
    from hardware_mocks.checks.results import CheckResult
    from workshop.printing import Printer

MORE = f"What else there is: `{HOW} list`."


@click.command(epilog="Exit code: 0 all passed, 1 not yet, 2 wrong use.")
@click.argument("what", required=False, type=LessonName(or_file=True), metavar="[LESSON|FILE]")
@click.option("--lesson", type=LessonName(), help="Which lesson FILE is for.")
@click.option("--json", "as_json", is_flag=True, help="Print it for a program to read.")
@click.option("--hardware", is_flag=True, help="Check on the pins of this Pi.")
@click.option("--seed", type=click.IntRange(min=0), metavar="N", help="Of all chance.")
@click.option("--pytest", "with_pytest", is_flag=True, help="Show what pytest itself says.")
@click.pass_context
def command(
    ctx: click.Context,
    what: str | None,
    lesson: str | None,
    *,
    as_json: bool,
    hardware: bool,
    seed: int | None,
    with_pytest: bool,
) -> None:
    r"""Check your program of LESSON, or FILE; without either, the current lesson.

    \b
    maker check                       the lesson you are at
    maker check 01
    maker check my_try.py --lesson 01
    """
    if hardware and not is_raspberry_pi():
        raise UnsupportedHereError("This machine has no pins. Leave out --hardware to simulate.")
    if with_pytest:
        ctx.exit(run_pytest(find(Desk.of_this_user(), what, lesson)))
    from workshop.judge import LessonJudge
    from workshop.runner import ended_by_signals
    from workshop.sketch_run import compiling

    with ended_by_signals(), LessonJudge(hardware=hardware, seed=seed) as judge:
        desk = Desk.of_this_user()  # while the judge's process warms up
        place = find(desk, what, lesson)
        printer = None if as_json else make_printer()
        with compiling():
            result = judge.check(place.lesson, place.program)
    ctx.exit(tell(result, desk, place, printer))


def is_raspberry_pi() -> bool:
    """Return whether there are pins here."""
    from workshop.machine import read_pi_model

    return read_pi_model(Path("/")) is not None


def find(desk: Desk, what: str | None, lesson: str | None) -> Place:
    """Return what is to be checked; the student's own file is made if there is none."""
    place = desk.find(what, lesson)
    if place.is_own and desk.start(place.lesson):
        click.echo(f"Your file is {shown_path(place.program)}, made from the starter.", err=True)
    return place


def make_printer() -> "Printer":
    """Return what prints; its imports take a moment."""
    from workshop.printing import Printer

    return Printer()


def tell(result: "CheckResult", desk: Desk, place: Place, printer: "Printer | None") -> int:
    """Keep what was found, show it (as JSON without a printer), and return the exit code."""
    from workshop.judge import verdict_of

    verdict = verdict_of(result)
    if place.is_own:
        desk.record_check(place.lesson, verdict)
    if printer is None:
        click.echo(result.to_json(), nl=False)
    else:
        show(desk, place, verdict, printer)
    return 0 if verdict.is_passed else 1


def show(desk: Desk, place: Place, verdict: Verdict, printer: "Printer") -> None:
    """Print a verdict: never more than a screen."""
    from rich.text import Text

    from workshop.lines import progress_bar, wrapped
    from workshop.standing import title_of
    from workshop.verdict_lines import verdict_lines

    columns, marks = printer.columns, printer.marks
    lessons = desk.course.lessons
    done = desk.state().count_done(lessons)
    head = [Text(f"{title_of(place.lesson)} {marks.dot} {shown_path(place.program)}", "bold")]
    bar = progress_bar(done, len(lessons), 20, marks)
    foot = [Text.assemble(" ", bar, f" {done} of {len(lessons)} lessons done")]
    for words in _next_steps(desk, place, verdict):
        foot += wrapped(words, columns)
    if desk.trouble:
        foot += wrapped(desk.trouble, columns, first="! ", style="yellow")
    room = max(printer.rows - len(head) - len(foot) - 2, 4)
    printer.show([*head, *verdict_lines(verdict, columns, room, marks), *foot])


def _next_steps(desk: Desk, place: Place, verdict: Verdict) -> list[str]:
    from workshop.hints import is_offered

    if not place.is_own:
        return []
    short = place.lesson.number or place.lesson.name
    if verdict.is_passed:
        following = desk.course.after(place.lesson)
        onward = f"Next lesson: `{HOW} start {following.number}`." if following else MORE
        return [f"The solution is {shown_path(place.lesson.solution)}.", onward]
    if is_offered(desk.state_of(place.lesson)):
        return [f"Stuck? Type `{HOW} hint {short}`."]
    return [f"Change your file, save it, and type `{HOW} check {short}` again."]


def run_pytest(place: Place) -> int:
    """Let pytest itself check the program, and print all that it says."""
    from workshop.judge import require_check

    program = f"--maker-program={place.program.resolve()}"
    check = [str(require_check(place.lesson)), "-p", "no:cacheprovider", program]
    return min(subprocess.call([sys.executable, "-m", "pytest", *check]), 2)
