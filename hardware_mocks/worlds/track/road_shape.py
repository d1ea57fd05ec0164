"""The shape of a road: rounded corners joined by straights, closed and smooth.

A road is given as the corners of a polygon, each with the radius of its bend. Real bends do not
begin at once: the whole line is smoothed a little, so that its curvature grows over some
centimetres, as a transition curve does.
"""

from __future__ import annotations

import math

import numpy as np

from hardware_mocks.worlds.track.road import Points
from makerkit.errors import BadInputError

SPACING_M = 0.01
"""No point of a road lies farther than this from the next."""
TRANSITION_M = 0.06
"""Standard deviation of the smoothing along the road."""
_FINE_M = 0.004


def rounded(corners: Points, radii_m: Points) -> Points:
    """Return the closed line through a polygon with round corners.

    Args:
        corners: (n, 2), in the direction of travel.
        radii_m: (n,), of the bend at each corner.

    Raises:
        BadInputError: a bend does not fit between its neighbours.
    """
    pieces = [_bend(corners, radii_m, index) for index in range(len(corners))]
    if not bends_fit(corners, radii_m):
        raise BadInputError("Two bends of this road overlap: make a radius smaller.")
    return resampled(_smoothed(resampled(np.concatenate(pieces), _FINE_M)), SPACING_M)


def bends_fit(corners: Points, radii_m: Points) -> bool:
    """Return whether each side of the polygon is long enough for the bends at its ends."""
    sides, turns = _sides_and_turns(corners)
    tangents = radii_m * np.tan(np.abs(turns) / 2)
    return bool(np.all(tangents + np.roll(tangents, -1) <= sides))


def is_convex(corners: Points) -> bool:
    """Return whether a polygon bends to one side only."""
    _, turns = _sides_and_turns(corners)
    return bool(np.all(turns >= 0) or np.all(turns <= 0))


def resampled(points: Points, spacing_m: float) -> Points:
    """Return a closed line with even distances, at most `spacing_m`, beginning where it began."""
    closed = np.concatenate([points, points[:1]])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    wanted = np.arange(math.ceil(along[-1] / spacing_m)) * (
        along[-1] / math.ceil(along[-1] / spacing_m)
    )
    return np.stack([np.interp(wanted, along, closed[:, axis]) for axis in (0, 1)], axis=1)


def length_of(points: Points) -> float:
    """Return the length of a closed line in metres."""
    return float(np.sum(np.hypot(*(np.roll(points, -1, axis=0) - points).T)))


def headings_of(points: Points) -> Points:
    """Return (n,) where a closed line points, in radians."""
    ahead = np.roll(points, -1, axis=0) - np.roll(points, 1, axis=0)
    return np.arctan2(ahead[:, 1], ahead[:, 0])


def curvatures_of(points: Points) -> Points:
    """Return (n,) 1 / radius of a closed line with even distances; positive: a left bend."""
    headings = headings_of(points)
    turned = np.roll(headings, -1) - np.roll(headings, 1)
    turned = (turned + math.pi) % (2 * math.pi) - math.pi
    return turned / (2 * length_of(points) / len(points))


def beside(points: Points, left_m: float) -> Points:
    """Return the closed line that runs `left_m` to the left of another."""
    headings = headings_of(points)
    normals = np.stack([-np.sin(headings), np.cos(headings)], axis=1)
    shifted: Points = points + left_m * normals
    return shifted


def clearance_m(points: Points, apart_m: float) -> float:
    """Return how near a closed line comes to itself, farther than `apart_m` along it."""
    step = max(1, round(0.05 / (length_of(points) / len(points))))
    few = points[::step]
    gaps = np.hypot(*(few[:, None] - few[None]).transpose(2, 0, 1))
    index = np.arange(len(few))
    along = np.abs(index[:, None] - index[None])
    along = np.minimum(along, len(few) - along) * (length_of(points) / len(few))
    far = gaps[along > apart_m]
    return float(far.min()) if far.size else math.inf


def _sides_and_turns(corners: Points) -> tuple[Points, Points]:
    """Return the side from each corner to the next, and the turn at each corner."""
    ahead = np.roll(corners, -1, axis=0) - corners
    headings = np.arctan2(ahead[:, 1], ahead[:, 0])
    turns = headings - np.roll(headings, 1)
    return np.hypot(*ahead.T), (turns + math.pi) % (2 * math.pi) - math.pi


def _bend(corners: Points, radii_m: Points, index: int) -> Points:
    """Return the arc of one corner."""
    _, turns = _sides_and_turns(corners)
    before = corners[index] - corners[index - 1]
    before = before / np.hypot(*before)
    turn, radius_m = float(turns[index]), float(radii_m[index])
    begin = corners[index] - before * radius_m * math.tan(abs(turn) / 2)
    side = math.copysign(1.0, turn)
    middle = begin + side * radius_m * np.array([-before[1], before[0]])
    angles = np.linspace(0.0, turn, max(2, math.ceil(abs(turn) * radius_m / _FINE_M)))
    first = math.atan2(begin[1] - middle[1], begin[0] - middle[0])
    arc = np.stack([np.cos(first + angles), np.sin(first + angles)], axis=1)
    bend: Points = middle + radius_m * arc
    return bend


def _smoothed(points: Points) -> Points:
    """Return a closed line after a Gaussian along it, by its Fourier series."""
    per_m = np.fft.fftfreq(len(points), length_of(points) / len(points))
    damping = np.exp(-0.5 * (2 * math.pi * per_m * TRANSITION_M) ** 2)
    line = np.fft.ifft(np.fft.fft(points[:, 0] + 1j * points[:, 1]) * damping)
    return np.stack([line.real, line.imag], axis=1)
