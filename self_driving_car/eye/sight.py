"""What looks at a picture, by mode: lane, line or trained net; signs and lights in all of them."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from makerkit.errors import MakerKitError
from self_driving_car.inbox import Netted
from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.line import LineFollower
from self_driving_car.perception.perception import Perception
from self_driving_car.status import Mode

if TYPE_CHECKING:
    from makerkit.camera.frame import Picture
    from self_driving_car.config import Settings
    from self_driving_car.control.geometry import Move
    from self_driving_car.perception.net import NetPilot
    from self_driving_car.perception.seen import Seen
    from self_driving_car.perception.settings import PerceptionSettings
    from self_driving_car.perception.signs import SignFinder

LOG = logging.getLogger(__name__)
LOST_M = 1.0
"""A car that moved farther than this between two pictures was carried, or the camera hung."""


class Sight:
    """Looks at pictures.

    Args:
        settings: of everything.
        calibration: where the camera sits.
        models: folders in which a net is looked for, the first one first.

    Attributes:
        perception: looks for the lane; also draws.
        complaint: why no signs are looked for; "" where they are, or are not wanted.
    """

    def __init__(
        self, settings: Settings, calibration: Calibration | None, models: tuple[Path, ...] = ()
    ) -> None:
        self._settings, self._models = settings, models
        self._look_by(settings.perception, calibration)
        self._net: NetPilot | None = None
        self._finder: SignFinder | None = None
        self.complaint = ""

    def recalibrate(self, calibration: Calibration) -> None:
        """Look with another calibration from now on."""
        self._look_by(self._settings.perception, calibration)

    def use(self, settings: Settings) -> None:
        """Look by other settings from now on."""
        is_other_net = settings.net != self._settings.net
        if settings.signs != self._settings.signs:
            self._finder, self.complaint = None, ""
        is_other_road = settings.perception != self._settings.perception
        self._settings = settings
        if is_other_net:
            self._net = None
        if is_other_road:
            self._look_by(settings.perception, self.perception.calibration)

    def look(
        self, picture: Picture, t_s: float, moved: Move | None, mode: Mode
    ) -> tuple[Seen, Netted | None]:
        """Return what a picture shows, and what the net makes of it in its mode.

        Raises:
            MakerKitError: the net cannot be used.
        """
        way = None
        if moved is not None and abs(moved.forward_m) < LOST_M:
            way = (moved.forward_m, moved.left_m, moved.turned_rad)
        looks = self._line if mode is Mode.LINE else self.perception
        seen = self._with_signs(picture, looks.look(picture, t_s, way))
        if mode is not Mode.NET:
            return seen, None
        angle, throttle = self._pilot().look(picture)
        return seen, Netted(angle, throttle, t_s)

    def _look_by(self, settings: PerceptionSettings, calibration: Calibration | None) -> None:
        self.perception = Perception(settings, calibration)
        self._line = LineFollower(settings, calibration)

    def _with_signs(self, picture: Picture, seen: Seen) -> Seen:
        if not self._settings.signs.are_obeyed or self.complaint:
            return seen
        if self._finder is None:
            from self_driving_car.perception.signs import SignFinder

            self._finder = SignFinder(self._settings.signs)
        try:
            signs, lights = self._finder.look(picture, self.perception.calibration)
        except MakerKitError as error:  # no model: the lane is followed all the same
            self.complaint = f"No signs are looked for: {error}"
            LOG.error("%s", self.complaint)
            return seen
        return replace(seen, signs=signs, lights=lights)

    def _pilot(self) -> NetPilot:
        if self._net is None:
            from self_driving_car.perception.net import KIT_MODELS, NetPilot

            net = self._settings.net
            folders = (*self._models, KIT_MODELS)
            found = [folder / net.model for folder in folders if (folder / net.model).exists()]
            path = found[0] if found else folders[0] / net.model
            self._net = NetPilot(path, gain=net.gain, offset=net.offset, throttle=net.throttle)
        return self._net
