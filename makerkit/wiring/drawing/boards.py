"""The Raspberry Pi and the breadboards, drawn here."""

from __future__ import annotations

from makerkit.wiring.breadboard import Breadboard
from makerkit.wiring.drawing.geometry import PITCH_PX, PX_PER_MM, Box, Point
from makerkit.wiring.drawing.holes import RAILS, all_holes, hole_point, outline, printed_marks
from makerkit.wiring.drawing.look import Look, circle, line, rect, words
from makerkit.wiring.model import Part
from makerkit.wiring.pi_header import PI_HEADER

_P = PITCH_PX
_HEADER_LEFT_MM, _HEADER_TOP_MM = 8.37, 2.23
"""From the edges of the board to pin 2 (Raspberry Pi 4 mechanical drawing)."""
_BOARD_MM = (85.0, 56.0)
_GOLD, _SILVER, _SILVER_EDGE = "#e8c65a", "#c9ced3", "#8d9398"

_PLASTIC, _HOLE_INK = "#f7f5ee", "#77736a"
_PLUS, _MINUS = "#cc2222", "#2563c9"


def header_point(pin: str) -> Point:
    """Return where a pin of the Pi stands; pin 2 (5V.1), at the edge of the board, is at 0, 0.

    The even pins stand along the edge, pin 1 at the left of the inner row.
    """
    place = PI_HEADER.index(pin)
    return Point((place // 2) * _P, _P if place % 2 == 0 else 0.0)


def pi_look(part: Part) -> Look:
    """Return the Raspberry Pi, its header along the upper edge."""
    corner = _pi_point(0, 0)
    board = Box(*corner, *_pi_point(*_BOARD_MM))
    header = Box(-1.5 * _P, -0.6 * _P, 20.5 * _P, 1.6 * _P)
    svg = rect(board, "#2f7d4f", radius=11, more='stroke="#1f5a38" stroke-width="1.2"')
    for x, y in ((3.5, 3.5), (61.5, 3.5), (3.5, 52.5), (61.5, 52.5)):
        svg += circle(_pi_point(x, y), 9.0, _GOLD) + circle(_pi_point(x, y), 5.2, "#ffffff")
    svg += _sockets() + rect(header, "#20242a")
    for pin in PI_HEADER:
        at = header_point(pin)
        svg += rect(Box(at.x, at.y, at.x, at.y).grown(2.1), _GOLD, radius=0.4)
    first = header_point(PI_HEADER[0])
    marker = 'stroke="#ffffff" stroke-width="1.2"'
    svg += rect(Box(*first, *first).grown(4), "none", radius=0, more=marker)
    ends = (("1", -1, 1.26), ("2", -1, 0.26), ("39", 19.95, 1.26), ("40", 19.95, 0.26))
    for number, x, y in ends:
        svg += words(Point(x * _P, y * _P), number, 7, fill="#ffffff", is_bold=number == "1")
    svg += words(_pi_point(53.5, 40), "Raspberry Pi", 10, fill="#eafff2", is_bold=True)
    svg += words(_pi_point(53.5, 44), str(part.attrs["model"]), 10, fill="#eafff2")
    sides = (
        Box(board.left, board.top, header.left, board.bottom),
        Box(header.right, board.top, board.right + 10, board.bottom),
    )
    body = Box(board.left, header.bottom, board.right + 10, board.bottom)
    return Look(svg, body, {pin: header_point(pin) for pin in PI_HEADER}, solid=(body, *sides))


def _pi_point(x_mm: float, y_mm: float) -> Point:
    """Return a place on the Pi's board, measured from its upper left corner."""
    return Point((x_mm - _HEADER_LEFT_MM) * PX_PER_MM, (y_mm - _HEADER_TOP_MM) * PX_PER_MM)


def _on_pi(x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> Box:
    return Box(*_pi_point(x_mm, y_mm), *_pi_point(x_mm + width_mm, y_mm + height_mm))


def _sockets() -> str:
    """Return the chips and sockets by which one recognises the board."""
    edge = f'stroke="{_SILVER_EDGE}" stroke-width=".8"'
    svg = rect(_on_pi(22, 37, 11, 11), "#b9bec3", radius=2, more=edge)
    svg += rect(_on_pi(36, 39, 4.5, 8), "#23272b", radius=1.5)
    sockets = (
        (66.5, 2.2, 21, 16, "Ethernet"),
        (69, 22, 18.5, 14, "USB 3"),
        (69, 40, 18.5, 14, "USB"),
    )
    for x, y, width, height, name in sockets:
        svg += rect(_on_pi(x, y, width, height), _SILVER, radius=2, more=edge)
        svg += words(_pi_point(x + width / 2, y + height / 2 + 0.8), name, 7.5, fill="#3a4047")
    svg += rect(_on_pi(6.7, 50, 9, 7), _SILVER, radius=2, more=edge)
    svg += words(_pi_point(11.2, 48.6), "power", 7, fill="#dff3e6")
    for x in (22.8, 36.3):
        svg += rect(_on_pi(x, 50.5, 6.5, 6.4), _SILVER, radius=1.5, more=edge)
        svg += words(_pi_point(x + 3.2, 49.2), "HDMI", 7, fill="#dff3e6")
    svg += rect(_on_pi(46, 45, 2.8, 10.5), "#ece7da") + rect(_on_pi(52, 47, 7, 11), "#23272b")
    svg += words(_pi_point(47.4, 43.6), "camera", 7, fill="#dff3e6")
    return svg + rect(_on_pi(2.2, 22, 2.8, 19), "#ece7da")


def breadboard_svg(board: Breadboard) -> str:
    """Return a breadboard with its letters, numbers and rails."""
    edge = outline(board)
    svg = rect(edge, _PLASTIC, radius=5, more='stroke="#cfc9b8" stroke-width="1"')
    gap = Box(edge.left, 5.1 * _P, edge.right, 5.9 * _P)
    svg += rect(gap, "#e2ddcd", radius=0)
    if board.rail_holes:
        svg += _rail_marks(edge)
    for at, text in printed_marks(board).items():
        svg += words(at.moved(0, 2.4), text, 7, fill=_HOLE_INK)
    holes = "".join(
        f"M{at.x - 1.8:.1f} {at.y - 1.8:.1f}h3.6v3.6h-3.6z"
        for at in (hole_point(board, hole) for hole in all_holes(board))
    )
    return svg + f'<path d="{holes}" fill="#4a4a46" stroke="#d3cebe" stroke-width=".8"/>'


def _rail_marks(edge: Box) -> str:
    """Return the red and blue lines along the rails, with their signs."""
    svg = ""
    for rail, height in RAILS.items():
        is_plus = rail[1] == "p"
        colour = _PLUS if is_plus else _MINUS
        y = (height - 0.62 if is_plus else height + 0.62) * _P
        left, right = edge.left + 1.4 * _P, edge.right - 1.4 * _P
        svg += line(Point(left, y), Point(right, y), colour, 1.2)
        for x in (edge.left + 0.75 * _P, edge.right - 0.75 * _P):
            sign = "+" if is_plus else "−"  # noqa: RUF001 - a minus sign
            at = Point(x, height * _P + 3.2)
            svg += words(at, sign, 9.5, fill=colour, is_bold=True)
    return svg
