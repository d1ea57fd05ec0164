"""`maker flash SKETCH`: upload a sketch to the board that is plugged in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.lesson_argument import LessonName

if TYPE_CHECKING:
    from makerkit.arduino.flash import Program
    from makerkit.arduino.ports import Port
    from makerkit.errors import MakerKitError

BAR_COLUMNS = 30
FAILED, STOPPED_BY_CTRL_C = 1, 130
DOES = {"Writing": "Uploading", "Reading": "Reading back"}


@click.command(epilog="Exit code: 0 uploaded, 1 failed, 2 wrong use, 130 stopped by Ctrl-C.")
@click.argument("sketch", type=LessonName(or_file=True), metavar="SKETCH")
@click.option("--port", metavar="PORT", help="Where the board is; by default it is found.")
@click.option("--board", type=click.Choice(["uno", "nano"]), help="By default the USB ids say it.")
@click.option("--verbose", "-v", is_flag=True, help="Show all that avrdude says.")
@click.pass_context
def command(
    ctx: click.Context, sketch: str, *, port: str | None, board: str | None, verbose: bool
) -> None:
    r"""Upload SKETCH to the board that is plugged in, and wait until it runs.

    SKETCH is a sketch of the kit (car_controller, security_node), a lesson (then it is your own
    sketch, or the one that the lesson gives), an .ino file, its folder, or a .hex file.

    \b
    maker flash car_controller
    maker flash 11                          your sketch of lesson 11
    maker flash my/blink.ino --port /dev/ttyUSB0
    maker flash security_node --board nano
    """
    from makerkit.arduino.flash import confirm, flash
    from makerkit.arduino.ports import find_port
    from workshop.sketch_run import compiling

    program = find_program(sketch)
    with compiling():
        _refuse_mistakes(program)
    where = find_port(port)
    _refuse_another_chip(where)
    screen = _Screen(verbose=verbose)
    try:
        done = flash(
            program,
            where,
            board=board,
            on_step=screen.step,
            on_progress=screen.progress,
            on_output=screen.output,
        )
        screen.end_line()
        screen.step(f"{program.name} is on the board at {where.device} ({done.took_s:.0f} s)")
        boot = confirm(program, where)
    except KeyboardInterrupt:
        screen.end_line()
        click.echo("Stopped. The board may hold half a program: flash it again.", err=True)
        ctx.exit(STOPPED_BY_CTRL_C)
    finally:
        screen.end_line()
    if boot is not None:
        click.echo(f"It runs: sketch {boot.sketch}, protocol {boot.protocol}.")


def find_program(what: str) -> "Program":
    """Return what is to be uploaded: by the name of a kit's sketch, a path, or a lesson.

    Raises:
        MakerKitError: there is no such thing.
    """
    from makerkit.arduino.build import FIRMWARE
    from makerkit.arduino.flash import HexFile, KitSketch, Sketch, kit_sketches

    path = Path(what)
    if path.name in kit_sketches() and (
        path.parent == Path() or path.resolve() == FIRMWARE / path.name
    ):
        return KitSketch.named(path.name)
    if path.suffix in {".hex", ".ino"} and not path.exists():
        raise _no_such_sketch(what)
    if path.suffix == ".hex":
        return HexFile(path)
    if path.suffix == ".ino" or (path.is_dir() and any(path.glob("*.ino"))):
        return Sketch(path)
    return Sketch(_sketch_of_lesson(what))


def _sketch_of_lesson(what: str) -> Path:
    """Return the student's own sketch of a lesson, or the one that the lesson gives."""
    from makerkit.errors import BadInputError, NotThereError
    from workshop.desk import Desk, shown_path

    desk = Desk.of_this_user()
    try:
        lesson = desk.course.lesson(what)
    except NotThereError:
        raise _no_such_sketch(what) from None
    if lesson.is_sketch:
        desk.start(lesson)
        return desk.program(lesson)
    given = [file for file in lesson.given if file.suffix == ".ino"]
    if len(given) == 1:
        return given[0]
    if given:
        names = ", ".join(shown_path(file) for file in given)
        raise BadInputError(f"Lesson {lesson.name} gives more than one sketch. Name one: {names}.")
    raise NotThereError(f"Lesson {lesson.name} has no sketch: its program runs on the Pi.")


def _no_such_sketch(what: str) -> "MakerKitError":
    from difflib import get_close_matches

    from makerkit.arduino.flash import kit_sketches
    from makerkit.errors import NotThereError

    own = kit_sketches()
    near = [name for name in own if what and what in name] or get_close_matches(what, own, 1)
    meant = f" Do you mean {near[0]}?" if near else ""
    return NotThereError(
        f"There is no sketch {what}.{meant} The kit has {' and '.join(own) or 'none yet'}. "
        "Or name a lesson (11), an .ino file, its folder, or a .hex file."
    )


def _refuse_mistakes(program: "Program") -> None:
    """End here when a student's sketch has a mistake, in the words in which a check explains it."""
    from makerkit.arduino.flash import Sketch

    if not isinstance(program, Sketch) or program.path.is_dir():
        return  # a folder: the compiler's own words name the file
    from hardware_mocks.explain.sketch.built import why_not_built
    from workshop.sketch_run import in_words

    found = why_not_built(program.path)
    if found is not None:
        click.echo(in_words(found, program.path), err=True)
        raise click.exceptions.Exit(FAILED)


def _refuse_another_chip(port: "Port") -> None:
    from makerkit.arduino.flash.errors import SimulatedError
    from makerkit.arduino.ports.boards import Fit
    from makerkit.arduino.ports.errors import OtherChipError

    if port.is_simulated:
        raise SimulatedError(port=port.device)
    if port.board and port.board.fit is Fit.NO:
        raise OtherChipError(port=port.device, board=port.board.name, to_do=port.board.to_do)


class _Screen:
    """What is shown meanwhile: a bar in a terminal, else a line for each thing that begins."""

    def __init__(self, *, verbose: bool) -> None:
        from rich.console import Console

        from workshop.printing import marks_for

        console = Console()
        self._is_live = console.is_terminal and not verbose
        self._marks = marks_for(console)
        self._is_verbose = verbose
        self._doing = ""
        self._is_in_line = False

    def step(self, words: str) -> None:
        """Say that something begins, or is done."""
        self.end_line()
        click.echo(f"{words}.")

    def progress(self, doing: str, share: float) -> None:
        """Show how far it is."""
        words = DOES.get(doing, doing)
        if self._is_live:
            if doing != self._doing:
                self.end_line()
            full = round(share * BAR_COLUMNS)
            bar = self._marks.full * full + self._marks.empty * (BAR_COLUMNS - full)
            click.echo(f"\r{words:<13} {bar} {share:4.0%}", nl=False)
            self._is_in_line = True
        elif doing != self._doing and not self._is_verbose:
            self.step(words)
        self._doing = doing

    def output(self, text: str) -> None:
        """Show what avrdude says, if that was asked for."""
        if self._is_verbose:
            click.echo(text, nl=False, err=True)

    def end_line(self) -> None:
        """Begin a new line after a bar."""
        if self._is_in_line:
            click.echo()
            self._is_in_line = False
