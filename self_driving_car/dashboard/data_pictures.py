"""Pictures of a tub for a page: small ones, many in one strip, and as a training would see them."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from makerkit.tub import Tub
from makerkit.tub.picture import jpeg_of, picture_of
from self_driving_car.training.augment import Augmentation, augmented, mirrored

STRIP_PX = (80, 60)
"""Of one picture in a strip."""
MOST_IN_STRIP = 40
VIEWS = 6
GREY = 128


def small(jpeg: bytes, width_px: int) -> bytes:
    """Return a JPEG no wider than asked; one that cannot be read stays as it is."""
    import cv2

    picture = picture_of(jpeg)
    if picture is None or picture.shape[1] <= width_px:
        return jpeg
    height = max(1, round(picture.shape[0] * width_px / picture.shape[1]))
    shrunk = cv2.resize(picture, (width_px, height), interpolation=cv2.INTER_AREA)
    return jpeg_of(np.asarray(shrunk, np.uint8))


def strip(tub: Tub, first: int, last: int, count: int) -> bytes:
    """Return one JPEG with pictures of a stretch side by side, the first one left."""
    import cv2

    count = max(1, min(count, MOST_IN_STRIP))
    width, height = STRIP_PX
    joined = np.full((height, width * count, 3), GREY, np.uint8)
    for place, index in enumerate(np.linspace(first, last, count).round().astype(int)):
        picture = _reduced(tub, int(index))
        if picture is not None:
            fitted = cv2.resize(picture, STRIP_PX, interpolation=cv2.INTER_AREA)
            joined[:, place * width : (place + 1) * width] = fitted
    return jpeg_of(joined)


def view(tub: Tub, index: int, kind: str, seed: int) -> tuple[bytes, float] | None:
    """Return a picture as a training would see it, and the steering that goes with it.

    Args:
        kind: "mirror", or "augmented" by the chance of `seed`.
    """
    record, picture = tub.record(index), tub.image(index)
    if record is None or picture is None:
        return None
    angle = record.angle or 0.0
    if kind == "mirror":
        changed, angle = mirrored(picture, angle)
    else:
        chance = np.random.default_rng(seed)
        changed, angle = augmented(picture, angle, Augmentation(), chance)
    return jpeg_of(np.ascontiguousarray(changed)), angle


def views(tub: Tub, index: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield kind, seed and steering of the views of one record."""
    for number in range(VIEWS):
        kind, chance = ("mirror", 0) if number == 0 else ("augmented", seed + number)
        made = view(tub, index, kind, chance)
        if made is not None:
            yield {"kind": kind, "seed": chance, "angle": round(made[1], 3)}


def _reduced(tub: Tub, index: int) -> Any:
    """Decode a picture at half its size where it is large, which takes a quarter of the time."""
    import cv2

    jpeg = tub.jpeg(index) if tub.layout.catalog_of(index) is not None else None
    if not jpeg:
        return None
    try:
        return cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_REDUCED_COLOR_2)
    except cv2.error:
        return None
