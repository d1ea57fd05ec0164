"""A motion sensor (PIR): somebody moves before it, or nobody does."""

from hardware_mocks.checks.quantities import Quantity, seconds
from hardware_mocks.checks.signal_view import changes_of
from hardware_mocks.checks.thing import Thing, ThingView

LONGEST_HOLD_S = 15.0
"""A PIR holds its output for some seconds after the last motion."""


class MotionSensorView(ThingView):
    """What can be seen of a motion sensor: its output, once the program listens to it."""

    noun = "motion sensor"

    @property
    def is_high(self) -> bool:
        """Whether it tells the program of motion now."""
        return bool(self._steps) and self._steps[-1].value > 0

    @property
    def alarms_so_far(self) -> int:
        """How often its output went high."""
        return sum(change.is_on for change in changes_of(self._steps))


class MotionSensor(Thing, MotionSensorView):
    """What a check does before a motion sensor."""

    def sees_motion(self, for_: Quantity = "1 s") -> None:
        """Somebody begins to move now, for that long, while the check goes on."""
        self._run.acted(self._run.hands.move(self._wired, for_s=seconds(for_)))

    def is_calm(self) -> None:
        """Nobody moves, and the sensor has had the time to notice."""
        self._run.hands.set(self._wired, motion=False)
        if self.was_used:
            self._wait_until(lambda: not self.is_high, LONGEST_HOLD_S)
        self._run.acted()
