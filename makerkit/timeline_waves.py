"""The waves of the picture: columns of a lane in, SVG paths out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from makerkit.timeline import Column

LANE_HEIGHT_PX = 34

_WAVE, _UNDER_WAVE, _TOO_FAST = "#0a4f8f", "#d5e6f6", "#6d9dc8"
_PWM, _UNDER_PWM = "#a04000", "#f6d3b0"


def draw_wave(columns: Sequence[Column], left: int, bottom: int) -> list[str]:
    """Return the paths of one lane, a pixel for each column.

    Levels are a line with light below it; PWM is a filled area as high as its duty; where a level
    changes faster than pixels can show stands a solid block.
    """
    drawn = []
    right = left + len(columns)
    pixels = [
        _Pixel(left + index, column, dense)
        for index, (column, dense) in enumerate(zip(columns, too_fast(columns), strict=True))
    ]
    for is_pwm, run in groupby(pixels, key=lambda pixel: pixel.column.is_pwm):
        piece = list(run)
        if is_pwm:
            starts, ends = piece[0].x > left, piece[-1].x + 1 < right
            drawn += _draw_pwm(piece, bottom, starts=starts, ends=ends)
        else:
            drawn += _draw_levels(piece, bottom)
    return drawn


def too_fast(columns: Sequence[Column]) -> list[bool]:
    """Tell for each pixel whether the level changes too fast around it to be drawn as a line."""
    changes = [0 if column.is_pwm else column.changes for column in columns]
    return [
        changes[index] > 1 or sum(changes[max(index - 2, 0) : index + 3]) > 2
        for index in range(len(changes))
    ]


class _Pixel(NamedTuple):
    x: int
    column: Column
    is_dense: bool


@dataclass(slots=True)
class _Steps:
    """A path of horizontal stretches, joined by upright lines."""

    commands: list[str] = field(default_factory=list)
    at: tuple[int, int] | None = None

    def go(self, left: int, right: int, y: int) -> None:
        """Draw from `left` to `right` at one height, joined to what was drawn before."""
        if self.at is None:
            self.commands.append(f"M{left} {y}")
        elif self.at[1] != y:
            self.commands.append(f"H{left}V{y}")
        self.at = (right, y)

    def lift(self) -> None:
        """End this piece: the next one is not joined to it."""
        if self.at is not None:
            self.commands.append(f"H{self.at[0]}")
        self.at = None

    def path(self, style: str) -> list[str]:
        """Return the path as an element, or nothing when nothing was drawn."""
        self.lift()
        return [f'<path d="{"".join(self.commands)}" {style}/>'] if self.commands else []


def _draw_levels(pixels: list[_Pixel], bottom: int) -> list[str]:
    line, blocks, light = _Steps(), [], []
    for is_dense, run in groupby(pixels, key=lambda pixel: pixel.is_dense):
        stretch = list(run)
        if is_dense:
            blocks.append(_box(stretch, bottom))
            line.lift()
        else:
            light += _draw_line(line, stretch, bottom)
    return [
        *_filled(light, _UNDER_WAVE),
        *_filled(blocks, _TOO_FAST),
        *line.path(_stroke(_WAVE)),
    ]


def _draw_line(line: _Steps, pixels: list[_Pixel], bottom: int) -> list[str]:
    """Continue the line, and return the boxes below its high stretches."""
    light = []
    for level, run in groupby(pixels, key=lambda pixel: pixel.column.last):
        stretch = list(run)
        if level is None:
            line.lift()
            continue
        line.go(stretch[0].x, stretch[-1].x + 1, bottom - round(level * LANE_HEIGHT_PX))
        if level:
            light.append(_box(stretch, bottom))
    return light


def _draw_pwm(pixels: list[_Pixel], bottom: int, *, starts: bool, ends: bool) -> list[str]:
    """Draw one stretch of PWM, its line closed where PWM `starts` or `ends` in the picture."""
    line, area = _Steps(), _Steps()
    left, right = pixels[0].x, pixels[-1].x + 1
    for steps in (line, area) if starts else (area,):
        steps.go(left, left, bottom)
    for x, column, _ in pixels:
        y = bottom - round((column.mean or 0.0) * LANE_HEIGHT_PX)
        line.go(x, x + 1, y)
        area.go(x, x + 1, y)
    for steps in (line, area) if ends else (area,):
        steps.go(right, right, bottom)
    return [*area.path(f'fill="{_UNDER_PWM}"'), *line.path(_stroke(_PWM))]


def _box(pixels: list[_Pixel], bottom: int) -> str:
    left, right = pixels[0].x, pixels[-1].x + 1
    return f"M{left} {bottom}H{right}v-{LANE_HEIGHT_PX}H{left}z"


def _filled(boxes: list[str], colour: str) -> list[str]:
    return [f'<path d="{"".join(boxes)}" fill="{colour}"/>'] if boxes else []


def _stroke(colour: str) -> str:
    return f'fill="none" stroke="{colour}" stroke-width="2"'
