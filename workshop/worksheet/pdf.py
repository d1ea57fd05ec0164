"""The worksheet as PDF, by WeasyPrint, with fonts that depend on no machine."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from makerkit.errors import UnsupportedHereError
from workshop.worksheet import FROM_APT
from workshop.worksheet.html import Worksheet
from workshop.worksheet.words import direction

HERE = Path(__file__).parent
_EPOCH = "SOURCE_DATE_EPOCH"
_SANS_PACKAGE = "font_source_sans_pro"
_FACES = (
    ("Source Sans Pro", 400, "normal", "SourceSansPro-Regular.ttf"),
    ("Source Sans Pro", 400, "italic", "SourceSansPro-It.ttf"),
    ("Source Sans Pro", 600, "normal", "SourceSansPro-Semibold.ttf"),
    ("Source Sans Pro", 700, "normal", "SourceSansPro-Bold.ttf"),
    ("Sheet Mono", 400, "normal", "SourceCodePro-Regular.woff2"),
    ("Sheet Mono", 700, "normal", "SourceCodePro-Bold.woff2"),
    ("Sheet Mono more", 400, "normal", "SourceCodePro-more-letters.woff2"),
    ("Sheet Arabic", 400, "normal", "Vazirmatn-Regular.woff2"),
    ("Sheet Arabic", 700, "normal", "Vazirmatn-Bold.woff2"),
)


def draw_pdf(sheet: Worksheet) -> bytes:
    """Return a worksheet as PDF; the same sheet gives the same bytes.

    Raises:
        UnsupportedHereError: WeasyPrint, or what it stands on, is not installed.
    """
    with warnings.catch_warnings(), _undated():
        warnings.simplefilter("ignore")  # it speaks of its own future, and not of this sheet
        try:
            from weasyprint import HTML
        except ImportError as error:
            raise UnsupportedHereError(
                "Printing needs the Python package weasyprint. Start `./maker print` in the kit's "
                "folder: it installs that by itself."
            ) from error
        except OSError as error:
            raise UnsupportedHereError(
                "Printing needs Pango, which draws the letters, and this system has none. Type "
                f"this, then print again: sudo apt-get install --yes {' '.join(FROM_APT)}"
            ) from error
        document = HTML(string=sheet.html(styles(sheet.language)), base_url=str(HERE))
        identifier = sheet.title.encode()
        pdf = document.write_pdf(pdf_identifier=identifier)
    assert isinstance(pdf, bytes)
    return pdf


@contextmanager
def _undated() -> Iterator[None]:
    """Keep the date of today out of the fonts that are put into a PDF (fontTools writes it)."""
    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = before or "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_EPOCH]


def styles(language: str) -> str:
    """Return the style sheet with its fonts, for a language of either direction."""
    faces = (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{_font(name).as_uri()}") }}'
        for family, weight, style, name in _FACES
    )
    css = (HERE / "sheet.css").read_text(encoding="utf-8")
    if direction(language) == "rtl":  # the corners of a page have no names by reading direction
        css = css.replace("@bottom-left", "@bottom-start")
        css = css.replace("@bottom-right", "@bottom-left").replace("@bottom-start", "@bottom-right")
    return "\n".join((*faces, css))


def _font(name: str) -> Path:
    if not name.startswith("SourceSansPro"):
        return HERE / "fonts" / name
    if find_spec(_SANS_PACKAGE) is None:
        raise UnsupportedHereError(
            "Printing needs the Python package font-source-sans-pro. Start `./maker print` in the "
            "kit's folder: it installs that by itself."
        )
    return Path(str(files(_SANS_PACKAGE) / "files" / name))
