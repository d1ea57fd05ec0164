"""The SVG picture as PNG, by resvg: no browser, no system library.

Letters come from Source Sans Pro when its package is installed, so that a picture looks the same
on every machine; letters that it lacks (Arabic ones) come from the fonts of the system.
"""

from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

from makerkit.errors import UnsupportedHereError
from makerkit.timeline_svg import FONTS

if TYPE_CHECKING:
    from collections.abc import Callable

_FONT_PACKAGE = "font_source_sans_pro"
_FONT_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf")


def draw_png(svg: str, *, zoom: float = 2.0) -> bytes:
    """Return an SVG picture as PNG.

    Args:
        svg: the picture, as `draw_svg` makes it.
        zoom: pixels of the PNG for each pixel of the SVG.

    Raises:
        UnsupportedHereError: what draws it is not installed, or this machine has no font.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise UnsupportedHereError(
            "Drawing a PNG needs the Python package resvg-py, which is not installed here. "
            "Install it (pip install resvg-py), or take --svg: every browser shows that."
        ) from error
    fonts = _font_files()
    if not _has_letters(svg_to_bytes, fonts):
        raise UnsupportedHereError(
            "This machine has no font to write with in a PNG. Install one "
            "(apt install fonts-dejavu-core, or pip install font-source-sans-pro), "
            "or take --svg: a browser brings its own."
        )
    return svg_to_bytes(svg_string=svg, zoom=zoom, font_files=fonts)


def _font_files() -> list[str]:
    if find_spec(_FONT_PACKAGE) is None:
        return []
    folder = files(_FONT_PACKAGE) / "files"
    return [str(folder / name) for name in _FONT_FILES]


def _has_letters(svg_to_bytes: "Callable[..., bytes]", fonts: list[str]) -> bool:
    """Tell whether a letter leaves a mark: without a font resvg says nothing and draws nothing."""
    root = f'xmlns="http://www.w3.org/2000/svg" width="9" height="16" font-family="{FONTS}"'
    blank, lettered = (
        svg_to_bytes(svg_string=f"<svg {root}>{text}</svg>", font_files=fonts)
        for text in ("", '<text y="12">0</text>')
    )
    return blank != lettered
