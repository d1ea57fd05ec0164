"""What of each body a camera really shows: boxes for whoever judges a detector."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hardware_mocks.camera.view import Box
from hardware_mocks.worlds.house.picture.canvas import Canvas
from hardware_mocks.worlds.house.picture.figures import Figure, silhouette

_LARGEST_PX = 1500


def seen_boxes(
    canvas: Canvas, figures: Sequence[Figure], margin: int
) -> list[tuple[str, Box, float]]:
    """Return name, box and visible share of each body that is to be seen, the nearest last.

    Args:
        figures: the bodies, the farthest first.
        margin: pixels around the picture that belong to the canvas but not to the picture.
    """
    rows, columns = canvas.nearness.shape
    owner = np.full((rows, columns), -1, np.int16)
    for number, figure in enumerate(figures):
        corner = (figure.place[1].start, figure.place[0].start)
        near = silhouette(figure, corner, owner[figure.place].shape)
        owner[figure.place][near > canvas.nearness[figure.place]] = number
    owner = owner[margin : rows - margin, margin : columns - margin]
    found = []
    for number, figure in enumerate(figures):
        y, x = np.nonzero(owner == number)
        if len(y):
            box = (x.min(), y.min(), x.max() + 1 - x.min(), y.max() + 1 - y.min())
            height, width = owner.shape
            shares = [float(v) / side for v, side in zip(box, (width, height) * 2, strict=True)]
            share = min(1.0, len(y) / max(_pixels(figure), 1))
            found.append((figure.body.name, (shares[0], shares[1], shares[2], shares[3]), share))
    return found


def _pixels(figure: Figure) -> int:
    """Return how many pixels a body would have if nothing hid it."""
    edge = float(figure.radii.max()) + 1
    low = np.floor(figure.pixels.reshape(-1, 2).min(0) - edge).astype(int)
    high = np.ceil(figure.pixels.reshape(-1, 2).max(0) + edge).astype(int)
    width, height = np.minimum(high - low, _LARGEST_PX).tolist()
    near = silhouette(figure, (int(low[0]), int(low[1])), (height, width))
    return int(np.count_nonzero(near))
