"""A trace as a picture: a logic analyser as SVG, without scripts or web fonts.

It reads in black and white (shape carries the meaning, colour only helps), brings its own white
ground, and stays small: nothing finer than a pixel is drawn, however many edges there are.
"""

from collections.abc import Mapping, Sequence
from html import escape

from makerkit.timeline import Axis, Lane, Window, axis, lanes, told
from makerkit.timeline_waves import LANE_HEIGHT_PX, draw_wave, too_fast
from makerkit.trace import Event, Trace

FONTS = "Source Sans Pro, DejaVu Sans, Noto Sans, Segoe UI, Helvetica Neue, Arial, sans-serif"
_INK, _FAINT_INK, _GRID = "#1b1f24", "#57606a", "#d8dee4"
_WORLD, _ALARM = "#7a1f6b", "#b3261e"

_MARGIN, _HEADING_HEIGHT, _LANE_GAP = 24, 34, 20
_FLAG_HEIGHT, _FLAG_ROW, _MOST_FLAG_ROWS, _LONGEST_FLAG = 18, 23, 4, 36
_LETTER = 6.3
"""Width of a letter of the small text; fonts differ, so this is on the wide side."""
_LONGEST_NAME = 24
_PIXELS_PER_TICK = 90


def draw_svg(
    trace: Trace,
    *,
    width: int = 1000,
    window: Window | None = None,
    pins: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
    title: str = "",
) -> str:
    """Return the trace as an SVG picture.

    Args:
        trace: what to draw.
        width: of the picture in pixels; the height follows from what there is to show.
        window: the piece of time; None means all of it.
        pins: which pins, in this order; None means all.
        labels: what hangs on the pins, such as {"GPIO17": "red LED"}.
        title: the heading; empty takes what the trace says about its run.
    """
    shown = lanes(trace, pins, labels)
    heading = title or next((note.words for note in trace.notes("run")), "") or "Timeline"
    return _Picture(trace, shown, window or Window.of(trace), width).draw(heading)


class _Picture:
    """One drawing: rows from top to bottom, each below what is there already."""

    def __init__(self, trace: Trace, shown: Sequence[Lane], window: Window, width: int) -> None:
        self._trace = trace
        self._lanes = shown
        self._window = window
        self._width = width
        longest = max((len(text) for lane in shown for text in _name(lane, window)), default=0)
        self._left = _MARGIN + max(60, round(min(longest, _LONGEST_NAME) * _LETTER) + 16)
        self._count = max(width - self._left - _MARGIN, 100)
        self._y = _MARGIN + _HEADING_HEIGHT
        self._is_dense = False
        self._parts: list[str] = []

    def draw(self, heading: str) -> str:
        world = told(self._trace, "world", self._window)
        self._flags("world", world, _WORLD)
        self._flags("print", told(self._trace, "print", self._window), _INK)
        self._flags("serial", told(self._trace, "serial", self._window), _WORLD)
        self._flags("note", told(self._trace, "note", self._window), _ALARM)
        above, self._parts = self._parts, []
        scale = axis(self._window, max(self._count // _PIXELS_PER_TICK, 2))
        top = self._y
        for lane in self._lanes:
            self._lane(lane)
        if not self._trace.events:
            self._nothing()
        self._y += 12
        behind = self._grid(scale, top) + self._deeds(world, top)
        self._axis(scale)
        return self._sheet(heading, [*above, *behind, *self._parts])

    def _sheet(self, heading: str, parts: list[str]) -> str:
        size = f'width="{self._width}" height="{self._y}"'
        pins = ", ".join(lane.pin for lane in self._lanes) or "no pins"
        span = f"{self._window.start_ns / 1e9:g} s to {self._window.end_ns / 1e9:g} s"
        head = _text(
            _MARGIN, _MARGIN + 14, _cut(heading, self._width // 9), _INK, size=17, weight=600
        )
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {self._width} '
                f'{self._y}" role="img" font-family="{FONTS}" font-size="12">',
                f"<title>{_safe(heading)}</title>",
                f"<desc>Timeline from {span} of {_safe(pins)}.</desc>",
                f'<rect {size} fill="#fff"/>',
                head,
                *parts,
                "</svg>\n",
            ]
        )

    def _flags(self, name: str, events: list[Event], colour: str) -> None:
        """Draw a flag for each event, in as many rows as needed; a mere tick when all are full."""
        if not events:
            return
        poles, flags = [], []
        free_from = [0.0] * _MOST_FLAG_ROWS
        for event in events:
            text = _cut(event.words, _LONGEST_FLAG)
            room = round(len(text) * _LETTER) + 10
            pole = self._x(event.t_ns)
            x = pole if pole + room < self._width else pole - room
            row = next((row for row, free in enumerate(free_from) if free <= x), None)
            poles.append((pole, row))
            if row is not None:
                free_from[row] = max(x, pole) + room + 3 if x == pole else pole + 3
                is_error = event.data.get("stream") == "stderr"
                y = self._y + row * _FLAG_ROW
                flags += _flag(x, y, room, text, _ALARM if is_error else colour)
        rows = 1 + max(row or 0 for _, row in poles)
        self._parts.append(_text(_MARGIN, self._y + 13, name, _FAINT_INK))
        self._parts += self._poles(poles, self._y + rows * _FLAG_ROW, colour)
        self._parts += flags
        self._y += rows * _FLAG_ROW + 8

    def _poles(self, poles: list[tuple[int, int | None]], foot: int, colour: str) -> list[str]:
        tops: dict[int, int] = {}
        for x, row in poles:
            top = foot - 5 if row is None else self._y + row * _FLAG_ROW
            tops[x] = min(top, tops.get(x, top))
        return [_line("".join(f"M{x} {top}V{foot}" for x, top in tops.items()), colour)]

    def _lane(self, lane: Lane) -> None:
        self._y += _LANE_GAP
        top, bottom = self._y, self._y + LANE_HEIGHT_PX
        name, *details = _name(lane, self._window)
        self._parts.append(_text(_MARGIN, top + 11, name, _INK, size=13, weight=600))
        for line, detail in enumerate(details):
            y = top + 25 + 13 * line
            self._parts.append(_text(_MARGIN, y, _cut(detail, _LONGEST_NAME), _FAINT_INK, size=11))
        columns = lane.columns(self._window, self._count)
        self._parts.append(_line(f"M{self._left} {bottom}h{self._count}", _GRID))
        self._parts += draw_wave(columns, self._left, bottom)
        self._parts += self._duties(lane, bottom)
        self._y = bottom
        self._is_dense |= any(too_fast(columns))

    def _duties(self, lane: Lane, bottom: int) -> list[str]:
        """Write the duty where it stands long enough for the number to fit."""
        written = []
        for setting, until_ns in lane.stretches(self._window):
            text = _percent(setting.value)
            left = self._x(max(setting.t_ns, self._window.start_ns))
            if setting.frequency_hz is not None and self._x(until_ns) - left > len(text) * 7 + 6:
                edge = bottom - round(setting.value * LANE_HEIGHT_PX)
                y = edge + 14 if setting.value > 0.5 else edge - 5
                written.append(_text(left + 6, y, text, _INK, size=11, halo=True))
        return written

    def _nothing(self) -> None:
        self._y += LANE_HEIGHT_PX
        middle = self._left + self._count // 2
        self._parts.append(_text(middle, self._y, "Nothing happened.", _FAINT_INK, anchor="middle"))
        self._y += _LANE_GAP

    def _grid(self, scale: Axis, top: int) -> list[str]:
        lines = "".join(f"M{self._x(t_ns)} {top}V{self._y}" for t_ns, _ in scale.ticks)
        return [_line(lines, _GRID)] if lines else []

    def _deeds(self, world: list[Event], top: int) -> list[str]:
        """Let a thin line run through all lanes where the world did something."""
        places = sorted({self._x(event.t_ns) for event in world})
        lines = "".join(f"M{x} {top - 8}V{self._y}" for x in places)
        return [_line(lines, _WORLD, 'stroke-dasharray="3 4"')] if lines else []

    def _axis(self, scale: Axis) -> None:
        y = self._y
        ticks = "".join(f"M{self._x(t_ns)} {y}v5" for t_ns, _ in scale.ticks)
        self._parts.append(_line(f"M{self._left} {y}h{self._count}{ticks}", _INK))
        for t_ns, number in scale.ticks:
            text = f"{number} {scale.unit}"
            x = min(self._x(t_ns), self._width - round(len(text) * _LETTER / 2) - 2)
            self._parts.append(_text(x, y + 19, text, _INK, anchor="middle"))
        self._y += 36
        if self._is_dense:
            text = "A solid block: the level changes faster than this picture can show."
            self._parts.append(_text(self._left, self._y + 6, text, _FAINT_INK, size=11))
            self._y += 22

    def _x(self, t_ns: int) -> int:
        """Return the pixel of an instant, on the same grid as the columns."""
        return self._left + self._window.column(t_ns, self._count)


def _name(lane: Lane, window: Window) -> list[str]:
    """Return what stands beside a lane: the pin, what hangs on it (or its direction), PWM."""
    settings = lane.pwm_in(window)
    pwm = f"PWM {_span([setting.frequency_hz or 0 for setting in settings])} Hz" if settings else ""
    return [line for line in (lane.pin, lane.label or lane.direction, pwm) if line]


def _span(values: list[float]) -> str:
    least, most = min(values, default=0), max(values, default=0)
    return f"{least:g}" if least == most else f"{least:g}-{most:g}"


def _percent(duty: float) -> str:
    return f"{duty * 100:.3g} %"


def _flag(x: int, y: int, room: int, text: str, colour: str) -> list[str]:
    box = f'x="{x}" y="{y}" width="{room}" height="{_FLAG_HEIGHT}"'
    return [
        f'<rect {box} fill="#fff" stroke="{colour}" shape-rendering="crispEdges"/>',
        _text(x + 5, y + 13, text, colour, size=11),
    ]


def _line(path: str, colour: str, more: str = "") -> str:
    drawn = f'fill="none" stroke="{colour}" shape-rendering="crispEdges"'
    return f'<path d="{path}" {drawn} {more}/>'.replace(" />", "/>")


def _text(
    x: float,
    y: float,
    text: str,
    colour: str,
    *,
    size: int = 12,
    weight: int = 400,
    anchor: str = "start",
    halo: bool = False,
) -> str:
    style = f'fill="{colour}"'
    style += f' font-size="{size}"' if size != 12 else ""
    style += f' font-weight="{weight}"' if weight != 400 else ""
    style += f' text-anchor="{anchor}"' if anchor != "start" else ""
    style += ' stroke="#fff" stroke-width="3" paint-order="stroke"' if halo else ""
    return f'<text x="{x}" y="{y}" {style}>{_safe(text)}</text>'


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _safe(text: str) -> str:
    """Escape what means something in XML, and drop what must not stand in it."""
    return escape("".join(mark for mark in text if mark.isprintable()))
