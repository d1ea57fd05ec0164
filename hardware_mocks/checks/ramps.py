"""Smooth changes of brightness, read from the levels a pin was given one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hardware_mocks.checks.log import Step
from hardware_mocks.checks.signal_view import mean, typical, value_at

NEAR = 0.02
"""So near to the goal the eye sees no difference."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """A change from one brightness towards another.

    Attributes:
        levels: those on the way, without the first.
        start_s, end_s: when it began, and when it reached its goal (or its last level).
        reached: the level nearest to the goal.
        is_complete: whether the goal was reached.
        back_at_s: when a level went the wrong way, None if none did.
    """

    levels: tuple[float, ...] = ()
    start_s: float = 0.0
    end_s: float = 0.0
    reached: float = 0.0
    is_complete: bool = False
    back_at_s: float | None = None

    @property
    def length_s(self) -> float:
        """How long it took."""
        return self.end_s - self.start_s


def last_ramp(steps: Sequence[Step], start_s: float, goal: float, *, is_up: bool) -> Ramp:
    """Return the first way to `goal` after `start_s`, or as much of it as there is.

    A program sets a level and waits, so the ramp begins one such wait before the first change.
    """
    sign = 1 if is_up else -1
    level = value_at(steps, start_s)
    way: list[Step] = []
    for step in (s for s in steps if s.t_s > start_s):
        is_forward = sign * (step.value - level) > 1e-9
        if way or is_forward:
            way.append(step)
        level = step.value
        if way and sign * (goal - level) <= NEAR:
            break
    if not way:
        return Ramp(reached=level)
    levels = [step.value for step in way]
    waits = [b.t_s - a.t_s for a, b in pairwise(way)]
    back = next((b.t_s for a, b in pairwise(way) if sign * (b.value - a.value) < -1e-9), None)
    reached = max(levels, key=lambda value: sign * value)
    return Ramp(
        tuple(dict.fromkeys(levels)),
        way[0].t_s - (typical(waits) if waits else 0.0),
        way[-1].t_s,
        reached,
        sign * (goal - reached) <= NEAR,
        back,
    )


def mean_pulse_s(steps: Sequence[Step]) -> float | None:
    """Return the mean time from one rise through half brightness to the next, None without two."""
    values = [step.value for step in steps]
    half = (min(values) + max(values)) / 2
    rises = [b.t_s for a, b in pairwise(steps) if a.value < half <= b.value]
    return mean([b - a for a, b in pairwise(rises)]) if len(rises) > 1 else None
