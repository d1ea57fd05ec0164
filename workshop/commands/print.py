"""`maker print LESSON`: the worksheet of a lesson as PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from makerkit.errors import UnsupportedHereError
from workshop.lesson_argument import LessonName

if TYPE_CHECKING:
    from workshop.course import Course, Lesson
    from workshop.worksheet.html import Worksheet

ALL = "all"
FOLDER = Path("worksheets")


@click.command()
@click.argument("lesson", type=LessonName(), metavar="LESSON|all")
@click.option("--output", type=click.Path(path_type=Path), metavar="F", help="Where to write it.")
@click.option("--answers", is_flag=True, help="Mark the right answers, for instructors.")
def command(*, lesson: str, output: Path | None, answers: bool) -> None:
    r"""Make the worksheet of LESSON, A4, as PDF.

    \b
    maker print 01                          01_blink.pdf, here
    maker print blink --output sheet.pdf
    maker print all --output sheets         every lesson and project, one file each
    """
    from workshop.course import Course
    from workshop.lesson_text.choose import choose

    if lesson != ALL:
        chosen, course = choose(lesson)
        _print(chosen, course, output or Path(f"{chosen.name}.pdf"), answers=answers)
        return
    course = Course.of_the_kit()
    for chosen in (*course.lessons, *course.projects):
        _print(chosen, course, (output or FOLDER) / f"{chosen.name}.pdf", answers=answers)


def _print(lesson: "Lesson", course: "Course", file: Path, *, answers: bool) -> None:
    from workshop.worksheet.pdf import draw_pdf

    pdf = draw_pdf(make_worksheet(lesson, course, answers=answers))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pdf)
    except OSError as error:
        raise UnsupportedHereError(f"{file} cannot be written: {error.strerror}.") from error
    click.echo(f"{file} is written.")


def make_worksheet(lesson: "Lesson", course: "Course", *, answers: bool = False) -> "Worksheet":
    """Return what goes onto the sheet of a lesson."""
    from makerkit.wiring import read_wiring
    from makerkit.wiring.drawing import draw_svg, wire_list
    from makerkit.wiring.parts_list import parts_list
    from workshop.lesson_text import read_page
    from workshop.worksheet.html import Worksheet

    page = read_page(lesson, course)
    wiring = read_wiring(lesson.wiring) if lesson.wiring else None
    return Worksheet(
        page,
        number=lesson.number,
        name=lesson.name,
        course=course.title,
        parts=[str(row) for row in parts_list([wiring])] if wiring else (),
        picture=draw_svg(wiring, title=page.title, mono=True, whole_pi=False) if wiring else "",
        wires=wire_list(wiring) if wiring else (),
        has_answers=answers,
    )
