"""The printed sheet: drawn, found in pictures, and made into a calibration.

donkeycar #592: calibrate live, with the car before you.
"""

import math
import re

import cv2
import numpy as np
import pytest

from makerkit.errors import BadInputError
from self_driving_car.perception.calibrating import calibrate
from self_driving_car.perception.calibration import Calibration
from self_driving_car.perception.sheet import (
    COLUMNS,
    FIRST_M,
    INNER,
    LONG_M,
    ROWS,
    SQUARE_M,
    WIDE_M,
    inner_corners,
    outer_corners,
    sheet_pdf,
)
from self_driving_car.perception.sheet_finder import find_sheet

FRONT_M = 0.12
SIZE = (320, 240)
ROAD = np.array([(0.5, 0.15), (0.8, -0.15), (1.1, 0.1)])
CARS = {
    "as drawn": {},
    "tilted": {"pitch_rad": math.radians(21), "yaw_rad": math.radians(2)},
    "high": {"height_m": 0.14, "pitch_rad": math.radians(16), "yaw_rad": math.radians(-2)},
    "another lens": {"view_rad": math.radians(65), "k1": -0.25, "height_m": 0.115},
}


def pictured(camera, *, noise=3.0, floor=70, aside_m=0.0, rng=None):
    """Return a picture of the sheet on a floor, four looks a pixel."""
    width, height = camera.size
    steps = (np.arange(2 * width) / 2 - 0.25, np.arange(2 * height) / 2 - 0.25)
    across, down = np.meshgrid(*steps)
    x, y = camera.floor(np.column_stack([across.ravel(), down.ravel()])).T
    y = y - aside_m
    grey = np.full(x.shape, float(floor))
    on_sheet = (np.abs(y) < WIDE_M / 2) & (x > FRONT_M) & (x < FRONT_M + LONG_M)
    grey[on_sheet] = 225
    row = np.floor((x - FRONT_M - FIRST_M) / SQUARE_M)
    column = np.floor((COLUMNS / 2 * SQUARE_M - y) / SQUARE_M)
    on_board = on_sheet & (row >= 0) & (row < ROWS) & (column >= 0) & (column < COLUMNS)
    grey[on_board & ((row + column) % 2 == 0)] = 35
    grey[np.isnan(x)] = 150
    small = cv2.resize(
        grey.reshape(2 * height, 2 * width), camera.size, interpolation=cv2.INTER_AREA
    )
    small = cv2.GaussianBlur(small, (0, 0), 0.6)
    small += (rng or np.random.default_rng(1)).normal(0, noise, small.shape)
    return cv2.cvtColor(small.clip(0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)


@pytest.mark.parametrize("car", CARS)
def test_the_sheet_is_found_and_the_road_is_measured_by_it(car):
    camera = Calibration.mounted(SIZE, **CARS[car])
    pixels = find_sheet(pictured(camera))
    assert pixels is not None
    assert np.abs(pixels - camera.pixels(inner_corners(FRONT_M))).max() < 0.9
    made = calibrate(SIZE, pixels, inner_corners(FRONT_M))
    assert made.residual_m < 0.002
    off_m = np.abs(made.floor(camera.pixels(ROAD)) - ROAD)
    assert off_m[:, 1].max() < 0.012  # beside: what keeps the car in its lane
    assert off_m[:, 0].max() < 0.05


def test_a_picture_without_a_sheet_has_none():
    rng = np.random.default_rng(2)
    assert find_sheet(rng.integers(0, 255, (240, 320, 3), np.uint8)) is None
    assert find_sheet(np.full((240, 320, 3), 120, np.uint8)) is None


def test_a_sheet_that_is_half_covered_is_not_taken_for_one():
    picture = pictured(Calibration.nominal(SIZE))
    picture[:, 150:] = 60
    assert find_sheet(picture) is None


def test_the_sheet_is_found_in_a_larger_picture_too():
    camera = Calibration.mounted((640, 480), pitch_rad=math.radians(20))
    pixels = find_sheet(pictured(camera))
    assert pixels is not None
    assert calibrate((640, 480), pixels, inner_corners(FRONT_M)).residual_m < 0.0015


def test_four_corners_set_by_a_finger_are_enough():
    camera = Calibration.mounted(SIZE, pitch_rad=math.radians(20), yaw_rad=math.radians(1.5))
    rng = np.random.default_rng(3)
    tapped = camera.pixels(outer_corners(FRONT_M)) + rng.normal(0, 1.0, (4, 2))
    made = calibrate(SIZE, tapped, outer_corners(FRONT_M))
    off_m = np.abs(made.floor(camera.pixels(ROAD)) - ROAD)
    assert off_m[:, 1].max() < 0.03
    assert 0.0 < made.residual_m < 0.01


def test_corners_in_the_wrong_order_are_refused_in_plain_words():
    tapped = Calibration.nominal(SIZE).pixels(outer_corners(FRONT_M))[[1, 0, 2, 3]]
    with pytest.raises(BadInputError, match="tapped in their order"):
        calibrate(SIZE, tapped, outer_corners(FRONT_M))


def test_a_sheet_printed_at_another_size_shows_in_how_high_the_camera_is_said_to_sit():
    """A printer that fits to the page makes it 94 %; the page tells the height, to be measured."""
    corners = inner_corners(FRONT_M)
    middle = np.array([FRONT_M, 0.0])
    seen = Calibration.nominal(SIZE).pixels(middle + 0.94 * (corners - middle))
    assert calibrate(SIZE, seen, corners).height_m > 0.124


@pytest.mark.parametrize("count", [0, 3])
def test_fewer_than_four_points_are_too_few(count):
    points = Calibration.nominal(SIZE).pixels(outer_corners(FRONT_M))[:count]
    with pytest.raises(BadInputError, match="Four points"):
        calibrate(SIZE, points, outer_corners(FRONT_M)[:count])


def test_the_places_of_the_corners_are_those_of_the_board():
    inner, outer = inner_corners(FRONT_M), outer_corners(FRONT_M)
    assert inner.shape == (INNER[0] * INNER[1], 2)
    assert inner[0] == pytest.approx((0.228, 0.056))
    assert inner[-1] == pytest.approx((0.368, -0.056))
    assert outer == pytest.approx(
        np.array([(0.2, 0.084), (0.2, -0.084), (0.396, -0.084), (0.396, 0.084)])
    )


def test_the_pdf_is_a4_with_squares_as_large_as_they_say():
    import pypdfium2

    page = pypdfium2.PdfDocument(sheet_pdf())[0]
    assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    dots = np.array(page.render(scale=300 / 72).to_pil().convert("L"))
    row = dots[round((LONG_M - FIRST_M - SQUARE_M / 2) / 0.0254 * 300)] < 128
    runs = re.findall("1+", "".join("1" if black else "0" for black in row))
    assert [len(run) / 300 * 25.4 for run in runs] == pytest.approx([28.0] * 3, abs=0.2)
    assert "100 %" in page.get_textpage().get_text_range()
