"""Anything that is on or off: what can be seen of it, and what a lesson asks of it."""

from itertools import pairwise
from typing import Any, NoReturn

from hardware_mocks.checks.failure import CheckFailure
from hardware_mocks.checks.quantities import Quantity, seconds
from hardware_mocks.checks.signal_view import (
    VISIBLE_S,
    Change,
    changes_of,
    lengths,
    mean,
    periods,
    typical,
)
from hardware_mocks.checks.thing import Thing, ThingView

QUICK = "100 ms"


class SwitchView(ThingView):
    """What can be seen in the trace of something that goes on and off."""

    @property
    def _changes(self) -> list[Change]:
        return changes_of(self._steps)

    @property
    def edges(self) -> list[tuple[float, int]]:
        """Each change between on and off, as (t_s, 1 or 0)."""
        return [(change.t_s, int(change.is_on)) for change in self._changes]

    @property
    def changes_so_far(self) -> int:
        """How often it went on or off."""
        return len(self._changes)

    @property
    def on_s(self) -> float:
        """How long it is on, typically; raises LookupError if it was never on and off again."""
        return typical(self.on_times_s)

    @property
    def off_s(self) -> float:
        """How long it is off between two times on, typically; raises LookupError if never."""
        return typical(self.off_times_s)

    @property
    def on_times_s(self) -> list[float]:
        """How long it was on, each time."""
        return lengths(self._changes, on=True)

    @property
    def off_times_s(self) -> list[float]:
        """How long it was off between two times on, each time."""
        return lengths(self._changes, on=False)

    @property
    def period_s(self) -> float:
        """From one going on to the next, on average; raises LookupError if it went on once."""
        return mean(periods(self._changes))

    @property
    def lit(self) -> bool:
        """Whether it is on now."""
        return bool(self._steps) and self._steps[-1].value > 0


class Switch(Thing, SwitchView):
    """What a lesson asks of something that goes on and off.

    Attributes:
        family: the table of the catalogue that has the words for it.
    """

    family = "led"

    def turns_on(self, within: Quantity = QUICK) -> None:
        """It goes on, in that time from what the check did last."""
        self._turns(True, within)

    def turns_off(self, within: Quantity = QUICK) -> None:
        """It goes off, in that time from what the check did last."""
        self._turns(False, within)

    def is_on(self) -> None:
        """It is on now."""
        self._is(True)

    def is_off(self) -> None:
        """It is off now."""
        self._is(False)

    def stays_on(self, for_: Quantity) -> None:
        """It is on now and goes on being on for that time."""
        self._stays(True, seconds(for_))

    def stays_off(self, for_: Quantity) -> None:
        """It is off now and goes on being off for that time."""
        self._stays(False, seconds(for_))

    def changes(self, times: int | None = None, within: Quantity = "1 s") -> None:
        """It goes on or off exactly so many times in that time; without a number, at least once."""
        self._look()
        limit_s, before = seconds(within), self._used_changes()

        def count() -> int:
            return len(self._changes) - before

        self._wait_until(lambda: times is None and count() > 0, limit_s)
        self.require_use()
        self._seen = before + count()
        if not count() and times != 0:
            self._fail_for_stillness(limit_s)
        if times is not None and count() != times:
            params = {"seen": count(), "times": times, "within_s": limit_s}
            self._fail("wrong_count", is_missing=count() < times, **params)

    # -- inside

    def _fail(self, name: str, *, is_missing: bool = False, **params: Any) -> NoReturn:
        message_id = f"{self.family}.{name}"
        raise CheckFailure(message_id, is_missing=is_missing, thing=self.name, **params)

    def _used_changes(self) -> int:
        """How many changes were before what the check did last, or belong to earlier sentences."""
        changes = self._changes
        before = sum(c.t_s < self._run.moment_s for c in changes)
        used = max(min(self._seen, len(changes)), before)
        while 0 < used < len(changes) - 1 and (
            changes[used + 1].t_s - changes[used - 1].t_s < VISIBLE_S
        ):
            used += 2  # a contact bounced, and the lamp with it
        return used

    def _turns(self, is_on: bool, within: Quantity) -> None:
        self._look()
        limit_s = self._run.limit_s(within)
        before = self._used_changes()

        def found() -> int | None:
            later = enumerate(self._changes[before:], before)
            return next((i for i, change in later if change.is_on == is_on), None)

        if self._wait_until(lambda: found() is not None, limit_s):
            index = found()
            assert index is not None
            self._seen = index + 1
            return
        self.require_use()
        earlier = self._changes[:before]
        was_so = earlier[-1].is_on == is_on if earlier else not is_on
        if self.lit == is_on and was_so:
            self._fail("was_on_already" if is_on else "was_off_already")
        name = "did_not_turn_on" if is_on else "did_not_turn_off"
        self._fail(name, is_missing=True, within_s=seconds(within))

    def _is(self, is_on: bool) -> None:
        self._look()
        self._run.settle()
        self._wait_until(lambda: self.lit == is_on, VISIBLE_S)  # a contact may still bounce
        self.require_use()
        if self.lit != is_on:
            name = "is_off" if is_on else "is_on"
            self._fail(name, is_missing=is_on, pin=self.pin, t_s=self._now_s)

    def _stays(self, is_on: bool, for_s: float) -> None:
        self._is(is_on)
        start_s = self._now_s
        watched_s = for_s - self._run.time_tolerance(0).span(for_s)
        self._wait_until(lambda: self._left_at_s(is_on, start_s) is not None, watched_s)
        self._seen = len(self._changes) - (self.lit != is_on)
        left_at_s = self._left_at_s(is_on, start_s)
        if left_at_s is not None:
            name = "went_off_early" if is_on else "went_on_early"
            self._fail(name, after_s=left_at_s - start_s, for_s=for_s)

    def _left_at_s(self, is_on: bool, start_s: float) -> float | None:
        """Return when it first went the other way, if it was so for long enough to be seen.

        A bounce is too short; very short times count together, as in a lamp that flickers.
        """
        changes = [*self._changes, Change(self._now_s, is_on)]
        away = [
            (change.t_s, following.t_s - change.t_s)
            for change, following in pairwise(changes)
            if change.is_on != is_on and change.t_s >= start_s
        ]
        return away[0][0] if sum(length_s for _, length_s in away) >= VISIBLE_S else None
