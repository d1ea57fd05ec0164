"""`maker build`: compile a sketch and say how much room it takes."""

from pathlib import Path

import click

from makerkit.arduino.build import FLASH_BYTES, RAM_BYTES, Build
from makerkit.errors import BadInputError

NEARLY_FULL = 0.75
MOST_ERRORS = 5


@click.command()
@click.argument("sketch", required=False, type=click.Path(path_type=Path))
@click.option("--board", default="uno", show_default=True, help="uno or nano.")
@click.option("--release", is_flag=True, help="Write firmware/released anew.")
@click.pass_context
def command(ctx: click.Context, sketch: Path | None, board: str, release: bool) -> None:
    r"""Compile a sketch and say how much room it takes.

    SKETCH is an .ino file or a sketch folder; without one, all of the kit's own firmware.

    \b
    maker build lessons/11_blink_on_arduino/starter.ino
    maker build firmware/car_controller --board nano
    """
    from makerkit.arduino.build import FIRMWARE

    if release:
        _write_release()
        return
    own = sorted(FIRMWARE.glob("*/*.ino"))
    for one in [sketch] if sketch else own:
        _show(_build(one, board))
    if not (sketch or own):
        ctx.fail("Name a sketch: the kit's folder `firmware` has none.")


def _build(sketch: Path, board: str) -> Build:
    """Build a sketch; say in plain words why it cannot be, and then what the compiler said.

    Raises:
        BadInputError: it cannot be built.
    """
    from makerkit.arduino.build import BuildError, build
    from makerkit.arduino.sketch_source import find_sketch
    from workshop.sketch_run import compiling

    try:
        with compiling():
            return build(sketch, board=board)
    except BuildError as error:
        from hardware_mocks.explain.sketch import explain_build
        from workshop.sketch_run import in_words

        main = find_sketch(sketch).tabs[0]
        said = [str(one) for one in error.diagnostics if one.severity == "error"][:MOST_ERRORS]
        words = in_words(explain_build(error.diagnostics, main), main)
        raise BadInputError("\n".join([words, "", "The compiler said:", *said])) from error


def _write_release() -> None:
    """Build what computers without a compiler upload."""
    from makerkit.arduino.released import released_folder, write_release

    for one in write_release():
        click.echo(f"{one.name}: {one.flash_bytes:,} bytes of flash, {one.ram_bytes:,} of RAM")
    click.echo(f"Written to {released_folder()}")


def _show(built: Build) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    for warning in built.warnings:
        console.print(str(warning), style="yellow", markup=False)
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_row("flash", *_share(built.flash_bytes, FLASH_BYTES))
    table.add_row("RAM", *_share(built.ram_bytes, RAM_BYTES))
    console.print(f"{built.sketch}", style="bold", markup=False)
    console.print(table)
    for words in _nearly_full(built):
        console.print(words, style="yellow")


def _share(used: int, there: int) -> tuple[str, str, str]:
    return f"{used:,} of {there:,} bytes", f"{used / there:.0%}", _bar(used / there)


def _bar(share: float, width: int = 20) -> str:
    full = round(share * width)
    return "█" * full + "·" * (width - full)


def _nearly_full(built: Build) -> list[str]:
    found = []
    if built.flash_bytes > NEARLY_FULL * FLASH_BYTES:
        found.append("The flash is more than 75 % full. Texts in F() and fewer libraries help.")
    if built.ram_bytes > NEARLY_FULL * RAM_BYTES:
        found.append(
            "The RAM is more than 75 % full: the stack needs the rest, and what it overwrites "
            "fails in strange ways. Put texts into F(), and take smaller buffers."
        )
    return found
