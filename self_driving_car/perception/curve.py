"""The middle of the lane: where it passes the car, and how it bends from there on.

Its curvature is given at nodes 20 cm apart that stay where they are on the floor while the car goes
by: what was seen well half a metre ahead is still known when it lies under the car, where the
camera sees nothing. Between nodes the curvature changes evenly (pieces of clothoids), so straights,
bends and what joins them are all of that kind. A single parabola or clothoid over a metre is too
poor where bends of 0.6 m follow straights: its near end would be centimetres off.

A curve is an array (2 + NODES,): offset m and heading rad beside the axle, then the curvatures.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NODES = 7
APART_M = 0.2
STEP_M = 0.04
ALONG_M = np.arange(-5, 33) * STEP_M
"""Where a curve is sampled, along itself."""
ZERO = 5
STEEPEST_RAD = 1.25
"""Only as far as it still runs ahead, so that there is one y for each x."""
USUAL_BEND_PER_M, BENDS_LAST_M = 0.9, 0.35
"""What roads do: their curvature's spread, and over which way it is much the same."""
ALIKE_NODES = float(np.exp(-APART_M / BENDS_LAST_M))
SIZE = 2 + NODES


def usual_bends() -> Floats:
    """Return the covariance of the curvatures of a road of which nothing was seen."""
    apart = np.abs(np.subtract.outer(np.arange(NODES), np.arange(NODES)))
    return np.asarray(USUAL_BEND_PER_M**2 * ALIKE_NODES**apart)


def _summed(rows: Floats) -> Floats:
    """Return the integrals of rows along the curve, zero beside the axle."""
    sums = np.zeros_like(rows)
    np.cumsum((rows[:, 1:] + rows[:, :-1]) * (STEP_M / 2), axis=1, out=sums[:, 1:])
    return np.asarray(sums - sums[:, ZERO, None])


SUMS = _summed(np.eye(len(ALONG_M)))
"""Rows times this are their integrals: one product is quicker than `_summed`'s five steps."""


@dataclass(frozen=True, eq=False, slots=True)
class Sampled:
    """A curve worked out at places along it, ever farther ahead.

    Attributes:
        x_m, y_m, heading_rad, bend_per_m: (n,).
        turns: (NODES, n) by how much it turns up to there as the nodes' curvatures grow.
        sums: (n, n) what integrates rows along it.
    """

    x_m: Floats
    y_m: Floats
    heading_rad: Floats
    bend_per_m: Floats
    turns: Floats
    sums: Floats

    def at(self, x_m: Floats) -> tuple[Floats, Floats]:
        """Return y and heading where x is; beyond the last place it goes straight on."""
        beyond = np.maximum(x_m - self.x_m[-1], 0.0) * math.tan(self.heading_rad[-1])
        return np.interp(x_m, self.x_m, self.y_m) + beyond, self.heading_at(x_m)

    def heading_at(self, x_m: Floats) -> Floats:
        """Return the heading where x is."""
        return np.interp(x_m, self.x_m, self.heading_rad)

    def changes(self, x_m: Floats) -> Floats:
        """Return (SIZE, m) how the curve moves to the left where x is, as its numbers grow."""
        place = np.interp(x_m, self.x_m, np.arange(float(len(self.x_m))))
        before = np.minimum(place.astype(np.intp), len(self.x_m) - 2)
        share = place - before
        change = self._change()
        return np.asarray(change.take(before, 1) * (1 - share) + change.take(before + 1, 1) * share)

    def _change(self) -> Floats:
        """Return (SIZE, n) how places along the curve move to the left as its numbers grow."""
        cos, sin = np.cos(self.heading_rad), np.sin(self.heading_rad)
        y = self.y_m - self.y_m[np.abs(self.x_m).argmin()]
        change = np.empty((SIZE, len(cos)))
        change[0] = cos
        change[1] = self.x_m * cos + y * sin
        ahead = (cos * self.turns) @ self.sums
        aside = (sin * self.turns) @ self.sums
        change[2:] = ahead * cos + aside * sin
        return change


class Course:
    """The nodes of a curve, for one place of the car between two of them."""

    def __init__(self, phase_m: float) -> None:
        """Lay the nodes: the first lies `phase_m` behind the axle."""
        self.phase_m = phase_m
        place = np.clip((ALONG_M + phase_m) / APART_M, 0.0, NODES - 1.0)
        self.shares = np.maximum(0.0, 1 - np.abs(place - np.arange(NODES)[:, None]))
        self.turns = self.shares @ SUMS

    def sampled(self, curve: Floats) -> Sampled:
        """Work a curve out."""
        bends = curve[2:SIZE]
        turned = curve[1] + bends @ self.turns
        part = _ahead(turned)
        turned, sums = turned[part], SUMS[part, part]
        x, y = np.cos(turned) @ sums, np.sin(turned) @ sums + curve[0]
        return Sampled(x, y, turned, bends @ self.shares[:, part], self.turns[:, part], sums)

    def moved(
        self, curve: Floats, forward_m: float, left_m: float, turned_rad: float
    ) -> tuple[Floats, float, Floats]:
        """Return a curve as seen from where the car went, and how it follows from the old one.

        Returns:
            The curve with the old nodes; the way along it; (SIZE, SIZE) its derivative.
        """
        now = self.sampled(curve)
        cos, sin = np.cos(turned_rad), np.sin(turned_rad)
        ahead = (now.x_m - forward_m) * cos + (now.y_m - left_m) * sin
        beside = (now.y_m - left_m) * cos - (now.x_m - forward_m) * sin
        first = int(np.searchsorted(now.x_m, 0.0))
        before, share = _place(float(np.interp(0.0, ahead, np.arange(float(len(ahead))))), ahead)
        way = (before + share - first) * STEP_M
        new = curve.copy()
        new[0] = beside[before] * (1 - share) + beside[before + 1] * share
        heading = now.heading_rad
        new[1] = heading[before] * (1 - share) + heading[before + 1] * share - turned_rad
        change = np.eye(SIZE)
        change[0, 1] = way
        before, share = _place(ZERO + way / STEP_M, self.turns[0])
        change[1, 2:] = self.turns[:, before] * (1 - share) + self.turns[:, before + 1] * share
        return new, way, change


def _place(place: float, of: Floats) -> tuple[int, float]:
    """Return a place between two of some as the number of the first, and the share beyond it."""
    before = min(max(int(place), 0), len(of) - 2)
    return before, min(max(place - before, 0.0), 1.0)


def _ahead(turned: Floats) -> slice:
    """Return the samples round the axle in which a curve runs ahead."""
    if max(turned.max(), -turned.min()) <= STEEPEST_RAD:
        return slice(None)
    steep = np.flatnonzero(np.abs(turned) > STEEPEST_RAD)
    last = steep[steep > ZERO]
    first = steep[steep <= ZERO]
    begin = min(int(first[-1]) + 1, ZERO) if len(first) else 0
    return slice(begin, max(int(last[0]), ZERO + 2) if len(last) else None)
