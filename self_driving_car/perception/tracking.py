"""Follows one lane from picture to picture, and learns meanwhile how the camera leans.

What was known, moved by odometry, is where the next fit begins and what it is weighed against (an
extended Kalman filter with robust weights). Now and then thousands of other lanes are looked at;
one that explains the marks much better, several times in a row, is taken instead.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.colours import MarkColours
from self_driving_car.perception.crossing import on_crossing
from self_driving_car.perception.curve import NODES, SIZE, Course, usual_bends
from self_driving_car.perception.fit import (
    GATES_FOLLOWING_M,
    GATES_M,
    LEARNS_ALL,
    LEARNS_NOTHING,
    Belief,
    Fit,
    Placed,
    fit,
    placed,
)
from self_driving_car.perception.lean import STRAIGHT, Rays
from self_driving_car.perception.marks import Streaks
from self_driving_car.perception.moving import Moved, moved_on
from self_driving_car.perception.roads import Found, RoadModel
from self_driving_car.perception.track import Leaning, Track, confidence_of

Floats = NDArray[np.float64]

FRESH = np.array([0.04, 0.15])
"""What is believed of the best candidate of a search: one sigma of offset and heading."""
FRESH_BENDS = 0.5
"""Share of a road's usual spread of curvature that is left then."""
UNSURE = 0.3
"""Share of that which is left after one fit in which the camera was taken as it is."""
LEARNS_TURN = np.array([0.0, 0.0, 1.0, 0.0])
TWO_SIDED_M = 0.12
"""Both marks were seen where the shorter one is as long: only then their distance says anything."""
ROWS_PER_M = 100.0
CHANCE_M2 = 0.04 * 0.8 / ROWS_PER_M
"""On how much floor a stray streak is taken for one of a mark, by the length of a streak."""
NEAR_M, NEAR_NEW_M = 0.10, 0.2
"""Streaks farther from every mark are not looked at: of a lane that is known, and a new one."""
DOUBTS = 5
"""Every so many pictures other lanes are looked for."""
ON_CROSSING = 0.7
"""On a zebra crossing gates are narrower by this: the next bar is near."""
FADES, FORGOTTEN = 0.8, 0.02
"""A memory fainter than this is none."""
LEAST, LEAST_OF_ONE = 0.15, 0.36
"""How sure a new lane must be, and a new line: at first sight lines are seen with 0.37 or more, the
seams and stains of a bare floor with less, but for one floor in four."""
LEAST_SCORE = 3.0
"""Of a candidate that is worth a fit."""
SEEN, GIVES_UP = 0.25, 60
"""After so many pictures of less confidence the road is taken for another one."""
NEW = 40
"""So many pictures long a lane that was found is doubted; what was followed longer is right."""
FAINT, LOOKS_AGAIN, SURER = 0.4, 5, 0.7
"""A lane fainter than this over so many pictures is searched for anew: the stripes of a zebra
crossing may have bent what is known of it. What is found counts if it is that sure, ..."""
SAME_AT_M, SAME_M = 0.3, 0.1
"""... and lies where the old one does."""
BETTER, IN_A_ROW = 4.0, 3
"""By how much another lane must explain the marks better, and how often in a row."""


class LaneTracker:
    """Follows a lane of one of several kinds of road.

    Attributes:
        model: the kind of road it is on.
        track: the lane that is followed; None: there is none.
        last_fit: of the newest picture.
        colours: what the marks look like.
        lean: what is known of the camera.
    """

    def __init__(self, models: tuple[RoadModel, ...], lean_sigma: Floats) -> None:
        self._models = models
        self._better = self._followed = self._without = self._faint = 0
        self.model = models[0]
        self.track: Track | None = None
        self.last_fit: Fit | None = None
        self._fitted_colour: Floats = np.zeros((0, 4))
        self.colours = MarkColours(len(self.model.sides_m))
        self.lean = Leaning(STRAIGHT.copy(), np.diag(lean_sigma**2))

    def straighten(self) -> Floats:
        """Return the lean, from now on taken into the calibration, and begin at none again."""
        lean = self.lean.state.copy()
        self.lean = Leaning(STRAIGHT.copy(), self.lean.covariance)
        if self.track is not None:
            belief = self.track.belief
            state = np.concatenate([belief.state[:SIZE], STRAIGHT])
            self.track = replace(self.track, belief=Belief(state, belief.covariance, belief.course))
        return lean

    def update(
        self,
        streaks: Streaks,
        calibration: Calibration,
        moved: Moved | None,
        *,
        looks_round: bool = False,
    ) -> Track | None:
        """Return the lane after one picture; None: there is none.

        Args:
            looks_round: whether the streaks are of all colours, so that other lanes may be found.
        """
        rays = Rays.of(calibration, streaks.x_m, streaks.y_m)
        self.last_fit = None
        if self.track is None:
            self.track = self._search(streaks, rays)
        else:
            self.track = self._follow(streaks, rays, moved_on(self.track.belief, moved))
            self._followed += 1
            may_doubt = looks_round and self._followed < NEW and not self._followed % DOUBTS
            if may_doubt and self.track is not None:
                self._doubt(streaks, rays, self.track)
        self._give_up()
        if self.track is not None:
            if self.track.confidence > 0.5 and self.last_fit is not None:
                self.colours.learn(self._fitted_colour, self.last_fit.side, self.last_fit.weight)
            self.lean = Leaning(self.track.lean, self.track.belief.covariance[SIZE:, SIZE:])
        return self.track

    def _give_up(self) -> None:
        """Forget what the marks look like when they have not been seen for long."""
        is_seen = self.track is not None and self.track.confidence > SEEN
        self._without = 0 if is_seen else self._without + 1
        if self._without == GIVES_UP:
            self.colours = MarkColours(len(self.model.sides_m))

    def _search(self, streaks: Streaks, rays: Rays) -> Track | None:
        """Return the best lane of all kinds of road."""
        kinds = (self.model,) if self.colours.are_sure else self._models
        found = max((model.best(streaks.evidence) for model in kinds), key=_score)
        if found.score < LEAST_SCORE:
            return None
        track = self._begun(found, streaks, rays)
        least = LEAST_OF_ONE if len(track.lengths_m) == 1 else LEAST
        return track if track.confidence > least else None

    def _begun(self, found: Found, streaks: Streaks, rays: Rays) -> Track:
        """Begin to follow a candidate."""
        if found.model is not self.model:
            self.colours = MarkColours(len(found.model.sides_m))
            self.model = found.model
        self._followed = 0
        offset, heading, bend = found.arc
        state = np.concatenate([[offset, heading], np.full(NODES, bend), self.lean.state])
        covariance = np.zeros((len(state), len(state)))
        covariance[:2, :2] = np.diag(FRESH**2)
        covariance[2:SIZE, 2:SIZE] = usual_bends() * FRESH_BENDS
        covariance[SIZE:, SIZE:] = self.lean.covariance
        first = self._fitted(streaks, rays, Belief(state, covariance, Course(0.0)), LEARNS_NOTHING)
        unsure = np.maximum(first.belief.covariance, covariance * UNSURE)
        return replace(first, belief=Belief(first.belief.state, unsure, Course(0.0)))

    def _follow(self, streaks: Streaks, rays: Rays, believed: Belief) -> Track | None:
        found = self._fitted(streaks, rays, believed, self._teachers())
        fading = max(found.confidence, FADES * self.track.memory if self.track else 0.0)
        if fading < 0.1:
            other = self._search(streaks, rays)
            if other is not None and other.confidence > 0.3:
                return other
        self._faint = self._faint + 1 if found.confidence < FAINT else 0
        if self._faint and not self._faint % LOOKS_AGAIN:
            found = self._same_again(found, streaks, rays) or found
        return replace(found, memory=fading) if fading > FORGOTTEN else None

    def _same_again(self, faint: Track, streaks: Streaks, rays: Rays) -> Track | None:
        """Return the lane as a search finds it, where that is the same lane and much surer."""
        before = self._followed, self.last_fit, self._fitted_colour
        found = self.model.best(streaks.evidence)
        if found.score >= LEAST_SCORE:
            track = self._begun(found, streaks, rays)
            if track.confidence >= SURER and _apart_m(track, faint) < SAME_M:
                return track
        self._followed, self.last_fit, self._fitted_colour = before
        return None

    def _doubt(self, streaks: Streaks, rays: Rays, track: Track) -> None:
        """Look whether another lane explains the marks better, and take it if it does so often."""
        other = max((model.best(streaks.evidence) for model in self._models), key=_score)
        ours = self.model.near(streaks.evidence, track.curve)
        is_better = other.score > ours.score + BETTER and other.score > 1.3 * ours.score
        self._better = self._better + 1 if is_better else 0
        if self._better >= IN_A_ROW:
            self._better = 0
            self.colours = MarkColours(len(other.model.sides_m))
            self.track = self._begun(other, streaks, rays)

    def forget(self) -> None:
        """Begin to search anew."""
        self.track = self.last_fit = None

    def _teachers(self) -> Floats:
        """Return which numbers of the lean the newest picture but one was good to learn from."""
        if self.track is None or self.track.confidence < 0.25 or len(self.track.lengths_m) < 2:
            return LEARNS_NOTHING
        is_two_sided = sorted(self.track.lengths_m)[-2] > TWO_SIDED_M
        return LEARNS_ALL if is_two_sided else LEARNS_TURN

    def _fitted(self, streaks: Streaks, rays: Rays, before: Belief, learns: Floats) -> Track:
        is_new = self.track is None or self._followed < 3
        sides = self.model.sides_m
        begun = placed(rays, sides, before)
        bars = self._on_crossing(streaks, begun)
        these = begun.near(NEAR_NEW_M if is_new else NEAR_M)
        streaks, rays, near_bars = streaks.only(these), rays.only(these), bars[these]
        colour = streaks.colour
        likelihood = self.colours.likelihood(colour)
        done = fit(
            rays,
            streaks,
            sides,
            before,
            likelihood=likelihood,
            narrows=np.where(near_bars, ON_CROSSING, 1.0),
            learns=learns,
            gates_m=GATES_M if is_new else GATES_FOLLOWING_M,
            begun=begun.only(these),
        )
        self.last_fit, self._fitted_colour = done, colour
        good = done.weight > 0.3
        if not good.any():
            return Track(done.belief, 0.0, (0.0, 0.0))
        lengths = np.bincount(done.side[good], minlength=len(sides)) / ROWS_PER_M
        seen_m = (float(done.x_m[good].min()), float(done.x_m[good].max()))
        # Only strays that look like marks can be taken for one by chance; bars are not strays.
        others = likelihood.max(0)[~good & ~near_bars]
        like_marks = float((others > 0.3).mean()) if len(others) else 1.0
        far_bars = int(bars.sum() - near_bars.sum())
        strays = (len(others) + streaks.strays - far_bars) * like_marks
        lengths = np.maximum(lengths - strays / streaks.area_m2 * CHANCE_M2, 0.0)
        share = float(good.sum()) / (good.sum() + strays)
        return Track(done.belief, confidence_of(lengths, share), seen_m, tuple(lengths.tolist()))

    def _on_crossing(self, streaks: Streaks, at: Placed) -> NDArray[np.bool_]:
        """Return which streaks lie on a zebra crossing; none while marks are hardly known."""
        sides = self.model.sides_m
        if not self.colours.are_sure:
            return np.zeros(len(at.x_m), bool)
        return on_crossing(at.x_m, at.error_m[0] + sides[0], streaks.strength, sides)


def _apart_m(one: Track, other: Track) -> float:
    """Return how far two lanes lie apart, a little way ahead."""
    offset_m, heading_rad = (one.curve - other.curve)[:2]
    return abs(float(offset_m + SAME_AT_M * heading_rad))


def _score(found: Found) -> float:
    return found.score
