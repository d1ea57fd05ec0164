"""A trace as a Value Change Dump (IEEE 1364-2001, section 18), for GTKWave and PulseView.

| in the trace | in the dump |
|---|---|
| a pin | a wire `bench.GPIO17`, `x` while its level is unknown (not open yet, or PWM runs) |
| PWM | two real variables more: `bench.GPIO17_duty` and `bench.GPIO17_frequency_hz` |
| prints, world, notes | string variables `told.print`, `told.world`, `told.note` |
| serial lines | a string variable `told.serial`, where there are any |

Strings are GTKWave's own addition to the format; PulseView shows the wires and passes over the
rest.
"""

import io
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from math import gcd
from typing import TYPE_CHECKING, Any

from makerkit.trace import Event, Trace

if TYPE_CHECKING:
    from vcd import VCDWriter
    from vcd.writer import Variable

_UNITS = {
    1_000_000: "1 ms",
    100_000: "100 us",
    10_000: "10 us",
    1_000: "1 us",
    100: "100 ns",
    10: "10 ns",
    1: "1 ns",
}
_TOLD = ("print", "world", "note")
_TOLD_IF_THERE = ("serial", "camera", "http")

_Change = tuple[int, str, float | str]
"""When a variable changes (ns), which one, and its new value."""


def to_vcd(trace: Trace, labels: Mapping[str, str] | None = None) -> str:
    """Return the trace as the text of a VCD file.

    The unit of time is the coarsest from 1 ms to 1 ns that loses nothing: PulseView takes one
    sample for each unit, and a minute of nanoseconds is more than it can hold.

    Args:
        trace: what to export.
        labels: names of what hangs on the pins, such as {"GPIO17": "red LED"}; they are appended.
    """
    from vcd import VCDWriter

    unit_ns = _unit_ns(trace)
    file = io.StringIO()
    with VCDWriter(file, timescale=_UNITS[unit_ns], date="", version="makerkit") as writer:
        variables = _register(writer, trace, labels or {})
        for t_ns, name, value in _changes(trace):
            variable = variables.get(name)
            if variable:
                if name.startswith("told."):
                    variable.value = None  # the same line printed again is news
                writer.change(variable, t_ns // unit_ns, value)
        writer.close(max((event.t_ns for event in trace), default=0) // unit_ns)
    return file.getvalue()


def _unit_ns(trace: Trace) -> int:
    step_ns = gcd(*(event.t_ns for event in trace))
    return next(unit for unit in _UNITS if step_ns % unit == 0)


def _register(
    writer: "VCDWriter", trace: Trace, labels: Mapping[str, str]
) -> dict[str, "Variable[Any]"]:
    """Announce every variable.

    The strings come first: libsigrok takes the code of a string for a token of its own, which is
    harmless only while the code is a single punctuation mark.
    """
    there = {event.kind for event in trace}
    kinds = (*_TOLD, *(kind for kind in _TOLD_IF_THERE if kind in there))
    variables: dict[str, Variable[Any]] = {
        f"told.{kind}": writer.register_var("told", kind, "string", init="") for kind in kinds
    }
    with_pwm = {event.data["pin"] for event in trace if event.kind == "pwm"}
    taken: set[str] = set()
    for pin in trace.pins():
        name = _identifier(f"{pin} {labels.get(pin, '')}", taken)
        variables[pin] = writer.register_var("bench", name, "wire", size=1, init="x")
        for quantity in ("duty", "frequency_hz") if pin in with_pwm else ():
            real_name = _identifier(f"{name}_{quantity}", taken)
            variables[f"{pin}.{quantity}"] = writer.register_var(
                "bench", real_name, "real", init=0.0
            )
    return variables


def _identifier(text: str, taken: set[str]) -> str:
    """Return a name without the marks that mean something to the viewers, and without a double."""
    name = base = re.sub(r"\W+", "_", text.strip(), flags=re.ASCII) or "_"
    number = 2
    while name in taken:
        name = f"{base}_{number}"
        number += 1
    taken.add(name)
    return name


def _changes(trace: Trace) -> Iterator[_Change]:
    in_order = sorted(trace, key=_time)
    for t_ns, events in groupby(in_order, key=_time):
        told: dict[str, list[str]] = {}
        for event in events:
            if event.kind in _TOLD or event.kind in _TOLD_IF_THERE:
                told.setdefault(event.kind, []).append(event.words)
            elif event.kind in {"edge", "pwm"}:
                yield from _pin_changes(event)
        for kind, texts in told.items():  # one value for each instant, so that no line is lost
            yield t_ns, f"told.{kind}", "\n".join(texts)


def _time(event: Event) -> int:
    return event.t_ns


def _pin_changes(event: Event) -> Iterator[_Change]:
    pin = event.data["pin"]
    steady = event.kind == "edge"
    duty = float(event.data["level" if steady else "duty"])
    yield event.t_ns, pin, {0.0: "0", 1.0: "1"}.get(duty, "x")
    yield event.t_ns, f"{pin}.duty", duty
    yield event.t_ns, f"{pin}.frequency_hz", 0.0 if steady else event.data["frequency_hz"]
