"""Small video files, made by the tests."""

from fractions import Fraction

import av
import numpy as np


def write_film(file, pictures, *, fps=10, times_s=None, codec="libx264", pix_fmt="yuv420p"):
    """Write grey pictures as a video; `times_s` are their times when those are not even."""
    with av.open(str(file), "w") as container:
        stream = container.add_stream(codec, rate=fps)
        stream.height, stream.width = pictures[0].shape
        stream.pix_fmt = pix_fmt
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        if codec == "libx264":
            stream.options = {"preset": "ultrafast", "crf": "18"}
        for number, picture in enumerate(pictures):
            colour = np.repeat(picture[:, :, None], 3, axis=2)
            frame = av.VideoFrame.from_ndarray(colour, format="bgr24").reformat(format=pix_fmt)
            t_s = number / fps if times_s is None else times_s[number]
            frame.pts, frame.time_base = round(t_s * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file
