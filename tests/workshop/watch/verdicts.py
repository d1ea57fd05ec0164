"""Verdicts for tests: one that failed, one that passed, and a trace of a blinking LED."""

from makerkit.messages import Text
from makerkit.trace import Trace
from workshop.verdict import Sentence, Verdict


def blinking(*, on_s=1.5, off_s=0.2, count=5):
    """What happened while an LED blinked."""
    trace = Trace()
    trace.add(0, "note", id="run", labels={"GPIO17": "red"})
    trace.add(0, "edge", pin="GPIO17", level=0, opened="output")
    for number in range(count):
        start_s = number * (on_s + off_s)
        trace.add(round(start_s * 1e9), "edge", pin="GPIO17", level=1)
        trace.add(round((start_s + on_s) * 1e9), "edge", pin="GPIO17", level=0)
    return trace


def failed(message_id="blink.uneven", trace=None):
    return Verdict(
        (
            Sentence("The program lights the red LED.", "pass"),
            Sentence("The red LED blinks once a second.", "fail"),
            Sentence("The program never stops by itself.", "waiting"),
        ),
        score=1 / 3,
        text=Text(
            "The LED is on for 1.50 s and off for 0.20 s.",
            "After `red.off()` the loop begins again at once.",
            ("Make both times `0.5`.", "Save the file."),
        ),
        message_id=message_id,
        line=11,
        code="    red.off()",
        trace=trace,
    )


def passed(trace=None):
    return Verdict(
        (
            Sentence("The red LED blinks once a second.", "pass"),
            Sentence("The program never stops by itself.", "pass"),
        ),
        score=1.0,
        trace=trace,
    )
