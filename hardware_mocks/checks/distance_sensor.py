"""A distance sensor (HC-SR04): things stand before it, or come nearer."""

from hardware_mocks.checks.failure import NothingSeenError
from hardware_mocks.checks.log import Step
from hardware_mocks.checks.quantities import Quantity, metres, seconds
from hardware_mocks.checks.signal_view import changes_of, lengths
from hardware_mocks.checks.thing import Thing, ThingView
from hardware_mocks.parts.distance_sensor import FARTHEST_M, speed_of_sound

NOTHING_M = FARTHEST_M + 1
ROOM_C = 20.0


class DistanceSensorView(ThingView):
    """What can be seen of a distance sensor: its pings and their echoes."""

    noun = "distance sensor"

    @property
    def pings(self) -> int:
        """How often the program has asked for a distance."""
        return sum(change.is_on for change in changes_of(self._signal("TRIG")))

    @property
    def measured_m(self) -> float:
        """The distance by the latest echo; raises LookupError if there was none."""
        echoes = lengths(changes_of(self._signal("ECHO")), on=True)
        if not echoes:
            raise NothingSeenError(f"the {self.name} never got an echo")
        return echoes[-1] * speed_of_sound(ROOM_C) / 2

    def _signal(self, leg: str) -> list[Step]:
        return self._log.pin(self._wired.pins.get(leg, "")).steps


class DistanceSensor(Thing, DistanceSensorView):
    """What a check does before a distance sensor."""

    def sees(self, distance: Quantity) -> None:
        """Something stands before it, so far away, from now on."""
        self._set(metres(distance))

    def sees_nothing(self) -> None:
        """Nothing stands before it: no echo comes back."""
        self._set(NOTHING_M)

    def moves_to(self, distance: Quantity, over: Quantity) -> None:
        """What stands before it moves evenly to that distance; goes on when it is there."""
        start_s, over_s = self._now_s, seconds(over)
        self._run.hands.set(self._wired, over_s=over_s, distance_m=metres(distance))
        self._run.wait(max(0.0, start_s + over_s - self._now_s))
        self._run.acted(start_s)

    def _set(self, distance_m: float) -> None:
        self._run.acted(self._run.hands.set(self._wired, distance_m=distance_m))
