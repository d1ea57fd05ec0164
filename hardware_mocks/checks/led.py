"""An LED: on, off, in a rhythm, or in between by PWM."""

from typing import Any

from hardware_mocks.checks.failure import NothingSeenError
from hardware_mocks.checks.quantities import Quantity, seconds, share
from hardware_mocks.checks.ramps import Ramp, last_ramp, mean_pulse_s
from hardware_mocks.checks.rhythm import STEADY, Rhythmic
from hardware_mocks.checks.signal_view import duty_over_periods
from hardware_mocks.checks.switch import SwitchView

SMOOTH = "5 %"
FEWEST_LEVELS = 8
"""Fewer steps than this between dark and bright look like stairs."""


class LedView(SwitchView):
    """What can be seen of an LED in the trace."""

    noun = "LED"

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
    def fades(self) -> bool:
        """Whether it was given many levels between dark and bright."""
        return len(set(self.levels)) >= FEWEST_LEVELS


class Led(Rhythmic, LedView):
    """What a lesson asks of an LED."""

    def blinks(self, period: Quantity, within: Quantity = STEADY, times: int = 3) -> None:
        """It goes on and off evenly: so many periods, each of that length."""
        self._keeps_rhythm(period, within, times)

    def has_duty(self, duty: Quantity, within: Quantity = STEADY) -> None:
        """It is on for that share of the time, over whole periods; steady PWM counts as well."""
        self._look()
        self._run.settle()
        self.require_use()
        expected, seen = share(duty), self.duty
        if not self._run.share_tolerance(within).allows(seen, expected):
            self._fail("wrong_duty", duty_percent=seen * 100, expected_percent=expected * 100)

    def brightens(self, over: Quantity, to: Quantity = 1, within: Quantity = SMOOTH) -> None:
        """It becomes brighter smoothly, up to that brightness, in that time."""
        self._ramps(over, share(to), within, is_up=True)

    def dims(self, over: Quantity, to: Quantity = 0, within: Quantity = SMOOTH) -> None:
        """It becomes darker smoothly, down to that brightness, in that time."""
        self._ramps(over, share(to), within, is_up=False)

    def pulses(self, period: Quantity, within: Quantity = SMOOTH, times: int = 2) -> None:
        """It becomes brighter and darker again, smoothly, in that time each."""
        self._look()
        expected_s, start_s = seconds(period), self._now_s
        self._run.wait(expected_s * (times + 1.5))
        self.require_use()
        steps = [step for step in self._steps if step.t_s >= start_s]
        levels = len({step.value for step in steps})
        if levels < 2:
            self._fail_for_stillness(self._now_s - start_s)
        if levels < FEWEST_LEVELS:
            self._fail("does_not_fade", levels=levels)
        seen_s = mean_pulse_s(steps)
        if seen_s is None:
            self._fail("pulsed_once", is_missing=True, waited_s=self._now_s - start_s)
        if not self._run.time_tolerance(within).allows(seen_s, expected_s):
            self._fail("wrong_pulse", period_s=seen_s, expected_s=expected_s)

    def _ramps(self, over: Quantity, goal: float, within: Quantity, *, is_up: bool) -> None:
        self._look()
        expected_s, start_s = seconds(over), max(self._run.moment_s, self._cursor_s)

        def ramp() -> Ramp:
            return last_ramp(self._steps, start_s, goal, is_up=is_up)

        self._wait_until(lambda: ramp().is_complete, expected_s * 2 + 1)
        self.require_use()
        seen = ramp()
        if not seen.levels:
            self._fail_for_stillness(self._now_s - start_s)
        goals: dict[str, Any] = {"goal_percent": goal * 100, "expected_s": expected_s}
        if not seen.is_complete:
            name = "never_bright" if is_up else "never_dark"
            self._fail(name, is_missing=True, reached_percent=seen.reached * 100, **goals)
        if len(seen.levels) < FEWEST_LEVELS:
            self._fail("does_not_fade", levels=len(seen.levels))
        if seen.back_at_s is not None:
            self._fail("fades_back", at_s=seen.back_at_s, **goals)
        if not self._run.time_tolerance(within).allows(seen.length_s, expected_s):
            name = "brightens_wrong_time" if is_up else "dims_wrong_time"
            self._fail(name, length_s=seen.length_s, **goals)
        self._cursor_s = seen.end_s
