"""Follows one line on the floor, the simple variant of a lane."""

from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.perception import Perception
from self_driving_car.perception.settings import PerceptionSettings


class LineFollower(Perception):
    """Looks for one line, whatever the settings say of the road; it is a lane of width 0.

    Example::

        follower = LineFollower(PerceptionSettings(), Calibration.nominal())
        seen = follower.look(picture, t_s=now_s, moved=(0.02, 0.0, 0.001))
        if seen.lane is not None:
            print(f"The line is {100 * seen.lane.offset_m:.1f} cm to the left")
    """

    def __init__(
        self, settings: PerceptionSettings, calibration: Calibration | None = None
    ) -> None:
        super().__init__(settings.model_copy(update={"marks": "line"}), calibration)
