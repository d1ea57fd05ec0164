"""How fast: by the bend, by how sure the lane is, by what is ahead; how fast that may change."""

import math

from self_driving_car.driver.settings import DriveSettings

SURE = 0.6
"""From this confidence on, the lane is believed at full speed."""
FIRMWARE_LATENCY_S = 0.15
FIRMWARE_DECEL_M_S2 = 0.7
FIRMWARE_MARGIN_M = 0.06
"""Its obstacle stop: firmware/car_controller/car.h, OBSTACLE_LIMITS."""


def in_bend(curvature_per_m: float, settings: DriveSettings) -> float:
    """Return the speed at which the bend pushes as hard as it may: v^2 / r = a."""
    return math.sqrt(settings.lateral_m_s2 / max(abs(curvature_per_m), 1e-3))


def when_unsure(confidence: float, wish_m_s: float, settings: DriveSettings) -> float:
    """Return the speed for a lane of some confidence: slower where it is a guess."""
    slowest = min(settings.slowest_m_s, wish_m_s)
    return slowest + (wish_m_s - slowest) * min(1.0, max(0.0, confidence / SURE))


def before_obstacle(ahead_m: float, settings: DriveSettings) -> float:
    """Return the speed at which something at this distance is no danger.

    It comes to stand softly at the gap, and stays slower all the while than what would make the
    firmware stop it hard.
    """
    soft = math.sqrt(2.0 * settings.obstacle_m_s2 * max(ahead_m - settings.obstacle_gap_m, 0.0))
    return min(soft, unhindered(ahead_m - 0.08))


def unhindered(ahead_m: float) -> float:
    """Return the fastest speed that the firmware's obstacle stop lets pass at this distance.

    v t + v^2 / 2a + margin = ahead, solved for v.
    """
    left = ahead_m - FIRMWARE_MARGIN_M
    if left <= 0.0:
        return 0.0
    t, a = FIRMWARE_LATENCY_S, FIRMWARE_DECEL_M_S2
    return a * (math.sqrt(t * t + 2.0 * left / a) - t)


def to_stop_in(way_m: float, decel_m_s2: float) -> float:
    """Return the speed from which it comes to stand after a way."""
    return math.sqrt(2.0 * decel_m_s2 * max(way_m, 0.0))


class Ramp:
    """Lets a speed change no faster than the settings say; a car at rest sets off at once.

    Attributes:
        speed_m_s: as it is allowed now.
    """

    def __init__(self, settings: DriveSettings) -> None:
        self.settings = settings
        self.speed_m_s = 0.0

    def towards(self, wish_m_s: float, passed_s: float) -> float:
        """Return the speed after some time on the way to what is wished."""
        now = self.speed_m_s
        is_slower = abs(wish_m_s) < abs(now) or wish_m_s * now < 0.0
        rate = self.settings.slower_m_s2 if is_slower else self.settings.faster_m_s2
        step = rate * passed_s
        self.speed_m_s = now + max(-step, min(step, wish_m_s - now))
        return self.speed_m_s

    def drop_to(self, speed_m_s: float) -> None:
        """Be no faster than this, at once."""
        self.speed_m_s = max(-speed_m_s, min(speed_m_s, self.speed_m_s))
