"""Reading a pin's steps as a rhythm: on and off, period, duty.

Everything here is a pure function of what the trace holds, so it judges a real Pi as well.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from hardware_mocks.checks.failure import NothingSeenError
from hardware_mocks.checks.log import Step

VISIBLE_S = 0.02
"""What is shorter than one fiftieth of a second nobody sees."""


class Change(NamedTuple):
    """At `t_s` it went on, or off."""

    t_s: float
    is_on: bool


class Stretch(NamedTuple):
    """A time during which it was on, or off."""

    start_s: float
    end_s: float
    is_on: bool

    @property
    def length_s(self) -> float:
        """How long it lasted."""
        return self.end_s - self.start_s


def changes_of(steps: Iterable[Step]) -> list[Change]:
    """Return each change between off (0) and on (anything more), one that opens as on included."""
    found: list[Change] = []
    was_on = False
    for step in steps:
        is_on = step.value > 0
        if is_on != was_on:
            found.append(Change(step.t_s, is_on))
            was_on = is_on
    return found


def visible(changes: Sequence[Change]) -> list[Change]:
    """Return the changes without those that are undone before anybody could see them."""
    found: list[Change] = []
    for change in changes:
        if found and change.t_s - found[-1].t_s < VISIBLE_S:
            found.pop()
        else:
            found.append(change)
    return found


def stretches_of(changes: Sequence[Change]) -> list[Stretch]:
    """Return the times between two changes."""
    pairs = pairwise(changes)
    return [Stretch(a.t_s, b.t_s, a.is_on) for a, b in pairs]


def lengths(changes: Sequence[Change], *, on: bool) -> list[float]:
    """Return how long it was on, or off, each time."""
    return [s.length_s for s in stretches_of(changes) if s.is_on == on]


def periods(changes: Sequence[Change]) -> list[float]:
    """Return the times from one going on to the next."""
    rises = [change.t_s for change in changes if change.is_on]
    return [b - a for a, b in pairwise(rises)]


def typical(values: Sequence[float]) -> float:
    """Return the median.

    Raises:
        NothingSeenError: there are none.
    """
    if not values:
        raise NothingSeenError("nothing of the kind was seen")
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def mean(values: Sequence[float]) -> float:
    """Return the mean.

    Raises:
        NothingSeenError: there are none.
    """
    if not values:
        raise NothingSeenError("nothing of the kind was seen")
    return sum(values) / len(values)


def value_at(steps: Sequence[Step], t_s: float) -> float:
    """Return the value in force at `t_s`, 0 before the first step."""
    value = 0.0
    for step in steps:
        if step.t_s > t_s:
            break
        value = step.value
    return value


def mean_value(steps: Sequence[Step], start_s: float, end_s: float) -> float:
    """Return the mean of the value over a time."""
    if end_s <= start_s:
        return value_at(steps, end_s)
    inner = [step for step in steps if start_s < step.t_s < end_s]
    moments = [start_s, *(step.t_s for step in inner), end_s]
    values = [value_at(steps, start_s), *(step.value for step in inner)]
    area = sum(v * (b - a) for v, a, b in zip(values, moments, moments[1:], strict=False))
    return area / (end_s - start_s)


def duty_over_periods(steps: Sequence[Step]) -> float | None:
    """Return the mean over the whole periods that were seen, None if there was not one."""
    rises = [change.t_s for change in changes_of(steps) if change.is_on]
    return mean_value(steps, rises[0], rises[-1]) if len(rises) > 1 else None


def inverted(steps: Iterable[Step]) -> list[Step]:
    """Return the steps of something that is on while its pin is low."""
    return [step._replace(value=1 - step.value) for step in steps]
