"""What an eye makes of each picture: motion, the state of its view, what it is that moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from security_system.eyes.picture import Pictures
from security_system.eyes.rate import Rate
from security_system.eyes.recogniser import Recogniser
from security_system.eyes.tamper import TamperWatch

if TYPE_CHECKING:
    from makerkit.camera.frame import Frame, Picture
    from security_system.eyes.settings import CameraSettings
    from security_system.eyes.view import Judged
    from security_system.motion.settings import MotionSettings
    from security_system.motion.sight import Sight

NS = 1_000_000_000


class Detector(Protocol):
    """What finds motion; see `security_system.motion`."""

    def look(self, luma: Picture, t_s: float) -> Sight:
        """Return what is seen in a picture taken at `t_s`."""


MakeDetector = Callable[["MotionSettings", tuple[int, int]], Detector]


class Look(NamedTuple):
    """What was made of one picture.

    Attributes:
        size: width and height of the luma that the sight speaks of.
    """

    sight: Sight
    judged: Judged
    size: tuple[int, int]


class Looking:
    """Looks at the pictures of one camera, by its settings.

    Attributes:
        pictures: prepares what is looked at, and what is shown.
        rate: how many can be looked at.
        recogniser: names what moves.
    """

    def __init__(self, settings: CameraSettings, make_detector: MakeDetector | None = None) -> None:
        self.pictures = Pictures(settings)
        self.tamper = TamperWatch(
            covered_s=settings.covered_s,
            frozen_s=settings.frozen_s,
            sees_in_the_dark=settings.sees_in_the_dark,
        )
        self.rate = Rate(settings.fps)
        self.recogniser = Recogniser(settings.motion.objects)
        self._motion = settings.motion
        self._make_detector = make_detector or _usual_detector
        self._detector: Detector | None = None
        self._size = (0, 0)

    def look(self, frame: Frame) -> Look:
        """Return what is seen; another size of picture begins anew."""
        luma, t_s = self.pictures.looked_at(frame), frame.t_ns / NS
        size = (luma.shape[1], luma.shape[0])
        if self._detector is None or size != self._size:
            self._detector = self._make_detector(self._motion, size)
            self._size = size
        return Look(self._detector.look(luma, t_s), self.tamper.look(luma, t_s), size)

    @property
    def complaint(self) -> str:
        """What people should know: the computer is too slow, or a model cannot be used."""
        return self.rate.words() or self.recogniser.problem


def _usual_detector(settings: MotionSettings, size: tuple[int, int]) -> Detector:
    from security_system.motion.detector import MotionDetector

    return MotionDetector(settings, size)
