"""Says what it is that moves, if the user has a model: after the alarm was told, never before.

It looks at most once a second, and only where something moves. Whatever it says or fails to say,
motion stays motion.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from makerkit.errors import MakerKitError

if TYPE_CHECKING:
    from collections.abc import Callable

    from makerkit.camera.frame import Frame, Picture
    from security_system.motion.settings import ObjectSettings
    from security_system.motion.sight import Box, Sight

log = logging.getLogger(__name__)

EVERY_S = 1.0


class Found(Protocol):
    """What a model has found: `security_system.motion.objects.Found`."""

    @property
    def name(self) -> str:
        """Its class."""

    @property
    def score(self) -> float:
        """How sure the model is, 0 to 1."""


class Looks(Protocol):
    """Whatever looks at regions of a picture."""

    def look(self, picture: Picture, boxes: tuple[Box, ...]) -> tuple[Found, ...]:
        """Return what is found around boxes of a BGR picture."""


class Recogniser:
    """Names what moves before one camera.

    Args:
        settings: of the model; None has nothing looked at.
        make: instead of the kit's detector.

    Attributes:
        problem: why the model cannot be used, in words; "" when it can.
    """

    def __init__(
        self, settings: ObjectSettings | None, make: Callable[[ObjectSettings], Looks] | None = None
    ) -> None:
        self.problem = ""
        self._settings = settings
        self._make = make or _usual
        self._detector: Looks | None = None
        self._last_s = -EVERY_S

    def look(self, shown: Frame, sight: Sight, size: tuple[int, int]) -> tuple[str, ...]:
        """Return the names of what moves, the surest first; nothing when it was just looked at.

        Args:
            shown: as it may be stored: what is private is not looked at.
            size: width and height of the luma that the sight speaks of.
        """
        is_wanted = self._settings is not None and sight.is_motion and not self.problem
        if not is_wanted or sight.t_s - self._last_s < EVERY_S:
            return ()
        self._last_s = sight.t_s
        try:
            found = self._made().look(shown.bgr(), _scaled(sight.boxes, size, shown.size))
        except MakerKitError as error:
            self.problem = str(error)
            log.warning("eye: %s", error)
            return ()
        return tuple(dict.fromkeys(one.name for one in found))

    def _made(self) -> Looks:
        if self._detector is None:
            assert self._settings is not None
            self._detector = self._make(self._settings)
        return self._detector


def _scaled(
    boxes: tuple[Box, ...], size: tuple[int, int], wanted: tuple[int, int]
) -> tuple[Box, ...]:
    across, down = wanted[0] / size[0], wanted[1] / size[1]
    return tuple(
        type(box)(
            round(box.x * across),
            round(box.y * down),
            round(box.width * across),
            round(box.height * down),
        )
        for box in boxes
    )


def _usual(settings: ObjectSettings) -> Looks:
    from security_system.motion.objects import ObjectDetector

    return ObjectDetector(settings)
