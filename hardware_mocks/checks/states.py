"""Several pins together: which of them are on, one state after another."""

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from hardware_mocks.checks.log import Step
from hardware_mocks.checks.signal_view import VISIBLE_S

Look = TypeVar("Look")


class State(NamedTuple, Generic[Look]):
    """From `start_s` to `end_s` it looked so; the last state has no end yet."""

    look: Look
    start_s: float
    end_s: float | None

    @property
    def length_s(self) -> float | None:
        """How long it lasted, None while it lasts."""
        return None if self.end_s is None else self.end_s - self.start_s


Values = tuple[float, ...]


def states_of(steps: Mapping[str, Sequence[Step]], now_s: float) -> list[State[Values]]:
    """Return the states of some pins, in the order of `steps`, without those nobody could see.

    A program sets one pin after another; what lies between is no state. The state of this moment
    counts as soon as it has lasted long enough to be seen.
    """
    names = list(steps)
    changes = sorted(
        ((step.t_s, index, step.value) for index, n in enumerate(names) for step in steps[n]),
        key=lambda change: change[0],
    )
    values = [0.0] * len(names)
    moments: list[tuple[float, Values]] = [(0.0, tuple(values))]
    for t_s, index, value in changes:
        values[index] = value
        moments.append((t_s, tuple(values)))
    return _merged([m for m, end in _with_ends(moments, now_s) if end - m[0] >= VISIBLE_S])


def _with_ends(
    moments: Sequence[tuple[float, Values]], now_s: float
) -> list[tuple[tuple[float, Values], float]]:
    ends = [t_s for t_s, _ in moments[1:]] + [max(now_s, moments[-1][0])]
    return list(zip(moments, ends, strict=True))


def _merged(moments: Sequence[tuple[float, Values]]) -> list[State[Values]]:
    different = [m for i, m in enumerate(moments) if i == 0 or m[1] != moments[i - 1][1]]
    ends: list[float | None] = [t_s for t_s, _ in different[1:]]
    pairs = zip(different, [*ends, None], strict=True) if different else []
    return [State(values, t_s, end_s) for (t_s, values), end_s in pairs]
