"""What a training leaves behind for people: one HTML page, which needs nothing else."""

import html
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from makerkit.atomic_file import write_atomically

WIDE, HIGH, EDGE = 640, 220, 44
"""Of a drawing, in px."""
BLUE, ORANGE, GREY = "#1f6feb", "#d9730d", "#8b949e"
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:start}
svg{max-width:100%;height:auto}pre{white-space:pre-wrap}@media(prefers-color-scheme:dark)
{body{background:#0d1117;color:#e6edf3}}"""


def write_report(path: Path, title: str, curves: str, rows: Mapping[str, Any]) -> None:
    """Write the page.

    Args:
        curves: drawings, as `curves_svg` and `points_svg` make them.
        rows: what stands in the table below, by name.
    """
    table = "".join(
        f"<tr><th>{html.escape(name)}</th><td>{html.escape(str(value))}</td></tr>"
        for name, value in rows.items()
    )
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style>'
        f"<h1>{html.escape(title)}</h1>{curves}<table>{table}</table></html>\n"
    )
    write_atomically(path, page.encode("utf-8"))


def curves_svg(learned: Sequence[float], judged: Sequence[float], best_epoch: int) -> str:
    """Draw both losses over the epochs, with a line at the net that was kept."""
    highest = max([*learned, *judged, 1e-9])
    count = max(len(learned), len(judged), 2)
    x_best = _x(best_epoch / (count - 1))
    return _drawing(
        "Loss in each epoch",
        f'<line x1="{x_best:.1f}" x2="{x_best:.1f}" y1="10" y2="{HIGH - EDGE}" stroke="{GREY}" '
        'stroke-dasharray="4"/>'
        + _line(learned, highest, count, BLUE)
        + _line(judged, highest, count, ORANGE)
        + _words(EDGE + 8, 22, f"learned from: {learned[-1]:.4f}" if learned else "", BLUE)
        + _words(EDGE + 8, 40, f"exam: {judged[-1]:.4f}" if judged else "", ORANGE)
        + _words(4, 16, f"{highest:.3g}", GREY)
        + _words(WIDE - 80, HIGH - 14, f"{count} epochs", GREY),
    )


def points_svg(wanted: Sequence[float], predicted: Sequence[float], most: int = 600) -> str:
    """Draw what the net steers over what was wanted: a good net lies on the diagonal."""
    step = max(1, len(wanted) // most)
    pairs = list(zip(wanted, predicted, strict=True))[::step]
    dots = "".join(
        f'<circle cx="{_x((a + 1) / 2):.1f}" cy="{_y((b + 1) / 2):.1f}" r="2" fill="{BLUE}" '
        'fill-opacity=".4"/>'
        for a, b in pairs
    )
    diagonal = f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{GREY}"/>'
    names = _words(WIDE - 180, HIGH - 14, "wanted, left to right", GREY) + _words(
        4, 16, "net", GREY
    )
    return _drawing("Steering in the exam", diagonal + dots + names)


def bars_svg(counts: Sequence[int], title: str) -> str:
    """Draw a histogram of steering, full left to full right."""
    highest = max([*counts, 1])
    wide = (WIDE - 2 * EDGE) / max(1, len(counts))
    bars = "".join(
        f'<rect x="{EDGE + number * wide + 1:.1f}" width="{wide - 2:.1f}" '
        f'y="{_y(count / highest):.1f}" height="{HIGH - EDGE - _y(count / highest):.1f}" '
        f'fill="{BLUE}"><title>{count}</title></rect>'
        for number, count in enumerate(counts)
    )
    ends = _words(EDGE, HIGH - 14, "full left", GREY) + _words(WIDE - 110, HIGH - 14, "right", GREY)
    return _drawing(title, bars + ends)


def _drawing(title: str, inside: str) -> str:
    return (
        f"<h2>{html.escape(title)}</h2>"
        f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{html.escape(title)}">'
        f'<path d="M{EDGE} 10V{HIGH - EDGE}H{WIDE - EDGE}" fill="none" stroke="{GREY}"/>'
        f"{inside}</svg>"
    )


def _line(values: Sequence[float], highest: float, count: int, colour: str) -> str:
    points = " ".join(
        f"{_x(number / (count - 1)):.1f},{_y(value / highest):.1f}"
        for number, value in enumerate(values)
    )
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _words(x_px: float, y_px: float, words: str, colour: str) -> str:
    return f'<text x="{x_px}" y="{y_px}" font-size="13" fill="{colour}">{html.escape(words)}</text>'


def _x(share: float) -> float:
    return EDGE + share * (WIDE - 2 * EDGE)


def _y(share: float) -> float:
    return 10 + (1 - min(1.0, max(0.0, share))) * (HIGH - EDGE - 10)
