"""An LED, or anything else that is on or off, or in between by PWM."""

from typing import Any, NoReturn

from hardware_mocks.checks.failure import CheckFailure, NothingSeenError
from hardware_mocks.checks.quantities import Quantity, seconds, share
from hardware_mocks.checks.signal_view import (
    Change,
    changes_of,
    duty_over_periods,
    lengths,
    mean,
    periods,
    typical,
    value_at,
    visible,
)
from hardware_mocks.checks.thing import Thing, ThingView

QUICK = "100 ms"
STEADY = "1 %"
PATIENCE_PERIODS = 2.5
"""How many periods longer than needed it is watched, to tell a slow rhythm from none."""


class LedView(ThingView):
    """What can be seen of an LED in the trace."""

    noun = "LED"

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
        return typical(lengths(self._changes, on=True))

    @property
    def off_s(self) -> float:
        """How long it is off between two times on, typically; raises LookupError if never."""
        return typical(lengths(self._changes, on=False))

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
    def duty(self) -> float:
        """The share of time it is on, over whole periods; without any, its brightness now."""
        found = duty_over_periods(self._steps)
        return self.brightness if found is None else found

    @property
    def brightness(self) -> float:
        """How bright it is now: 0.0 to 1.0; raises LookupError if the program never used it."""
        if not self._steps:
            raise NothingSeenError(f"the {self.name} was never used")
        return self._steps[-1].value

    @property
    def levels(self) -> list[float]:
        """Each brightness it was given, in order."""
        return [step.value for step in self._steps]

    @property
    def lit(self) -> bool:
        """Whether it is on now."""
        return bool(self._steps) and self._steps[-1].value > 0


class Led(Thing, LedView):
    """What a lesson asks of an LED."""

    # -- rhythm

    def blinks(self, period: Quantity, within: Quantity = STEADY, times: int = 3) -> None:
        """It goes on and off evenly: so many periods, each of that length."""
        self._look()
        expected_s, start_s = seconds(period), self._now_s
        tolerance = self._run.time_tolerance(within)
        limit_s = expected_s * (times + PATIENCE_PERIODS)

        def rhythm() -> list[Change]:
            return visible([c for c in self._changes if c.t_s >= start_s])

        self._wait_until(lambda: len(periods(rhythm())) >= times, limit_s)
        seen = periods(rhythm())[:times]
        self._require_use()
        if not seen:
            self._fail_without_rhythm(rhythm(), self._now_s - start_s, start_s)
        if not tolerance.allows(mean(seen), expected_s):
            self._fail_rhythm("led.wrong_period", mean(seen), expected_s)
        if not all(tolerance.allows(length, expected_s) for length in seen):
            shortest_s, longest_s = min(seen), max(seen)
            self._fail_rhythm(
                "led.uneven", mean(seen), expected_s, shortest_s=shortest_s, longest_s=longest_s
            )
        if len(seen) < times:
            raise CheckFailure(
                "led.blinked_too_few", is_missing=True, thing=self.name, seen=len(seen), times=times
            )

    def has_duty(self, duty: Quantity, within: Quantity = STEADY) -> None:
        """It is on for that share of the time, over whole periods; steady PWM counts as well."""
        self._look()
        self._run.settle()
        self._require_use()
        expected, seen = share(duty), self.duty
        if not self._run.share_tolerance(within).allows(seen, expected):
            raise CheckFailure(
                "led.wrong_duty",
                thing=self.name,
                duty_percent=seen * 100,
                expected_percent=expected * 100,
            )

    def changes(self, times: int | None = None, within: Quantity = "1 s") -> None:
        """It goes on or off exactly so many times in that time; without a number, at least once."""
        self._look()
        limit_s, before = seconds(within), self._used_changes()
        enough = times if times is not None else 1

        def count() -> int:
            return len(self._changes) - before

        self._wait_until(lambda: count() >= enough and times is None, limit_s)
        self._require_use()
        self._seen = before + count()
        if not count() and enough:
            self._fail_for_stillness(limit_s)
        if times is not None and count() != times:
            raise CheckFailure(
                "led.wrong_count",
                is_missing=count() < times,
                thing=self.name,
                seen=count(),
                times=times,
                within_s=limit_s,
            )

    # -- answers

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

    # -- inside

    def _used_changes(self) -> int:
        """How many changes were before what the check did last, or belong to earlier sentences."""
        before = sum(c.t_s < self._run.moment_s for c in self._changes)
        return max(self._seen, before)

    def _turns(self, is_on: bool, within: Quantity) -> None:
        self._look()
        limit_s = seconds(within)
        limit_s += self._run.time_tolerance(0).span(limit_s) if self._run.is_hardware else 0
        before = self._used_changes()

        def found() -> int | None:
            later = enumerate(self._changes[before:], before)
            return next((i for i, change in later if change.is_on == is_on), None)

        was_so = bool(before) and self._changes[before - 1].is_on == is_on
        if self._wait_until(lambda: found() is not None, limit_s):
            index = found()
            assert index is not None
            self._seen = index + 1
            return
        self._require_use()
        if self.lit == is_on and (was_so or not is_on):
            raise CheckFailure(
                "led.was_on_already" if is_on else "led.was_off_already", thing=self.name
            )
        self._run.settle()
        raise CheckFailure(
            "led.did_not_turn_on" if is_on else "led.did_not_turn_off",
            is_missing=True,
            thing=self.name,
            within_s=seconds(within),
        )

    def _is(self, is_on: bool) -> None:
        self._look()
        self._run.settle()
        self._require_use()
        if self.lit != is_on:
            self._fail_state(is_on)

    def _fail_state(self, is_on: bool) -> NoReturn:
        raise CheckFailure(
            "led.is_off" if is_on else "led.is_on",
            is_missing=is_on,
            thing=self.name,
            pin=self.pin,
            t_s=self._now_s,
        )

    def _stays(self, is_on: bool, for_s: float) -> None:
        self._is(is_on)
        start_s, before = self._now_s, len(self._changes)
        tolerance = self._run.time_tolerance(0)
        changed = self._wait_until(
            lambda: len(self._changes) > before, for_s - tolerance.span(for_s)
        )
        self._seen = before
        if changed:
            raise CheckFailure(
                "led.went_off_early" if is_on else "led.went_on_early",
                thing=self.name,
                after_s=self._changes[before].t_s - start_s,
                for_s=for_s,
            )

    def _fail_rhythm(self, message: str, period_s: float, expected_s: float, **more: float) -> None:
        params: dict[str, Any] = {"period_s": period_s, "expected_s": expected_s, **more}
        raise CheckFailure(message, thing=self.name, **params)

    def _fail_without_rhythm(self, seen: list[Change], waited_s: float, start_s: float) -> None:
        """Say what it did instead of going on twice."""
        all_changes = [c for c in self._changes if c.t_s >= start_s]
        if len(all_changes) >= 3 and len(seen) <= 2:
            is_dark = value_at(self._steps, self._now_s) == 0
            brief = lengths(all_changes, on=is_dark)
            raise CheckFailure(
                "led.flashes_too_short" if is_dark else "led.dark_too_short",
                thing=self.name,
                length_s=typical(brief),
            )
        if not self._pin_log.changes and not all_changes:
            self._fail_for_stillness(waited_s)
        message = {0: "led.no_change", 1: "led.went_once"}.get(len(seen), "led.blinked_once")
        if message == "led.went_once":
            message = "led.stayed_on" if seen[0].is_on else "led.stayed_off"
        at_s = seen[-1].t_s if seen else 0.0
        raise CheckFailure(message, is_missing=True, thing=self.name, at_s=at_s, waited_s=waited_s)
