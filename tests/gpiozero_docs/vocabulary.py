"""The words in which this folder says what a program of gpiozero's documentation does.

One `Example` stands for one program: what the world does to it, and what must come out:

    Example(
        "button_switches_led",
        page="Recipes: Button controlled LED",
        says="The lamp is lit as long as the button is down.",
        world=[press(2, at_s=1, for_s=2)],
        levels={17: lit((1, 3))},
    )

Virtual time is exact, so lists are compared whole and to the microsecond. A `within_s` stands only
where the program looks at the world in a busy loop or in its own slow rhythm, or leaves something
to chance. Pins are BCM numbers. Seconds count from the start of the program.
"""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, NamedTuple

TIME_LIMIT = "time limit"
ENDED = "ended"
FAILED = "failed"
POWERED_OFF = "powered off"

FPS = 25
"""Steps a second in gpiozero's fades (its `_blink_device`)."""


class At(NamedTuple):
    """Something that must happen at a moment; `within_s` is what the moment may be off."""

    t_s: float
    what: Any
    within_s: float = 0.0


Moments = Sequence[tuple[Any, ...]]
"""Moments as `At` or as plain pairs (seconds, what)."""


@dataclass(frozen=True, slots=True)
class World:
    """One thing that the world does to a part of the bench."""

    at_s: float
    part: str
    action: str
    for_s: float | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flicker:
    """A pin that chance moves: only every `every_s`, and at least so many times."""

    every_s: float
    at_least: int


@dataclass(frozen=True, slots=True)
class Example:
    """One program and what the documentation says it does.

    Attributes:
        name: of the file in `programs/`, without `.py`.
        page: where the documentation teaches it.
        says: what it says happens.
        run_s: how long the program runs, unless it ends by itself.
        start: what day and time it is at the start.
        world: what is done to the bench; what is set at 0 s is so before the program starts.
        levels: pin -> every change of its level, as (seconds, 0 or 1).
        duties: pin -> every change of its level or PWM duty once the moment is over, 0.0-1.0.
        pulses_ms: pin -> every change of a servo's pulse, as (seconds, milliseconds).
        tones_hz: pin -> every change of a buzzer's tone, as (seconds, hertz or 0).
        busy: pin -> spans (from, to) in which it changes over and over, and never outside them.
        finally_: pin -> its level or duty at the end, where the way there does not matter.
        flickers: pin -> how chance moves it.
        prints: every line, as (seconds, text), or as text alone where only the order counts.
        repeats_prints: it prints without a pause: of equal lines in a row the first counts.
        errors: what stderr must hold; without any, stderr must be empty.
        notes: what a stand-in must have done, as (seconds, id, text).
        ends: how the run ends.
        ends_at_s: when it ends by itself.
        within_s: what every moment of this example may be off.
        races: on a real clock chance decides what is seen, so that only virtual time is exact.
        environment: variables that the documentation tells to set.
        stand_in: the module of `hardware_mocks/standins` that it needs.
    """

    name: str
    _: KW_ONLY
    page: str
    says: str
    run_s: float = 10.0
    start: str = ""
    world: Sequence[World] = ()
    levels: Mapping[int | str, Moments] = field(default_factory=dict)
    duties: Mapping[int | str, Moments] = field(default_factory=dict)
    pulses_ms: Mapping[int | str, Moments] = field(default_factory=dict)
    tones_hz: Mapping[int | str, Moments] = field(default_factory=dict)
    busy: Mapping[int | str, Sequence[tuple[float, float]]] = field(default_factory=dict)
    finally_: Mapping[int | str, float] = field(default_factory=dict)
    flickers: Mapping[int | str, Flicker] = field(default_factory=dict)
    prints: Sequence[tuple[Any, ...] | str] = ()
    repeats_prints: bool = False
    errors: Sequence[str] = ()
    notes: Sequence[tuple[float, str, str]] = ()
    ends: str = TIME_LIMIT
    ends_at_s: float | None = None
    within_s: float = 0.0
    races: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    stand_in: str = ""


# --- what the world does ----------------------------------------------------------------------


def press(part: int | str, at_s: float, for_s: float) -> World:
    """Somebody holds a button down for a while."""
    return World(at_s, _part(part), "press", for_s)


def put(part: int | str, at_s: float, **values: float | bool | str) -> World:
    """Something about a part is so from now on."""
    return World(at_s, _part(part), "set", values=values)


def moves(part: int | str, at_s: float, for_s: float) -> list[World]:
    """Something moves in front of a motion sensor for a while."""
    return [put(part, at_s, motion=True), put(part, at_s + for_s, motion=False)]


def knob(channel: int, at_s: float, position: float, *, select: int = 8) -> World:
    """The potentiometer on a channel of the converter stands so (0.0-1.0) from now on.

    The converter is found by the pin that selects it.
    """
    return put(select, at_s, **{f"ch{channel}": position})


def turn(part: int | str, at_s: float, steps: int) -> World:
    """Somebody turns a rotary encoder by some steps; clockwise is positive."""
    return World(at_s, _part(part), "turn", values={"steps": steps})


# --- what comes out ---------------------------------------------------------------------------


def lit(*spans: tuple[float, ...]) -> list[tuple[float, int]]:
    """Return the changes of a pin that is high in each span (from, to) or (from,)."""
    return [(moment, level) for span in spans for moment, level in zip(span, (1, 0), strict=False)]


def dark(*spans: tuple[float, ...]) -> list[tuple[float, int]]:
    """Return the changes of a pin that is high at first and low in each span."""
    return [(moment, 1 - level) for moment, level in lit(*spans)]


def square(on_s: float, off_s: float, *, until_s: float, from_s: float = 0.0) -> list[At]:
    """Return the changes of a pin that goes high and low in turn, high first."""
    return cycle((on_s, 1), (off_s, 0), until_s=until_s, from_s=from_s)


def cycle(*steps: tuple[float, Any], until_s: float, from_s: float = 0.0) -> list[At]:
    """Return moments at which each step (how long, what) begins, round and round."""
    moments: list[At] = []
    period_s = sum(length_s for length_s, _ in steps)
    turn_number = 0
    while True:
        moment_s = from_s + turn_number * period_s
        for length_s, what in steps:
            if moment_s >= until_s:
                return moments
            moments.append(At(moment_s, what))
            moment_s += length_s
        turn_number += 1


def each(every_s: float, *values: Any, from_s: float = 0.0) -> list[At]:
    """Return one value after the other, `every_s` apart."""
    return [At(from_s + number * every_s, value) for number, value in enumerate(values)]


def fade_in(length_s: float = 1.0, *, from_s: float = 0.0) -> list[At]:
    """Return the duties of one of gpiozero's fades from dark to bright."""
    count = int(FPS * length_s)
    return [At(from_s + step / FPS, step / FPS / length_s) for step in range(count)]


def fade_out(length_s: float = 1.0, *, from_s: float = 0.0) -> list[At]:
    """Return the duties of one of gpiozero's fades from bright to dark."""
    return [At(t_s, 1 - duty) for t_s, duty, _ in fade_in(length_s, from_s=from_s)]


def pulse(
    *, until_s: float, in_s: float = 1.0, out_s: float = 1.0, from_s: float = 0.0
) -> list[At]:
    """Return the duties of fades in and out in turn."""
    moments: list[At] = []
    while from_s < until_s:
        moments += fade_in(in_s, from_s=from_s)
        moments += fade_out(out_s, from_s=from_s + in_s)
        from_s += in_s + out_s
    moments.append(At(from_s, 0.0))
    return [moment for moment in moments if moment.t_s < until_s]


def inverted(moments: Moments) -> list[At]:
    """Return the same moments with 1 - value."""
    return [At(moment[0], 1 - moment[1]) for moment in moments]


def _part(part: int | str) -> str:
    return f"GPIO{part}" if isinstance(part, int) else part
