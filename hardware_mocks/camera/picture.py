"""A camera's picture of one moment: asks the view in the right size and shape, then develops it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import cv2

from hardware_mocks.camera.sensor import Look, Picture, develop
from hardware_mocks.camera.view import Box

if TYPE_CHECKING:
    from hardware_mocks.camera.device import CameraDevice

MOST_WIDTH = 1640
"""Larger pictures are drawn at this width and enlarged: nobody counts the hairs of a house."""


def picture_at(
    device: "CameraDevice",
    t_ns: int,
    size: tuple[int, int],
    look_in: Callable[[float], Look],
    crop: Box | None = None,
) -> Picture:
    """Return the BGR picture of a moment in a size.

    Args:
        look_in: how the camera sees it in so much light, in lux.
        crop: what of the field of view to show; by default the most that has the size's shape.
    """
    box = crop or widest(size, device.model.native.size)
    drawn = square_pixels(size, box, device.model.native.size)
    scenery = device.view.look(t_ns, drawn, box)
    picture = develop(scenery, look_in(scenery.lux))
    return picture if drawn == size else cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR)


def widest(size: tuple[int, int], field: tuple[int, int]) -> Box:
    """Return the largest box in the middle of a field of view that has the shape of a size."""
    shape, whole = size[0] / size[1], field[0] / field[1]
    if shape <= whole:
        wide = shape / whole
        return ((1 - wide) / 2, 0.0, wide, 1.0)
    tall = whole / shape
    return (0.0, (1 - tall) / 2, 1.0, tall)


def square_pixels(size: tuple[int, int], crop: Box, field: tuple[int, int]) -> tuple[int, int]:
    """Return a size near `size` in which a crop of a field of view has square pixels."""
    shape = crop[2] * field[0] / (crop[3] * field[1])
    width, height = size
    if width > MOST_WIDTH:
        width, height = MOST_WIDTH, round(MOST_WIDTH * height / width)
    if abs(width / height / shape - 1) > 0.02:
        width = max(2, round(height * shape))
    return width, height
