"""A car that drives along and sees signs and lights."""

from self_driving_car.control.geometry import STAY, Move
from self_driving_car.perception.seen import Lane, Light, LightColour, Seen, Sign, SignKind
from self_driving_car.perception.sign_settings import SignSettings
from self_driving_car.perception.signs_tracker import Ahead, SignTracker

SETTINGS = SignSettings(stop_before_m=0.1, wait_before_m=0.4)
FRAME_S = 0.05


def stop_sign(
    distance_m: float | None = 0.8, side_m: float | None = -0.25, confidence: float = 0.9
) -> Sign:
    return Sign(SignKind.STOP, (200, 60, 24, 24), confidence, distance_m, side_m)


def light(colour: str, distance_m: float | None = 0.8, side_m: float | None = -0.25) -> Light:
    return Light(LightColour(colour), (200, 60, 12, 30), 0.9, distance_m, side_m)


class Drive:
    """Shows a tracker pictures, one every 50 ms, and drives on before each of them."""

    def __init__(self) -> None:
        self.tracker = SignTracker(SETTINGS)
        self.now_s = 10.0
        self.pose = STAY

    def sees(
        self,
        *things: Sign | Light | None,
        moved_m: float = 0.0,
        turned_rad: float = 0.0,
        lane: Lane | None = None,
    ) -> Ahead:
        for thing in things:
            self.now_s += FRAME_S
            self.pose = self.pose.then(Move(moved_m, 0.0, turned_rad))
            self.tracker.roll(moved_m)
            seen = Seen(
                self.now_s,
                lane,
                (thing,) if isinstance(thing, Sign) else (),
                (thing,) if isinstance(thing, Light) else (),
            )
            ahead = self.tracker.update(seen, self.now_s, self.pose)
        return ahead
