"""Which cells show something else than the background under another light."""

import cv2
import numpy as np

from security_system.motion.background import DARK
from security_system.motion.cells import Mask, Values, window_around
from security_system.motion.regions import Regions

NEIGHBOURS = 4
"""Of the nine cells around, itself included, so many have to differ as well."""
MARGIN = 4
"""Cells: more than the neighbourhood of 5 x 5 needs."""
_BLOCK = (5, 5)
_NEAR = np.ones((5, 5), np.uint8)
LEAST_STRUCTURE = 3.0
NOISE = 3.0
"""Standard deviations: what a cell varies by without having changed."""
OF_TEXTURE = 0.35
"""Of the background's own texture: the camera's tone curve bends it a little with the light."""
OF_DIFFERENCE = 0.12


def changed_cells(
    difference: Values, variance: Values, regions: Regions, slack: Values | None = None
) -> Mask:
    """Return 1 where a cell and enough of its neighbours differ.

    Few cells differ by enough grey levels: only around those it is asked whether that is more than
    their noise.

    Args:
        difference: from the background.
        variance: of each cell.
        slack: by how much more it has to differ.
    """
    strength = np.abs(difference)
    changed = (strength > _with(regions.contrast, slack)).view(np.uint8)
    if regions.seen is not None:
        changed &= regions.seen
    place = window_around(changed, 0)
    if place is None:
        return changed
    near = changed[place]
    bound = np.sqrt(variance[place])
    bound *= regions.deviations[place]
    near &= strength[place] > _with(bound, None if slack is None else slack[place])
    if cv2.countNonZero(near) < NEIGHBOURS:
        near[:] = 0
        return changed
    count = cv2.boxFilter(near, -1, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
    near &= count >= NEIGHBOURS
    return changed


def _with(bound: Values, slack: Values | None) -> Values:
    return bound if slack is None else bound + slack


def without_soft_light(changed: Mask, cells: Values, expected: Values, noise: Values) -> Mask:
    """Return the changed cells near which the structure has changed too.

    Light makes a neighbourhood brighter or darker as a whole: its cells keep their ratios. A body
    brings edges of its own and covers those behind it.

    Args:
        noise: `NOISE` times the standard deviation of each cell.
        expected: the background under this light, where the camera points now.
    """
    mean = np.rint(cv2.blur(cells, _BLOCK))  # whole grey levels, as the cells themselves
    expected_mean = cv2.blur(expected, _BLOCK)
    ratio = (mean + DARK) / (expected_mean + DARK)
    texture = expected - expected_mean
    texture *= ratio
    left = cells - mean
    cv2.absdiff(left, texture, left)  # what remains when light of this neighbourhood is taken away
    bound = np.maximum(noise, LEAST_STRUCTURE)
    np.abs(texture, out=texture)
    texture *= OF_TEXTURE
    np.maximum(bound, texture, out=bound)
    off = np.empty_like(cells)
    cv2.absdiff(cells, expected, off)
    off *= OF_DIFFERENCE
    np.maximum(bound, off, out=bound)
    structure = (left > bound).view(np.uint8)
    structure &= changed
    mask = np.asarray(cv2.dilate(structure, _NEAR), np.uint8)
    mask &= changed
    return mask
