"""A car that drives, for what records it."""

from self_driving_car.control.motion import Twist, WheelSpeeds
from self_driving_car.driver.settings import CarSettings
from self_driving_car.perception.seen import Lane, Seen
from self_driving_car.recording.recorder import Recorder
from self_driving_car.recording.settings import RecordingSettings
from self_driving_car.status import Mode, Status

JPEG = b"\xff\xd8" + bytes(200) + b"\xff\xd9"
WALL_S = 1_795_000_000.0


def driving(t_s=0.0, **changes):
    """Return how a car is that drives a right bend at half of its cap."""
    lane = Lane(0.01, 0.02, -1.0, 0.35, 0.9)
    given = {
        "mode": Mode.MANUAL,
        "is_armed": True,
        "wish": Twist(0.4, -0.4),
        "wheels": WheelSpeeds(0.42, 0.38),
        "seen": Seen(t_s, lane),
        "speed_cap_m_s": 0.8,
    }
    return Status(t_s=t_s, **{**given, **changes})


def recorder_in(folder, **settings):
    """Return a recorder with times that stand still, and no wish for room on the disk."""
    chosen = RecordingSettings(**{"least_free_gb": 0.0, **settings})
    return Recorder(chosen, CarSettings(), folder, wall=lambda: WALL_S, clock=lambda: 0.0)
