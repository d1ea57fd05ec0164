"""What a net is given of a picture: the floor in front of the car, small, and whatever the light.

The trainer and the car cut pictures with this one file, so that a net sees on the road what it saw
in training. Only numpy and OpenCV: the trainer runs under a Python that has little more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from makerkit.errors import BadInputError

Picture = NDArray[np.uint8]
Blob = NDArray[np.float32]

LEAST_CONTRAST = 8.0
"""Grey levels. A picture with less shows nothing, and its noise is not blown up to something."""


@dataclass(frozen=True, slots=True)
class NetInput:
    """How a picture becomes the input of a net.

    Attributes:
        width_px, height_px: of what the net is given.
        crop_top: share of the picture's height that is cut away above: walls and ceiling.
        crop_bottom: share of its height that is cut away below: the car's own nose.
    """

    width_px: int = 200
    height_px: int = 66
    crop_top: float = 0.2
    crop_bottom: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what leaves nothing of a picture."""
        if self.crop_top < 0 or self.crop_bottom < 0 or self.crop_top + self.crop_bottom > 0.9:
            raise BadInputError(
                f"Of a picture, {self.crop_top:g} are cut away above and {self.crop_bottom:g} "
                "below: both must be at least 0, and a tenth of the picture must be left."
            )
        if self.width_px < 8 or self.height_px < 8:
            raise BadInputError(
                f"A net cannot see {self.width_px}x{self.height_px} pixels: it needs at least 8x8."
            )

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "NetInput":
        """Make it of what a model's card says.

        Raises:
            BadInputError: something is missing or no number.
        """
        try:
            return cls(
                width_px=int(said["width_px"]),
                height_px=int(said["height_px"]),
                crop_top=float(said["crop_top"]),
                crop_bottom=float(said["crop_bottom"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BadInputError(
                f"A model's card does not say how pictures are cut ({error!r} of {dict(said)!r})."
            ) from error

    def cut(self, bgr: Picture) -> Picture:
        """Return the part of a picture that matters, in the size of the net.

        Args:
            bgr: (H, W, 3), any size.

        Returns:
            (height_px, width_px, 3), colours in the same order.
        """
        import cv2

        height = bgr.shape[0]
        top = round(height * self.crop_top)
        floor = bgr[top : height - round(height * self.crop_bottom)]
        size = (self.width_px, self.height_px)
        return np.asarray(cv2.resize(floor, size, interpolation=cv2.INTER_AREA), np.uint8)

    def blob(self, bgr: Picture) -> Blob:
        """Return the net's input, (1, 3, height_px, width_px): brightness and tint taken out."""
        return levelled(self.cut(bgr))


def levelled(bgr: Picture) -> Blob:
    """Take the mean out of each colour, and divide by the contrast of all three.

    So a lamp of another brightness or tint changes little (in the field, DeepPiCar's lanes turned
    by 25 degrees under warm light).

    Args:
        bgr: (H, W, 3).

    Returns:
        (1, 3, H, W), mean 0 in each colour, of a standard deviation of about 1.
    """
    import cv2

    mean, deviation = cv2.meanStdDev(bgr)
    contrast = max(float(np.sqrt(np.mean(deviation**2))), LEAST_CONTRAST)
    tint = tuple(mean.reshape(3).tolist())
    return np.asarray(cv2.dnn.blobFromImage(bgr, 1 / contrast, mean=tint), np.float32)
