"""The first picture of a clip, for lists, where nothing but the clip is left."""

from pathlib import Path

import numpy as np

from makerkit.camera.frame import Frame
from makerkit.errors import BadInputError


def still_of(clip: Path) -> bytes:
    """Return the first picture of a clip as a small JPEG.

    Raises:
        BadInputError: it cannot be decoded.
    """
    import av

    from security_system.evidence.desk import small_jpeg

    try:
        with av.open(str(clip)) as film:
            picture = next(film.decode(video=0))
            image = np.asarray(picture.to_ndarray(format="bgr24"), np.uint8)
            return small_jpeg(Frame.from_bgr(0, 0, image))
    except (av.error.FFmpegError, StopIteration, OSError, ValueError) as error:
        raise BadInputError(f"{clip.name} cannot be decoded: {error!r}.") from error
