"""Where the car will be when a command of now takes effect: by the commands that are on their way.

A command reaches the wheels `LINK_S` later, and they follow it with a lag: motor and controller of
the firmware together answer like one of 60 ms.
"""

from collections import deque

from self_driving_car.control.geometry import STAY, Move, moved
from self_driving_car.control.motion import STANDSTILL, Twist

LINK_S = 0.02
"""The board's telemetry is 10 ms old on average, a command takes as long."""
LAG_S = 0.06
STEP_S = 0.01
KEPT = 64


class Prediction:
    """Remembers what was sent."""

    def __init__(self) -> None:
        self._sent: deque[tuple[float, Twist]] = deque(maxlen=KEPT)

    def sent(self, twist: Twist, now_s: float) -> None:
        """Note a command."""
        self._sent.append((now_s, twist))

    def ahead(self, twist: Twist, now_s: float, for_s: float) -> Move:
        """Return how the car will move.

        Args:
            twist: how it moves now, as measured.
            now_s: monotonic.
            for_s: how far to look into the future.
        """
        move = STAY
        speed, turn = twist.speed_m_s, twist.turn_rad_s
        for step in range(round(for_s / STEP_S)):
            told = self._told_at(now_s + step * STEP_S - LINK_S)
            speed += (told.speed_m_s - speed) * STEP_S / LAG_S
            turn += (told.turn_rad_s - turn) * STEP_S / LAG_S
            move = move.then(moved(Twist(speed, turn), STEP_S))
        return move

    def _told_at(self, t_s: float) -> Twist:
        for at_s, twist in reversed(self._sent):
            if at_s <= t_s:
                return twist
        return STANDSTILL
