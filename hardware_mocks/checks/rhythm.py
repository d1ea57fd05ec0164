"""An even rhythm: how an LED blinks, a buzzer beeps."""

from typing import Any

from hardware_mocks.checks.quantities import Quantity, seconds
from hardware_mocks.checks.signal_view import (
    Change,
    changes_of,
    lengths,
    mean,
    periods,
    typical,
    visible,
)
from hardware_mocks.checks.switch import Switch

STEADY = "1 %"
PATIENCE_PERIODS = 2.5
"""How many periods longer than needed it is watched."""
FEW_CHANGES = 4
SLOW_PERIODS = 6.0
"""How many more, if it has begun, to tell a slow rhythm from none."""


class Rhythmic(Switch):
    """Something that goes on and off evenly."""

    def _keeps_rhythm(self, period: Quantity, within: Quantity, times: int) -> None:
        """Fail unless it goes on and off evenly, for so many periods of that length."""
        self._look()
        expected_s, start_s = seconds(period), self._now_s
        limit_s = self._run.limit_s(expected_s * (times + PATIENCE_PERIODS))

        def rhythm() -> list[Change]:
            return visible([c for c in self._changes if c.t_s >= start_s])

        self._wait_until(lambda: len(periods(rhythm())) >= times, limit_s)
        if not periods(rhythm()) and 0 < self._changes_since(start_s) <= FEW_CHANGES:
            self._wait_until(lambda: bool(periods(rhythm())), expected_s * SLOW_PERIODS)
        self.require_use()
        seen = periods(rhythm())[:times]
        if not seen:
            self._fail_without_rhythm(rhythm(), start_s)
        self._compare(seen, expected_s, within)
        if len(seen) < times:
            self._fail("blinked_too_few", is_missing=True, seen=len(seen), times=times)

    def _changes_since(self, start_s: float) -> int:
        return sum(change.t_s >= start_s for change in self._changes)

    def _compare(self, seen: list[float], expected_s: float, within: Quantity) -> None:
        tolerance = self._run.time_tolerance(within)
        params: dict[str, Any] = {"period_s": mean(seen), "expected_s": expected_s}
        if not tolerance.allows(mean(seen), expected_s):
            self._fail("wrong_period", **params)
        if not all(tolerance.allows(length, expected_s) for length in seen):
            self._fail("uneven", shortest_s=min(seen), longest_s=max(seen), **params)

    def _fail_without_rhythm(self, seen: list[Change], start_s: float) -> None:
        """Say what it did instead of going on twice."""
        waited_s = self._now_s - start_s
        everything = changes_of([s for s in self._steps if s.t_s >= start_s])
        if len(everything) > len(seen) + 1:
            is_dark = not self.lit
            length_s = typical(lengths(everything, on=is_dark))
            self._fail("flashes_too_short" if is_dark else "dark_too_short", length_s=length_s)
        if not everything:
            self._fail_for_stillness(waited_s)
        if len(seen) == 1:
            name = "stayed_on" if seen[0].is_on else "stayed_off"
            self._fail(name, is_missing=True, at_s=seen[0].t_s, waited_s=waited_s)
        self._fail("blinked_once", is_missing=True, waited_s=waited_s)
