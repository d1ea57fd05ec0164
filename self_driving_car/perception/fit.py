"""Fits one curve to the streaks of all marks at once, in metres, and the camera's lean with it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from self_driving_car.perception.curve import SIZE, Course, Sampled
from self_driving_car.perception.lean import Rays
from self_driving_car.perception.marks import Streaks

Floats = NDArray[np.float64]

GATES_M = (0.08, 0.055, 0.04, 0.03)
"""How far from a mark a streak may lie in each round (Tukey's constant)."""
GATES_FOLLOWING_M = (0.06, 0.03)
"""The same where the lane is known from the last picture."""
SPREAD_M = 0.008
"""Of a streak's place near the car; twice as much 0.8 m ahead."""
LEARNS_ALL, LEARNS_NOTHING = np.ones(4), np.zeros(4)
ALIKE = 4.0
"""Streaks of neighbouring rows err alike, so that so many count as one."""


@dataclass(frozen=True, eq=False, slots=True)
class Belief:
    """What is known of lane and camera: the numbers of the curve, and the four of the lean.

    Attributes:
        course: the nodes of the curve.
    """

    state: Floats
    covariance: Floats
    course: Course


@dataclass(frozen=True, eq=False, slots=True)
class Fit:
    """A belief after a look, and how it came about.

    Attributes:
        side: (n,) index of the mark each streak was taken for.
        weight: (n,) from 0 (an outlier) to 1.
        error_m: (n,) how far each streak lies to the left of its mark.
        x_m, y_m: (n,) where each streak is, with the lean taken out.
    """

    belief: Belief
    side: NDArray[np.intp]
    weight: Floats
    error_m: Floats
    x_m: Floats
    y_m: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Placed:
    """Streaks as one belief has them.

    Attributes:
        x_m, y_m: (n,) with the lean taken out.
        by_lean: (2, 4, n) how they change with it.
        lane: the curve.
        error_m: (m, n) how far each streak lies to the left of each mark.
        x_foot_m, heading_rad: (m, n) where that stands on the curve.
    """

    x_m: Floats
    y_m: Floats
    by_lean: Floats
    lane: Sampled
    error_m: Floats
    x_foot_m: Floats
    heading_rad: Floats

    def near(self, within_m: float) -> NDArray[np.intp]:
        """Return which streaks lie near a mark."""
        return np.flatnonzero(np.abs(self.error_m).min(0) < within_m * (0.7 + 0.6 * self.x_m))

    def side(self, likelihood: Floats | None) -> NDArray[np.intp]:
        """Return (n,) which mark each streak is taken for: the nearest that looks like it."""
        far = np.abs(self.error_m)
        return np.asarray((far if likelihood is None else far - 0.1 * likelihood).argmin(0))

    def only(self, these: NDArray[np.intp]) -> "Placed":
        """Return some of them."""
        return Placed(
            self.x_m.take(these),
            self.y_m.take(these),
            self.by_lean.take(these, 2),
            self.lane,
            self.error_m.take(these, 1),
            self.x_foot_m.take(these, 1),
            self.heading_rad.take(these, 1),
        )


def fit(
    rays: Rays,
    streaks: Streaks,
    sides_m: Floats,
    before: Belief,
    *,
    likelihood: Floats | None = None,
    learns: Floats = LEARNS_ALL,
    gates_m: tuple[float, ...] = GATES_M,
    narrows: Floats | float = 1.0,
    begun: Placed | None = None,
) -> Fit:
    """Fit a curve to streaks, beginning at what was believed before and weighed against it.

    Args:
        rays: where the streaks are.
        streaks: how clear each is, and which way it runs.
        sides_m: (m,) where the marks lie, to the left of the curve.
        likelihood: (m, n) from 0 to 1: whether a streak looks like that mark; None: all alike.
        learns: (4,) 1.0 for each number of the lean that may be learned from this, else 0.0.
        narrows: (n,) what the gates are multiplied by, for each streak.
        begun: the streaks as placed by what was believed before, if that is known already.
    """
    information = np.asarray(np.linalg.inv(before.covariance), np.float64)
    each = np.arange(len(streaks.strength))
    runs_ahead = 1 - streaks.lies_across
    clear = np.minimum(streaks.strength, 2.0)
    belief, at = before, placed(rays, sides_m, before) if begun is None else begun
    for gate_m in gates_m:
        if belief is not before:
            at = placed(rays, sides_m, belief)
        side = at.side(likelihood)
        error, heading = at.error_m[side, each], at.heading_rad[side, each]
        sine = np.sin(heading)
        weight = _tukey(error, at.x_m, gate_m * narrows)
        # A streak counts where it runs as the lane does.
        weight *= np.abs(runs_ahead - sine * sine)
        if likelihood is not None:
            weight *= likelihood[side, each]
        rows = _jacobian(at, at.x_foot_m[side, each], sine, np.cos(heading), learns)
        weighed = rows * (weight * clear / _variance(at.x_m))
        belief = _step(
            belief, before, information=information, rows=rows, weighed=weighed, error_m=error
        )
    return Fit(belief, side, weight, error, at.x_m, at.y_m)


def _tukey(error_m: Floats, x_m: Floats, gate_m: Floats | float) -> Floats:
    """Return (n,) Tukey's weights: 1 on the mark, 0 from the gate on, which opens with distance."""
    off = error_m / (gate_m * (0.7 + 0.6 * x_m))
    return np.asarray(np.maximum(1 - off * off, 0.0) ** 2)


def _variance(x_m: Floats) -> Floats:
    """Return (n,) how uncertain the places of streaks are, in square metres."""
    spread = SPREAD_M * (1 + (x_m / 0.8) ** 2)
    return spread * spread * ALIKE


def _jacobian(at: Placed, x_foot_m: Floats, sine: Floats, cosine: Floats, learns: Floats) -> Floats:
    """Return (SIZE + 4, n) how the mark under each streak moves with curve and lean.

    Args:
        x_foot_m: (n,) where the streak stands on the curve.
        sine, cosine: (n,) of the curve's heading there.
    """
    rows = np.empty((SIZE + 4, len(x_foot_m)))
    rows[:SIZE] = at.lane.changes(x_foot_m)
    rows[SIZE:] = sine * at.by_lean[0] - cosine * at.by_lean[1]
    rows[SIZE:] *= learns[:, None]
    return rows


def _step(
    belief: Belief,
    before: Belief,
    *,
    information: Floats,
    rows: Floats,
    weighed: Floats,
    error_m: Floats,
) -> Belief:
    """Return the belief after one Gauss-Newton step.

    Args:
        information: the inverse of the covariance before.
        rows: the Jacobian.
        weighed: the same, each streak by how much it counts.
    """
    covariance = np.linalg.inv(weighed @ rows.T + information)
    back = information @ (before.state - belief.state)
    state = belief.state + covariance @ (weighed @ error_m + back)
    return Belief(state, np.asarray(covariance, np.float64), before.course)


def placed(rays: Rays, sides_m: Floats, belief: Belief) -> Placed:
    """Return where streaks are as a belief has it."""
    x, y, by_lean = rays.corrected(belief.state[SIZE:])
    lane, sides = belief.course.sampled(belief.state), sides_m[:, None]
    x_foot = x + sides * np.sin(lane.heading_at(x))
    x_foot = x + sides * np.sin(lane.heading_at(x_foot))
    beside, heading = lane.at(x_foot)
    cosine = np.cos(heading)
    error = (y - beside - sides * cosine) * cosine
    return Placed(x, y, by_lean, lane, error, x_foot, heading)
