import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.camera.array_shapes import as_array, as_bgr
from hardware_mocks.camera.dng import unpacked
from hardware_mocks.camera.pixel_layout import (
    BYTES_PER_PIXEL,
    frame_size,
    laid_out,
    raw_bytes,
    stride_of,
)
from hardware_mocks.camera.sensor_format import SensorFormat

SIZES = st.tuples(st.integers(8, 60), st.integers(4, 40)).map(lambda s: (s[0] * 2, s[1] * 2))
SEEDS = st.integers(0, 2**31)


def config_of(fmt, size):
    stride = stride_of(fmt, size[0])
    return {"format": fmt, "size": size, "stride": stride}


def smooth(size, seed):
    """A picture without fine colours, which YUV formats cannot hold."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(90, 160, (2, 2, 3), dtype=np.uint8)
    return cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR)


@pytest.mark.parametrize("fmt", ["RGB888", "BGR888", "XRGB8888", "XBGR8888", "BGR161616"])
@given(size=SIZES, seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_rgb_formats_give_back_every_pixel(fmt, size, seed):
    picture = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    config = config_of(fmt, size)
    buffer = laid_out(picture, fmt, config["stride"])
    assert buffer.size == frame_size(fmt, size[1], config["stride"])
    assert np.array_equal(as_bgr(buffer, config), picture)


@pytest.mark.parametrize("fmt", sorted(set(BYTES_PER_PIXEL) - {"RGB161616"}))
@given(size=SIZES, seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_every_format_gives_back_a_smooth_picture(fmt, size, seed):
    picture, config = smooth(size, seed), config_of(fmt, size)
    buffer = laid_out(picture, fmt, config["stride"])
    assert buffer.size == frame_size(fmt, size[1], config["stride"])
    found = as_bgr(buffer, config)
    assert found.shape == picture.shape
    assert np.abs(found.astype(int) - picture).mean() < 6


@pytest.mark.parametrize("fmt", sorted(BYTES_PER_PIXEL))
@given(size=SIZES, seed=SEEDS)
@settings(max_examples=10, deadline=None)
def test_an_array_shares_the_memory_of_its_buffer(fmt, size, seed):
    config = config_of(fmt, size)
    buffer = laid_out(smooth(size, seed), fmt, config["stride"])
    array = as_array(buffer, config)
    array[...] = 7
    assert np.count_nonzero(buffer == 7) >= array.size


@pytest.mark.parametrize("bits", [10, 12])
@pytest.mark.parametrize("order", ["RGGB", "BGGR", "GRBG", "GBRG"])
@given(size=SIZES, seed=SEEDS)
@settings(max_examples=10, deadline=None)
def test_packed_raw_pixels_are_the_unpacked_ones(order, bits, size, seed):
    picture = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    found = []
    for fmt in (f"S{order}{bits}", f"S{order}{bits}_CSI2P"):
        config = config_of(fmt, size)
        rows = as_array(raw_bytes(picture, fmt, config["stride"], (1.9, 1.6)), config)
        found.append(unpacked(rows, fmt, size[0]))
    whole = size[0] - size[0] % 4
    assert np.array_equal(found[0][:, :whole], found[1][:, :whole])
    assert found[0].max() < 2**bits


@pytest.mark.parametrize(
    ("flips", "order"),
    [
        ({}, "RGGB"),
        ({"hflip": 1}, "GRBG"),
        ({"vflip": 1}, "GBRG"),
        ({"hflip": 1, "vflip": 1}, "BGGR"),
    ],
)
def test_a_turned_sensor_has_its_colours_in_another_order(flips, order):
    from hardware_mocks.camera.libcamera_names import Transform

    sensor = SensorFormat("SRGGB10_CSI2P")
    sensor.transform(Transform(**flips))
    assert sensor.format == f"S{order}10_CSI2P"
