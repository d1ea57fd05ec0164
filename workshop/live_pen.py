"""What the live bench is drawn with: characters, bars, scales and colours."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Pen:
    """The characters of one style of drawing.

    The defaults are all in the old "Windows Glyph List 4", which every font knows, that of a
    Raspberry Pi without a desktop too; each is one column wide.

    Attributes:
        dot: between two things that are named.
        ends: left and right end of a scale.
        frame: corners of a card from top left, clockwise, and its side.
    """

    lit: str = "●"
    dark: str = "○"
    full: str = "█"
    empty: str = "░"
    note: str = "♪"
    line: str = "─"
    middle: str = "┼"
    left: str = "◄"
    right: str = "►"
    arrows: str = "← →"
    moves: str = "↔"
    more: str = "…"
    dot: str = "·"
    ends: str = "├┤"
    frame: str = "┌┐┘└│"
    degrees: str = "°"

    def cut(self, text: str, columns: int) -> str:
        """Return the text in exactly so many columns, with a mark where something is missing."""
        if cell_len(text) <= columns:
            return set_cell_size(text, columns)
        return set_cell_size(text, max(columns - 1, 0)) + self.more[:columns]


BLOCKS = Pen()
ASCII = Pen(
    lit="@",
    dark="o",
    full="#",
    empty=".",
    note="~",
    line="-",
    middle="+",
    left="<",
    right=">",
    arrows="<- ->",
    moves="=",
    more="~",
    dot="-",
    ends="||",
    frame="++++|",
    degrees=" deg",
)

_COERCED = "C.UTF-8"
"""What Python itself sets LC_CTYPE to where the locale is C (PEP 538)."""

Bar: TypeAlias = Callable[[Pen, int], Text]
"""Draws a picture into so many columns."""


def pen_for(encoding: str | None, environment: Mapping[str, str]) -> Pen:
    """Return what to draw with on a terminal: only ASCII where the locale promises no more."""
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if names[1] == _COERCED and names[2] != _COERCED:
        names[1] = ""
    locale = next(filter(None, names), "")
    if locale in ("C", "POSIX"):
        return ASCII
    symbols = "".join(str(getattr(BLOCKS, name)) for name in BLOCKS.__slots__)
    try:
        symbols.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def level(share: float, style: str) -> Bar:
    """Return a bar that is filled from the left."""

    def draw(pen: Pen, columns: int) -> Text:
        full = _columns_for(share, columns)
        return Text.assemble((pen.full * full, style), (pen.empty * (columns - full), "dim"))

    return draw


def _columns_for(share: float, columns: int) -> int:
    """Return how many columns a share fills: none only for nothing, all only for everything."""
    if 0 < share < 1:
        return min(max(round(share * columns), 1), max(columns - 1, 1))
    return columns if share else 0


def both_ways(speed: float) -> Bar:
    """Return a bar that is filled from its middle: -1 to the left end, 1 to the right."""

    def draw(pen: Pen, columns: int) -> Text:
        half = (columns - 1) // 2
        full = _columns_for(min(abs(speed), 1.0), half)
        run, rest = (pen.full * full, "green"), (pen.empty * (half - full), "dim")
        still = (pen.empty * half, "dim")
        sides = ((rest, run), (still,)) if speed < 0 else ((still,), (run, rest))
        return Text.assemble(*sides[0], (pen.middle, ""), *sides[1])

    return draw


def scale(
    value: float | None,
    low: float,
    high: float,
    *,
    end: str = "",
    has_middle: bool = False,
    spot: str = "",
) -> Bar:
    """Return a line with a spot where the value stands; without a value there is no spot.

    Args:
        end: what stands at the far end.
        has_middle: whether its middle is marked.
        spot: another character for the spot.
    """

    def draw(pen: Pen, columns: int) -> Text:
        inner = max(columns - 2 - len(end), 1)
        marks = [(pen.line, "dim")] * inner
        if has_middle:
            marks[inner // 2] = (pen.middle, "dim")
        if value is not None:
            share = min(max((value - low) / (high - low), 0.0), 1.0)
            marks[round(share * (inner - 1))] = (spot or pen.lit, "bold")
        return Text.assemble((pen.ends[0], "dim"), *marks, (pen.ends[1], "dim"), (end, "dim"))

    return draw


def slid(is_on: bool) -> Bar:
    """Return a small switch that stands at one of its ends."""

    def draw(pen: Pen, _columns: int) -> Text:
        return Text(f"[ {pen.full * 2}]", "green") if is_on else Text(f"[{pen.full * 2} ]", "dim")

    return draw


# -- colours

_COLOURS = {
    "red": "#ff3c32",
    "orange": "#ff961e",
    "amber": "#ffaa1e",
    "yellow": "#ffe132",
    "green": "#3ce646",
    "lime": "#3ce646",
    "limegreen": "#3ce646",
    "cyan": "#3ce6e6",
    "blue": "#5082ff",
    "purple": "#be50ff",
    "violet": "#be50ff",
    "magenta": "#ff46dc",
    "pink": "#ff96be",
}
"""Colours that are easy to tell on a dark and on a bright terminal."""
_HUES = (
    *((15, "red"), (45, "orange"), (75, "yellow"), (150, "green"), (195, "cyan")),
    *((255, "blue"), (290, "violet"), (335, "pink"), (361, "red")),
)
"""Where on the colour circle a colour's name ends, in degrees."""
DARKEST = 0.35
"""How bright a light that is hardly on is drawn: it is still to be seen."""


def glow(colour: str, brightness: float) -> str:
    """Return the style for a light of a colour; one that is not known is white."""
    if not brightness:
        return "dim"
    share = DARKEST + (1 - DARKEST) * min(brightness, 1.0)
    hexadecimal = _COLOURS.get(colour.lower(), colour.lower())
    found = re.fullmatch(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2}).*", hexadecimal)
    parts = found.groups() if found else ("ff", "ff", "ff")
    return "#" + "".join(f"{round(int(part, 16) * share):02x}" for part in parts)


def colour_name(red: int, green: int, blue: int) -> str:
    """Return the word for a colour, by its hue."""
    most, least = max(red, green, blue), min(red, green, blue)
    if most - least < 0.2 * most:
        return "white"
    if most == red:
        hue = 60 * (green - blue) / (most - least) % 360
    elif most == green:
        hue = 60 * (blue - red) / (most - least) + 120
    else:
        hue = 60 * (red - green) / (most - least) + 240
    return next(name for end, name in _HUES if hue < end)
