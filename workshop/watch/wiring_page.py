"""The wiring of a lesson, step by step in words, and a picture of it beside the student's file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from makerkit.errors import MakerKitError
from workshop.course import Lesson
from workshop.desk import shown_path
from workshop.lines import wrapped
from workshop.standing import title_of
from workshop.watch.pages import BACK, text_page
from workshop.watch.view import Page

if TYPE_CHECKING:
    from makerkit.wiring import Wiring

TITLE = "Wiring"
PICTURE = "wiring.svg"


def wiring_page(lesson: Lesson, folder: Path) -> Page:
    """Return how to wire a lesson, and where the picture is.

    Args:
        lesson: whose wiring.
        folder: where to put the picture.
    """
    from makerkit.wiring import read_wiring
    from makerkit.wiring.drawing import build_steps

    if lesson.wiring is None:
        return text_page(TITLE, "Nothing has to be wired for this lesson.")
    try:
        wiring = read_wiring(lesson.wiring)
        steps = [step.words for step in build_steps(wiring)]
    except MakerKitError as error:
        return text_page(TITLE, f"The wiring cannot be read: {error}")
    picture = _make_picture(wiring, title_of(lesson), folder)
    where = f"The picture is {shown_path(picture)}: open it in a browser." if picture else ""
    return Page(TITLE, lambda columns: _lines(where, steps, columns), keys=BACK)


def _lines(where: str, steps: list[str], columns: int) -> list[Text]:
    lines = wrapped(where, columns, first=" ") if where else []
    for number, words in enumerate(steps, 1):
        lines += wrapped(words, columns, first=f" {number}. ")
    return lines


def _make_picture(wiring: Wiring, title: str, folder: Path) -> Path | None:
    """Draw the wiring beside the student's file; None where that cannot be done."""
    from makerkit.atomic_file import write_atomically
    from makerkit.wiring.drawing import draw_svg

    with suppress(MakerKitError):
        picture = folder / PICTURE
        write_atomically(picture, draw_svg(wiring, title=title).encode())
        return picture
    return None
