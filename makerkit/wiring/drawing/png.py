"""The picture as PNG, by resvg, in the same letters on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterable

from makerkit.timeline_png import draw_png as svg_to_png
from makerkit.wiring.diagram import Wiring
from makerkit.wiring.drawing.picture import draw_svg
from makerkit.wiring.model import PinRef


def draw_png(
    wiring: Wiring,
    *,
    width_px: int = 1600,
    title: str = "",
    step: int | None = None,
    mono: bool = False,
    marks: Iterable[PinRef] = (),
) -> bytes:
    """Return the wiring as PNG; the height follows from what there is to show.

    Args:
        wiring: what to draw.
        width_px: of the picture.
        title: as for `draw_svg`.
        step: as for `draw_svg`.
        mono: as for `draw_svg`.
        marks: as for `draw_svg`.

    Raises:
        UnsupportedHereError: what draws it is not installed, or this machine has no font.
    """
    svg = draw_svg(wiring, title=title, step=step, mono=mono, marks=marks)
    written = re.search(r' width="(\d+)"', svg)
    assert written is not None  # draw_svg writes it
    return svg_to_png(svg, zoom=width_px / int(written[1]))
