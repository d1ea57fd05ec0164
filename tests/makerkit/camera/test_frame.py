"""A frame gives its other forms without copying what need not be copied."""

import cv2
import numpy as np
import pytest

from makerkit.camera.frame import Frame, without_padding
from makerkit.errors import BadInputError


@pytest.fixture
def colours():
    """64x48: left half red, right half blue."""
    image = np.zeros((48, 64, 3), np.uint8)
    image[:, :32] = (0, 0, 200)
    image[:, 32:] = (200, 0, 0)
    return image


def test_luma_of_yuv420_is_a_view_without_a_copy(colours):
    planes = cv2.cvtColor(colours, cv2.COLOR_BGR2YUV_I420)
    frame = Frame.from_yuv(1, 0, planes)
    assert frame.luma.shape == (48, 64)
    assert np.shares_memory(frame.luma, planes)


def test_luma_comes_from_the_small_stream_when_there_is_one(colours):
    lores = np.full((18, 64), 77, np.uint8)  # 32x12, padded to 64
    planes = cv2.cvtColor(colours, cv2.COLOR_BGR2YUV_I420)
    frame = Frame.from_yuv(1, 0, planes, lores=lores, lores_width=32)
    assert frame.luma.shape == (12, 32)
    assert np.shares_memory(frame.luma, lores)
    assert frame.size == (64, 48)


def test_a_bgr_frame_is_its_own_picture_and_its_luma_is_made_once(colours):
    frame = Frame.from_bgr(7, 0, colours)
    assert frame.bgr() is colours
    assert frame.luma is frame.luma
    assert frame.luma[0, 0] > frame.luma[0, 63]  # red is brighter than blue


def test_colours_survive_the_way_through_yuv(colours):
    frame = Frame.from_yuv(1, 0, Frame.from_bgr(1, 0, colours).yuv())
    assert np.abs(frame.bgr().astype(int) - colours)[:, 4:28].max() < 12


def test_padded_rows_lose_their_padding_only(colours):
    compact = cv2.cvtColor(colours, cv2.COLOR_BGR2YUV_I420)
    padded = np.full((72, 96), 255, np.uint8)
    padded[:48, :64] = compact[:48]
    padded[48:].reshape(48, 48)[:, :32] = compact[48:].reshape(48, 32)
    assert np.array_equal(without_padding(padded, 64), compact)
    frame = Frame.from_yuv(1, 0, padded, width=64)
    assert frame.size == (64, 48)
    assert np.array_equal(frame.bgr(), cv2.cvtColor(compact, cv2.COLOR_YUV2BGR_I420))


def test_an_odd_picture_loses_one_row_and_one_column_for_yuv():
    assert Frame.from_bgr(1, 0, np.zeros((49, 65, 3), np.uint8)).yuv().shape == (72, 64)


@pytest.mark.parametrize("shape", [(48, 64), (48, 64, 4)])
def test_a_picture_that_is_not_bgr_is_refused_in_words(shape):
    with pytest.raises(BadInputError, match="Has it an alpha channel"):
        Frame.from_bgr(1, 0, np.zeros(shape, np.uint8))


def test_planes_of_a_wrong_shape_are_refused_in_words(colours):
    with pytest.raises(BadInputError, match="Is it a BGR picture"):
        Frame.from_yuv(1, 0, colours)
