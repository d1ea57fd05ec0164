"""A camera of which nothing is known is guessed from its pictures of a road."""

import math

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from self_driving_car.perception.perception import Perception
from self_driving_car.perception.seen import Lane
from self_driving_car.perception.settings import PerceptionSettings
from self_driving_car.perception.unknown_camera import guessed
from self_driving_car.perception.wide_lens import WideLens

SIZE = (160, 120)
Picture = NDArray[np.uint8]
WHITE, YELLOW, FLOOR, WALL = (220, 220, 220), (40, 190, 220), (60, 62, 60), (150, 120, 90)


def camera(view_deg: float, bulge: float, pitch_deg: float, height_m: float) -> WideLens:
    return WideLens.looking(
        SIZE,
        view_rad=math.radians(view_deg),
        bulge=bulge,
        pitch_rad=math.radians(pitch_deg),
        height_m=height_m,
    )


def road(by: WideLens, offset_m: float, marks: dict[float, float], *, is_broken: bool) -> Picture:
    """Paint a straight road; marks: how wide each is, by how far it lies to the left."""
    across, down = np.meshgrid(np.arange(SIZE[0]) + 0.5, np.arange(SIZE[1]) + 0.5)
    at = by.floor(np.column_stack([across.ravel(), down.ravel()]))
    x, y = at[:, 0], at[:, 1] - offset_m
    seen = np.where(np.isfinite(x)[:, None] & (x < 9)[:, None], FLOOR, WALL)
    for left_m, wide_m in marks.items():
        on = np.abs(y - left_m) < wide_m / 2
        is_yellow = 0 < left_m < 0.5 and is_broken
        seen[on & ((x % 0.2 < 0.11) | (not is_yellow))] = YELLOW if is_yellow else WHITE
    grain = np.random.default_rng(4).normal(0, 3, seen.shape)
    picture = np.clip(seen + grain, 0, 255).reshape(SIZE[1], SIZE[0], 3)
    return np.asarray(cv2.GaussianBlur(picture.astype(np.uint8), (0, 0), 0.6), np.uint8)


def lane_in(picture: Picture) -> Lane | None:
    guess = guessed([picture], PerceptionSettings())
    return Perception(guess.settings, guess.camera).look(picture, 0.0).lane


@pytest.mark.parametrize("offset_m", [-0.07, 0.05])
@pytest.mark.parametrize(
    ("by", "wide_m", "is_broken"),
    [
        (camera(62, 0.6, 25, 0.14), 0.03, False),
        (camera(110, 0.9, 15, 0.17), 0.07, True),
        (camera(130, 1.0, 30, 0.12), 0.03, True),
    ],
    ids=["kit's lens", "wide marks", "fisheye"],
)
def test_a_lane_is_found_by_a_camera_of_which_nothing_is_known(
    by: WideLens, wide_m: float, is_broken: bool, offset_m: float
) -> None:
    lane = lane_in(road(by, offset_m, {0.175: wide_m, -0.175: wide_m}, is_broken=is_broken))

    assert lane is not None
    assert lane.width_m > 0
    assert lane.offset_m / lane.width_m == pytest.approx(offset_m / 0.35, abs=0.12)


TWO_LANES = {-0.175: 0.03, 0.175: 0.03, 0.525: 0.03}
"""A border to the right, a broken yellow line between the lanes, a border to the left."""


@pytest.mark.parametrize("offset_m", [0.03, 0.06])
def test_a_car_right_of_a_broken_centre_line_drives_in_the_right_lane(offset_m: float) -> None:
    lane = lane_in(road(camera(130, 1.0, 25, 0.15), offset_m, TWO_LANES, is_broken=True))

    assert lane is not None
    assert lane.width_m > 0
    assert lane.offset_m / lane.width_m == pytest.approx(offset_m / 0.35, abs=0.12)


def test_a_car_astride_the_centre_line_drives_along_it() -> None:
    lane = lane_in(road(camera(110, 0.9, 15, 0.15), -0.175, TWO_LANES, is_broken=True))

    assert lane is not None
    assert abs(lane.offset_m) < 0.04
    assert abs(lane.y_at(0.5)) < 0.06


@pytest.mark.parametrize("seed", range(4))
def test_what_a_camera_guessed_from_nothing_sees_is_not_trusted(seed: int) -> None:
    grain = np.random.default_rng(seed).normal(110, 12, (SIZE[1], SIZE[0], 1))
    picture = np.asarray(np.repeat(np.clip(grain, 0, 255), 3, 2), np.uint8)

    guess = guessed([picture], PerceptionSettings())
    perception = Perception(guess.settings, guess.camera)
    seen = perception.look(picture, 0.0)
    lane = guess.trusted(seen, picture, perception.calibration_now).lane

    assert lane is None or lane.confidence < 0.3


def test_one_line_is_taken_for_a_line() -> None:
    lane = lane_in(road(camera(62, 0.6, 25, 0.14), 0.04, {0.0: 0.03}, is_broken=False))

    assert lane is not None
    assert lane.width_m == 0


@given(
    x_m=st.floats(0.2, 2.0), y_m=st.floats(-2.0, 2.0), bulge=st.floats(0.05, 1.0),
    pitch_deg=st.floats(0, 40),
)  # fmt: skip
def test_a_wide_lens_sees_a_place_where_it_says_that_this_pixel_lies(
    x_m: float, y_m: float, bulge: float, pitch_deg: float
) -> None:
    by = camera(110, bulge, pitch_deg, 0.15)

    (there,) = by.floor(by.pixels(np.array([[x_m, y_m]])))

    assert there == pytest.approx([x_m, y_m], rel=1e-3, abs=1e-3)
