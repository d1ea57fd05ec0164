"""The pins of the last check in a few lines, and in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from workshop.lines import PLAIN_MARKS, Marks

if TYPE_CHECKING:
    from makerkit.trace import Trace

MOST_PINS = 4
WINDOW_S = 5.0
"""The small timeline shows this much of the run's end: there it was judged."""
_AXIS_ROWS = 2


def small_timeline(trace: Trace | None, columns: int, marks: Marks) -> list[Text]:
    """Return the last seconds of the first pins: at most six lines; none where no pin moved."""
    if trace is None or not trace.pins():
        return []
    from makerkit.timeline import Window
    from makerkit.timeline_text import draw_text
    from makerkit.trace import Trace

    pins = ([pin for pin in trace.pins() if _has_moved(trace, pin)] or trace.pins())[:MOST_PINS]
    only_pins = Trace()
    only_pins.events = [event for event in trace if event.kind in {"edge", "pwm"}]
    drawing = draw_text(
        only_pins,
        width=columns - 2,
        window=Window.of(trace, max(trace.end_s - WINDOW_S, 0.0)),
        pins=pins,
        labels=trace.labels(),
        ascii_only=marks == PLAIN_MARKS,
    )
    return [Text(f" {line}", "dim") for line in drawing.splitlines()[: len(pins) + _AXIS_ROWS]]


def _has_moved(trace: Trace, pin: str) -> bool:
    return bool(trace.edges(pin) or trace.pwm(pin))


def whole_timeline(trace: Trace | None, columns: int, marks: Marks) -> list[Text]:
    """Return everything that happened in the last check."""
    if trace is None:
        return [Text(" Nothing ran yet. Save your file, then look again.")]
    from makerkit.timeline_text import draw_text

    drawing = draw_text(
        trace, width=columns - 2, labels=trace.labels(), ascii_only=marks == PLAIN_MARKS
    )
    return [Text(f" {line}") for line in drawing.splitlines()]
