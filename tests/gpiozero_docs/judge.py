"""Compares what a run left behind with what the documentation says: returns every difference."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from makerkit.trace import Trace

from .vocabulary import At, Example, Flicker, Moments

A_MICROSECOND = 1e-6
A_FEW_MILLISECONDS = 5e-3
"""What lasts no longer on a real clock is on its way to something else."""
SOON_S = 1.1
"""What should happen so early must be seen even in a short run on a real clock."""
LATER_S = 1e9


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of a run when it is over."""

    trace: Trace
    reason: str
    said: str
    """Everything that stood on stdout and stderr of the process."""


def differences(example: Example, run: Run) -> list[str]:
    """Return one sentence for each thing that is not as the documentation says."""
    return [*_ending(example, run), *_output(example, run), *_pins(example, run.trace)]


def sequence_differences(example: Example, trace: Trace) -> list[str]:
    """Compare only what follows what, for runs on a real clock.

    Such a run is cut off somewhere, so what it shows must be how the documentation's lists begin.
    """
    found: list[str] = []
    for pin, expected in example.levels.items():
        found += _beginning(pin_name(pin), _changes(trace, pin), expected, _same)
    for measured, as_what in _measured(example):
        for pin, expected in measured.items():
            seen = _settle(_all_values(trace, pin, as_what.of), as_what.same, A_FEW_MILLISECONDS)
            wanted = _settle([At(*moment) for moment in expected], as_what.same)
            found += _beginning(pin_name(pin), seen, wanted, as_what.same)
    lines = [At(event.t_s, event.data["text"]) for event in _prints(trace, "stdout")]
    texts = [line if isinstance(line, str) else line[1] for line in example.prints]
    if not example.repeats_prints:
        found += _beginning("it prints", lines, [At(LATER_S, text) for text in texts], _same)
    ids = {note_id for _, note_id, _ in example.notes}
    told = [At(n.t_s, n.data["id"]) for n in trace.notes() if n.data["id"] in ids]
    return [*found, *_beginning("notes", told, example.notes, _same)]


def _beginning(
    what: str, seen: Sequence[At], expected: Moments, same: Callable[[Any, Any], bool]
) -> Iterator[str]:
    is_so = [moment.what for moment in seen]
    should_be = [moment[1] for moment in expected]
    pairs = zip(is_so, should_be, strict=False)
    if len(is_so) > len(should_be) or not all(same(a, b) for a, b in pairs):
        yield f"{what}: {is_so[:9]} is no beginning of {should_be[:9]}"
    elif not is_so and expected and expected[0][0] <= SOON_S:
        yield f"{what}: nothing happens"


def pin_name(pin: int | str) -> str:
    """Return the trace's name of a pin."""
    return f"GPIO{pin}" if isinstance(pin, int) else pin


def _ending(example: Example, run: Run) -> Iterator[str]:
    if run.reason != example.ends:
        yield f"it ends by {run.reason!r}, not by {example.ends!r}"
    end_s = next((event.t_s for event in run.trace.notes("end")), None)
    if example.ends_at_s is not None and not _near(end_s, example.ends_at_s, example.within_s):
        yield f"it ends at {end_s} s, not at {example.ends_at_s} s"


def _output(example: Example, run: Run) -> Iterator[str]:
    said = [At(event.t_s, event.data["text"]) for event in _prints(run.trace, "stdout")]
    if example.repeats_prints:
        said = _without_repetitions(said, lambda a, b: a == b)
    if any(isinstance(line, str) for line in example.prints):
        texts = [line.what for line in said]
        if texts != list(example.prints):
            yield f"it prints {texts}, not {list(example.prints)}"
    else:
        yield from _moments("it prints", said, example.prints, example.within_s, _same)
    for text in example.errors:
        if text not in run.said:
            yield f"nowhere on stderr: {text!r}"
    if not example.errors and (lines := [e.data["text"] for e in _prints(run.trace, "stderr")]):
        yield f"it complains on stderr: {lines}"
    noted = [At(n.t_s, (n.data["id"], n.data["text"])) for n in run.trace.notes()]
    ids = {note_id for _, note_id, _ in example.notes}
    noted = [note for note in noted if note.what[0] in ids]
    wanted = [At(t_s, (note_id, text)) for t_s, note_id, text in example.notes]
    yield from _moments("notes:", noted, wanted, example.within_s, _same)


def _prints(trace: Trace, stream: str) -> list[Any]:
    return [e for e in trace.events if e.kind == "print" and e.data["stream"] == stream]


def _pins(example: Example, trace: Trace) -> Iterator[str]:
    late_s = example.within_s
    for pin, expected in example.levels.items():
        yield from _moments(pin_name(pin), _changes(trace, pin), expected, late_s, _same)
    for measured, as_what in _measured(example):
        for pin, expected in measured.items():
            yield from _settled(trace, pin, expected, late_s, as_what)
    for pin, spans in example.busy.items():
        yield from _busy(pin_name(pin), _all_values(trace, pin, DUTY.of), spans)
    for pin, wanted in example.finally_.items():
        last = [value for _, value, _ in _all_values(trace, pin, DUTY.of)][-1:]
        if not last or abs(last[0] - wanted) > DUTY.step:
            yield f"{pin_name(pin)} ends at {last}, not at {wanted}"
    for pin, flicker in example.flickers.items():
        yield from _flickers(pin_name(pin), _all_values(trace, pin, DUTY.of), flicker)
    yield from _others(example, trace)


def _measured(example: Example) -> Iterator[tuple[Mapping[int | str, Moments], "Measure"]]:
    yield example.duties, DUTY
    yield example.pulses_ms, PULSE_MS
    yield example.tones_hz, TONE_HZ


def _others(example: Example, trace: Trace) -> Iterator[str]:
    """An output of which nothing is said must not move."""
    told = set()
    for kind in ("levels", "duties", "pulses_ms", "tones_hz", "busy", "finally_", "flickers"):
        told |= {pin_name(pin) for pin in getattr(example, kind)}
    outputs = {
        event.data["pin"]
        for event in trace.events
        if event.kind == "edge" and event.data.get("opened") == "output"
    }
    for pin in sorted(outputs - told - _sensed_by_charging(trace)):
        moved = [value for _, value, _ in _all_values(trace, pin, DUTY.of)]
        if any(value != moved[0] for value in moved):
            yield f"{pin} moves, of which nothing is said: {moved[:6]}"


def _sensed_by_charging(trace: Trace) -> set[str]:
    """Return pins that are output and input in turn: light sensors drain their capacitor so."""
    opened: dict[str, set[str]] = {}
    for event in trace.events:
        if event.kind == "edge" and "opened" in event.data:
            opened.setdefault(event.data["pin"], set()).add(event.data["opened"])
    return {pin for pin, ways in opened.items() if len(ways) == 2}


# --- lists of moments --------------------------------------------------------------------------


def _moments(
    what: str,
    seen: Sequence[At],
    expected: Moments,
    within_s: float,
    same: Callable[[Any, Any], bool],
) -> Iterator[str]:
    wanted = [At(*moment) for moment in expected]
    for number, (is_so, should_be) in enumerate(zip(seen, wanted, strict=False)):
        in_time = _near(is_so.t_s, should_be.t_s, max(within_s, should_be.within_s))
        if not in_time or not same(is_so.what, should_be.what):
            yield f"{what} [{number}] {_pair(is_so)}, not {_pair(should_be)}"
            return
    if len(seen) > len(wanted):
        yield f"{what} too much: {[_pair(m) for m in seen[len(wanted) :]][:5]}"
    if len(seen) < len(wanted):
        yield f"{what} missing: {[_pair(m) for m in wanted[len(seen) :]][:5]}"


def _settled(
    trace: Trace,
    pin: int | str,
    expected: Moments,
    within_s: float,
    as_what: "Measure",
) -> Iterator[str]:
    """Compare what a pin was once each moment was over; dark from the start is no change."""
    seen = _settle(_all_values(trace, pin, as_what.of), as_what.same)
    wanted = _settle([At(*moment) for moment in expected], as_what.same)
    yield from _moments(pin_name(pin), seen, wanted, within_s, as_what.same)


def _settle(
    moments: Sequence[At],
    same: Callable[[float, float], bool],
    fleeting_s: float = A_MICROSECOND,
) -> list[At]:
    last_of_each: list[At] = []
    for moment in moments:
        if last_of_each and abs(last_of_each[-1].t_s - moment.t_s) < fleeting_s:
            last_of_each.pop()
        last_of_each.append(moment)
    return _without_repetitions([At(0, 0.0), *last_of_each], same)[1:]


def _without_repetitions(moments: list[At], same: Callable[[Any, Any], bool]) -> list[At]:
    kept: list[At] = []
    for moment in moments:
        if not kept or not same(kept[-1].what, moment.what):
            kept.append(moment)
    return kept


def _busy(pin: str, seen: Sequence[At], spans: Sequence[tuple[float, float]]) -> Iterator[str]:
    changes = [b for a, b in pairwise(seen) if a.what != b.what]
    for moment in changes:
        if not any(start <= moment.t_s <= end for start, end in spans):
            yield f"{pin} moves at {moment.t_s} s, outside {list(spans)}"
            return
    for start, end in spans:
        if not any(start <= moment.t_s <= end for moment in changes):
            yield f"{pin} does not move between {start} and {end} s"


def _flickers(pin: str, seen: Sequence[At], flicker: Flicker) -> Iterator[str]:
    changes = _settle(seen, _same)
    if len(changes) < flicker.at_least:
        yield f"{pin} changes {len(changes)} times, not {flicker.at_least}"
    for moment in changes:
        steps = moment.t_s / flicker.every_s
        if abs(steps - round(steps)) * flicker.every_s > A_MICROSECOND:
            yield f"{pin} changes at {moment.t_s} s, which is no multiple of {flicker.every_s}"
            return


def _changes(trace: Trace, pin: int | str) -> list[At]:
    return [At(t_s, level) for t_s, level in trace.edges(pin_name(pin))]


def _all_values(trace: Trace, pin: int | str, value_of: Callable[[Any], float]) -> list[At]:
    return [
        At(event.t_s, value_of(event))
        for event in trace.events
        if event.kind in {"edge", "pwm"} and event.data["pin"] == pin_name(pin)
    ]


def _duty(event: Any) -> float:
    return float(event.data["duty"] if event.kind == "pwm" else event.data["level"])


def _pulse_ms(event: Any) -> float:
    return 1000 * event.data["duty"] / event.data["frequency_hz"] if event.kind == "pwm" else 0.0


def _tone_hz(event: Any) -> float:
    return float(event.data["frequency_hz"]) if event.kind == "pwm" and event.data["duty"] else 0.0


def _same(a: object, b: object) -> bool:
    return a == b


def _near(a: float | None, b: float, within_s: float) -> bool:
    return a is not None and abs(a - b) <= within_s + A_MICROSECOND


def _pair(moment: At) -> tuple[float, Any]:
    return round(moment.t_s, 6), moment.what


@dataclass(frozen=True, slots=True)
class Measure:
    """One way to read an event of a pin, and how far two readings may be apart."""

    of: Callable[[Any], float]
    step: float

    def same(self, a: float, b: float) -> bool:
        """Whether two readings are the same."""
        return abs(a - b) <= self.step


DUTY = Measure(_duty, 0.005)
"""Five lamps on one ten-bit converter: its last bit, five times."""
PULSE_MS = Measure(_pulse_ms, 0.0005)
TONE_HZ = Measure(_tone_hz, 0.5)
