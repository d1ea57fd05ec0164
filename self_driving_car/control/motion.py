"""How the car moves, and how its wheels turn. The frame is that of `perception.seen`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Twist:
    """A movement of the car.

    Attributes:
        speed_m_s: of the middle of the driven axle; forwards positive.
        turn_rad_s: how fast it turns; positive: to the left.
    """

    speed_m_s: float = 0.0
    turn_rad_s: float = 0.0


STANDSTILL = Twist()


@dataclass(frozen=True, slots=True)
class WheelSpeeds:
    """What the two driven wheels do, in metres a second; forwards positive."""

    left_m_s: float = 0.0
    right_m_s: float = 0.0


WHEELS_STILL = WheelSpeeds()
