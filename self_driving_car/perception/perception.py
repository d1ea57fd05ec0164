"""From a picture to what is in it: lane, signs, lights."""

import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.birds_eye import BirdsEye, Grid, Image
from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.fit import Fit
from self_driving_car.perception.lean import ASSUMED, MEASURED
from self_driving_car.perception.marks import MarkFinder
from self_driving_car.perception.moving import Moved
from self_driving_car.perception.roads import models_of
from self_driving_car.perception.seen import Lane, Path, Seen
from self_driving_car.perception.settings import PerceptionSettings
from self_driving_car.perception.track import Track
from self_driving_car.perception.tracking import LaneTracker

Floats = NDArray[np.float64]

TAKEN_IN = np.array([0.004, 0.02, 0.01, 0.03])
"""From such a lean on the bird's eye is made anew: pitch, height, turn, lens."""


UNSURE = 0.12
"""From this confidence down marks of all colours are looked for."""
BARELY = 0.08
"""A lane of less confidence is none."""
MOST_GUESSES = 3
"""In so many pictures without a lane the place of the camera is looked for."""
LOOKS_ROUND = 10
"""Every so many pictures it looks for marks of all colours again."""


class Perception:
    """Looks at one picture after the other; remembers the lane in between."""

    def __init__(
        self, settings: PerceptionSettings, calibration: Calibration | None = None
    ) -> None:
        self.settings = settings
        self.calibration = calibration or Calibration.nominal()
        self._view: BirdsEye | None = None
        self._pictures = 0
        self._guesses = 0
        self._shown: Fit | None = None

    def look(self, bgr: Image, t_s: float, moved: Moved | None = None) -> Seen:
        """Return what one picture shows.

        Args:
            bgr: (height, width, 3).
            t_s: monotonic time of its exposure.
            moved: how the car moved since the last picture; None: nobody knows.
        """
        view = self._view_of(bgr)
        if self._may_guess and self._tracker.track is None:
            view = self._guess(view, bgr)
        colours = self._colours()
        streaks = self._finder.find(view.look(bgr), colours)
        track = self._tracker.update(streaks, view.calibration, moved, looks_round=colours is None)
        if self.settings.learns_camera and np.any(np.abs(self._tracker.lean.state) > TAKEN_IN):
            self._take_in(view)
        self._shown = None if track is None else self._tracker.last_fit
        is_seen = track is not None and track.confidence > BARELY
        return Seen(t_s=t_s, lane=self._lane(track) if track is not None and is_seen else None)

    def forget(self) -> None:
        """Forget the lane: the next picture does not follow from the last one."""
        if self._view is not None:
            self._tracker.forget()

    @property
    def calibration_now(self) -> Calibration:
        """The calibration with all that has been learned of the camera since."""
        return self.calibration if self._view is None else self._view.calibration

    @property
    def marks_seen(self) -> Floats:
        """(n, 2) where the newest picture showed the marks of the lane, in metres."""
        fit = self._shown
        if fit is None:
            return np.zeros((0, 2))
        good = fit.weight > 0.3
        return np.column_stack([fit.x_m[good], fit.y_m[good]])

    def drawn(self, bgr: Image, seen: Seen) -> Image:
        """Return the picture with what was seen in it drawn in."""
        from self_driving_car.perception import drawing

        return drawing.drawn(bgr, seen, self.calibration_now)

    def birds_eye(self, bgr: Image) -> Image:
        """Return the floor from above, the nearest at the bottom."""
        return np.ascontiguousarray(self._view_of(bgr).look(bgr)[::-1])

    def _view_of(self, bgr: Image) -> BirdsEye:
        size = (bgr.shape[1], bgr.shape[0])
        if self._view is None or self._view.calibration.size != size:
            self._view = BirdsEye(
                self.calibration.for_size(size), Grid(far_m=self.settings.reach_m)
            )
            self._prepare(self._view)
        return self._view

    def _prepare(self, view: BirdsEye) -> None:
        self._finder = self._finder_of(view)
        sigma = ASSUMED if self.calibration.residual_m is None else MEASURED
        if not self.settings.learns_camera:
            sigma = sigma * 1e-3
        models = models_of(self.settings.marks, self.settings.lane_width_m, view)
        self._tracker = LaneTracker(models, sigma)

    def _finder_of(self, view: BirdsEye) -> MarkFinder:
        settings = self.settings
        return MarkFinder(view, settings.least_contrast, settings.widest_mark_cells)

    def _colours(self) -> Floats | None:
        """Return the colours to look for; None, all, now and then and while they are unknown."""
        self._pictures += 1
        track = self._tracker.track
        if track is None or track.confidence < UNSURE or self._pictures % LOOKS_ROUND == 0:
            return None
        return self._tracker.colours.all

    @property
    def _may_guess(self) -> bool:
        """Whether the camera may be mounted otherwise than assumed, and nobody has looked yet."""
        if self._guesses >= MOST_GUESSES or self._tracker.colours.are_sure:
            return False
        return self.calibration.residual_m is None and self.settings.learns_camera

    def _guess(self, view: BirdsEye, bgr: Image) -> BirdsEye:
        """Look once for the place of the camera in which the picture shows a lane best."""
        from self_driving_car.perception.camera_guess import nearby

        self._guesses += 1
        found = nearby(bgr, view.calibration, self.settings)
        if found is None:
            return view
        self._guesses = MOST_GUESSES
        self._view = BirdsEye(found, view.grid)
        self._finder = self._finder_of(self._view)
        return self._view

    def _take_in(self, view: BirdsEye) -> None:
        """Take what was learned of the camera into the calibration."""
        pitch, height, yaw, k1 = (float(number) for number in self._tracker.straighten())
        self._view = BirdsEye(view.calibration.leaning(pitch, height, yaw, k1), view.grid)
        self._finder = self._finder_of(self._view)

    def _lane(self, track: Track) -> Lane:
        state = track.belief.state
        ahead = track.belief.course.sampled(state)
        now = int(np.searchsorted(ahead.x_m, -1e-6))
        return Lane(
            offset_m=float(state[0]),
            heading_rad=float(state[1]),
            curvature_per_m=float(ahead.bend_per_m[now]),
            width_m=self._tracker.model.width_m,
            confidence=track.confidence,
            nearest_m=track.seen_m[0],
            farthest_m=track.seen_m[1],
            path=Path(
                tuple(ahead.x_m.tolist()),
                tuple(ahead.y_m.tolist()),
                tuple(ahead.heading_rad.tolist()),
                tuple(ahead.bend_per_m.tolist()),
            ),
        )
