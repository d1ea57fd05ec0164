"""The size of the pictures is read from the film itself."""

from contextlib import suppress

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from makerkit.camera.h264 import open_codec, video_frame
from makerkit.camera.mp4.nal import ParameterSets
from makerkit.camera.mp4.sps import picture_size
from makerkit.errors import BadInputError


def sets_of(size, **options):
    options = {"preset": "superfast", **options}
    codec = open_codec(*size, fps=15, bitrate=200_000, options=options)
    planes = np.zeros((size[1] * 3 // 2, size[0]), np.uint8)
    return ParameterSets.of(b"".join(bytes(p) for p in codec.encode(video_frame(planes, 0))))


@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1920, 1080), (162, 122), (16, 16)])
@pytest.mark.parametrize("features", ["cabac=0:8x8dct=0", "cabac=1:8x8dct=0", "8x8dct=1"])
def test_the_size_is_the_one_that_was_encoded(size, features):
    assert sets_of(size, **{"x264-params": features}).size == size


def test_interlaced_films_and_their_own_tables_are_read_as_well():
    assert sets_of((640, 480), **{"x264-params": "interlaced=1"}).size == (640, 480)
    assert sets_of((640, 368), **{"x264-params": "cqm=jvt:8x8dct=1"}).size == (640, 368)


@given(st.binary(max_size=60))
def test_any_bytes_give_a_size_or_a_clear_error(data):
    size = (16, 16)
    with suppress(BadInputError):
        size = picture_size(data)
    assert 0 < min(size) <= max(size) <= 16_384


def test_a_damaged_set_is_told():
    with pytest.raises(BadInputError, match="tells no size of its pictures: it ends too early"):
        picture_size(b"\x67\x42")


def test_ffmpeg_reads_the_same_size_from_the_clip(tmp_path):
    from moving_pictures import packets

    from makerkit.camera.clips import ClipWriter

    with ClipWriter(tmp_path / "a.mp4") as writer:
        writer.write_all(list(packets(20, size=(322, 242))))
    with av.open(str(tmp_path / "a.mp4")) as film:
        stream = film.streams.video[0]
        assert (stream.codec_context.width, stream.codec_context.height) == (322, 242)
