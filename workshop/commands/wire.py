"""`maker wire`: show how a wiring is built, in words or as a picture, and what is wrong with it."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from makerkit.wiring import PinRef, Wiring
    from makerkit.wiring.rules import Finding

FOUND_AN_ERROR = 1
PNG_WIDTH_PX = 1600

_OUT = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("what", metavar="FILE|LESSON")
@click.option("--svg", type=_OUT, help="Write the picture for browsers and documents.")
@click.option("--png", type=_OUT, help="Write the picture for everything else.")
@click.option("--steps", is_flag=True, help="Build it step by step; one picture for each step.")
@click.option("--mono", is_flag=True, help="Draw wires that differ in black and white, too.")
@click.option("--check", is_flag=True, help="Only look for mistakes; exit with 1 if there is one.")
def command(
    *, what: str, svg: Path | None, png: Path | None, steps: bool, mono: bool, check: bool
) -> None:
    r"""Show how something is wired: a wiring file, or the wiring of a lesson.

    Without an option it lists the parts and the wires, and says what is wrong.

    \b
    maker wire 09
    maker wire lessons/09_how_far --svg how_far.svg
    maker wire my/wiring.json --check
    maker wire 01 --steps --png blink.png     writes blink_1.png, blink_2.png, ...
    """
    from makerkit.wiring import read_wiring
    from makerkit.wiring.rules import check_wiring

    file = wiring_file(what)
    wiring = read_wiring(file)
    findings = check_wiring(wiring)
    if steps and not (svg or png):
        _say(_steps(wiring))
    elif svg or png:
        picture = Picture(wiring, _title(file), mono, _pins_of_mistakes(findings))
        picture.write_steps(svg, png) if steps else picture.write(svg, png)
        if findings:
            _say(_findings(findings))
    elif check:
        _say(_findings(findings))
    else:
        lines = [*_parts(wiring), "", *_wires(wiring), "", *_findings(findings)]
        _say([*lines, "", *_how_to_get_a_picture(what)])
    if check and any(finding.is_error for finding in findings):
        raise click.exceptions.Exit(FOUND_AN_ERROR)


def _say(lines: "Sequence[str]") -> None:
    """Print lines; a letter that the terminal cannot show becomes a question mark."""
    encoding = sys.stdout.encoding or "ascii"
    click.echo("\n".join(lines).encode(encoding, "replace").decode(encoding))


def wiring_file(what: str) -> Path:
    """Return the wiring file that was meant: a file, a folder with one, or a lesson by its name.

    Raises:
        NotThereError: there is none.
    """
    from makerkit.errors import NotThereError
    from workshop.course import WIRING, Course

    path = Path(what)
    if path.is_dir():
        if not (path / WIRING).is_file():
            raise NotThereError(f"There is no {WIRING} in {path}.")
        return path / WIRING
    if path.is_file() or path.suffix == ".json":
        return path  # the reader says what is wrong with it
    lesson = Course.of_the_kit().lesson(path.name)
    if lesson.wiring is None:
        raise NotThereError(f"Lesson {lesson.name} needs no wiring: it has no {WIRING}.")
    return lesson.wiring


def _title(file: Path) -> str:
    name = file.stem if file.stem != "wiring" else file.resolve().parent.name
    return f"Wiring of {name.replace('_', ' ')}"


def _parts(wiring: "Wiring") -> list[str]:
    from makerkit.wiring.parts_list import parts_list

    return ["Parts", *(f"  {row}" for row in parts_list([wiring]))]


def _wires(wiring: "Wiring") -> list[str]:
    from makerkit.wiring.drawing import wire_list

    wires = wire_list(wiring)
    return ["Wires", *(f"{number:4}. {words}" for number, words in enumerate(wires, 1))]


def _steps(wiring: "Wiring") -> list[str]:
    from makerkit.wiring.drawing import build_steps

    return [f"{number:3}. {step.words}" for number, step in enumerate(build_steps(wiring), 1)]


def _findings(findings: "Sequence[Finding]") -> list[str]:
    from makerkit.messages import Catalogue

    if not findings:
        return ["The wiring is fine: no rule found a mistake."]
    catalogue = Catalogue.of_the_kit()
    lines = []
    for finding in findings:
        text = catalogue.text(finding.message)
        lines.append(f"{'Mistake' if finding.is_error else 'Caution'}: {text.title}")
        lines += [f"  {text.why}"] if text.why else []
        lines += [f"  - {step}" for step in text.steps]
    return lines


def _how_to_get_a_picture(what: str) -> list[str]:
    return [
        f"The picture: maker wire {what} --svg wiring.svg (or --png wiring.png)",
        f"Step by step: maker wire {what} --steps",
    ]


def _pins_of_mistakes(findings: "Sequence[Finding]") -> tuple["PinRef", ...]:
    return tuple(pin for finding in findings if finding.is_error for pin in finding.pins)


@dataclass(frozen=True)
class Picture:
    """A wiring that is drawn into files; pins with a mistake are ringed, but not while building."""

    wiring: "Wiring"
    title: str
    is_mono: bool
    marks: tuple["PinRef", ...]

    def write(self, svg: Path | None, png: Path | None) -> None:
        """Write the whole."""
        self._write(svg, png, title=self.title, step=None, marks=self.marks)

    def write_steps(self, svg: Path | None, png: Path | None) -> None:
        """Write one picture for each step: blink_1.svg, blink_2.svg, ..."""
        from makerkit.wiring.drawing import build_steps

        count = len(build_steps(self.wiring))
        digits = len(str(count))
        for step in range(1, count + 1):
            paths = [_numbered(path, step, digits) if path else None for path in (svg, png)]
            self._write(*paths, title=f"{self.title}, step {step}", step=step, marks=())

    def _write(
        self,
        svg: Path | None,
        png: Path | None,
        *,
        title: str,
        step: int | None,
        marks: tuple["PinRef", ...],
    ) -> None:
        from makerkit.atomic_file import write_atomically
        from makerkit.wiring.drawing import draw_png, draw_svg

        if svg:
            drawn = draw_svg(self.wiring, title=title, step=step, mono=self.is_mono, marks=marks)
            write_atomically(svg, drawn.encode())
            click.echo(f"Wrote {svg}.")
        if png:
            pixels = draw_png(
                self.wiring,
                width_px=PNG_WIDTH_PX,
                title=title,
                step=step,
                mono=self.is_mono,
                marks=marks,
            )
            write_atomically(png, pixels)
            click.echo(f"Wrote {png}.")


def _numbered(path: Path, step: int, digits: int) -> Path:
    return path.with_stem(f"{path.stem}_{step:0{digits}}")
