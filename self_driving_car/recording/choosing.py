"""Which pictures become records; pure."""

from self_driving_car.recording.settings import RecordingSettings
from self_driving_car.status import Mode, Status

MOVES_M_S = 0.02
"""Below this a wheel counts as standing: encoders of 40 edges a turn say no less in 0.25 s."""
EARLY = 0.25
"""A picture may come this share of its interval early: cameras are not exact."""


class Choosing:
    """Picks from the pictures of the camera those that are kept."""

    def __init__(self, settings: RecordingSettings) -> None:
        self._settings = settings
        self._next_s = float("-inf")

    def wants(self, status: Status) -> bool:
        """Return whether a picture of now is kept, and count it as kept."""
        if not self._may(status):
            return False
        every_s = 1.0 / self._settings.fps
        if status.t_s < self._next_s - EARLY * every_s:
            return False
        self._next_s = max(self._next_s + every_s, status.t_s + (1 - EARLY) * every_s)
        return True

    def _may(self, status: Status) -> bool:
        if self._settings.drivers == "people" and status.mode is not Mode.MANUAL:
            return False
        return self._settings.record == "always" or is_driving(status)


def is_driving(status: Status) -> bool:
    """Return whether the car moves, or is about to."""
    if not status.is_armed or status.halt is not None:
        return False
    wheels, wish = status.wheels, status.wish
    fastest = max(abs(wheels.left_m_s), abs(wheels.right_m_s), abs(wish.speed_m_s))
    return fastest > MOVES_M_S or abs(wish.turn_rad_s) > MOVES_M_S
