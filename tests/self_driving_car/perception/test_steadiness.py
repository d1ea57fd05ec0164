"""A painted mark looks alike along its way; a chance row of edges does not."""

import math
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from self_driving_car.perception.perception import Perception
from self_driving_car.perception.settings import PerceptionSettings
from self_driving_car.perception.steadiness import mean_of, steadiness
from self_driving_car.perception.unknown_camera import guessed
from self_driving_car.perception.wide_lens import WideLens

SIZE = (320, 240)
BY = WideLens.looking(
    SIZE, view_rad=math.radians(62), bulge=0.3, pitch_rad=math.radians(6), height_m=0.13
)
SIDES_M = np.array([0.175, -0.175])
STRAIGHT = np.zeros(3)
Picture = NDArray[np.uint8]


def road(*, is_broken: bool = False, has_marks: bool = True, hangs: int = 0) -> Picture:
    """Paint a straight road under a sky in which so many branches hang."""
    across, down = np.meshgrid(np.arange(SIZE[0]) + 0.5, np.arange(SIZE[1]) + 0.5)
    at = BY.floor(np.column_stack([across.ravel(), down.ravel()]))
    x, y = at[:, 0], at[:, 1]
    seen: Any = np.where((np.isfinite(x) & (x < 9))[:, None], (70.0, 72, 70), (200.0, 170, 140))
    on = np.abs(np.abs(y) - 0.175) < 0.015
    on &= (x % 0.2 < 0.1) | (y < 0) | (not is_broken)
    seen[on & has_marks] = 215
    random = np.random.default_rng(5)
    picture = np.clip(seen + random.normal(0, 3, seen.shape), 0, 255)
    picture = np.ascontiguousarray(picture.reshape(SIZE[1], SIZE[0], 3).astype(np.uint8))
    for _ in range(hangs):
        start, end = random.integers((0, 0), (SIZE[0], 95), (2, 2))
        shade = tuple(int(one) for one in random.integers(20, 240, 3))
        cv2.line(picture, tuple(start.tolist()), tuple(end.tolist()), shade, 3)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.7), np.uint8)


def test_marks_look_alike_from_end_to_end() -> None:
    shares = steadiness(road(), BY, STRAIGHT, SIDES_M, 0.07)

    assert shares.min() > 0.9


def test_half_of_a_broken_line_is_there() -> None:
    broken, whole = steadiness(road(is_broken=True), BY, STRAIGHT, SIDES_M, 0.07)

    assert 0.3 < broken < 0.8 < whole


@pytest.mark.parametrize("offset_m", [-0.08, 0.08])
def test_a_lane_beside_its_marks_is_none(offset_m: float) -> None:
    beside = steadiness(road(), BY, np.array([offset_m, 0.0, 0.0]), SIDES_M, 0.07)

    assert beside.max() < 0.3


def test_a_bare_floor_has_no_marks() -> None:
    assert mean_of(steadiness(road(has_marks=False), BY, STRAIGHT, SIDES_M, 0.07)) < 0.2


def test_a_mark_out_of_view_says_nothing() -> None:
    left, right = steadiness(road(), BY, STRAIGHT, np.array([4.0, -0.175]), 0.07)

    assert math.isnan(left)
    assert mean_of(np.array([left, right])) == right
    assert mean_of(np.array([left])) == 0.0


def test_the_lane_lies_on_the_road_and_not_in_the_trees() -> None:
    picture = road(is_broken=True, hangs=60)

    guess = guessed([picture], PerceptionSettings())
    perception = Perception(guess.settings, guess.camera)
    seen = perception.look(picture, 0.0)
    lane = guess.trusted(seen, picture, perception.calibration_now).lane

    assert lane is not None
    assert lane.width_m > 0
    assert lane.offset_m / lane.width_m == pytest.approx(0.0, abs=0.12)
    assert abs(lane.y_at(0.5)) < 0.06


def test_a_lane_made_of_leaves_is_not_trusted() -> None:
    trust = []
    for seed in range(3):
        random = np.random.default_rng(seed)
        picture = np.full((120, 160, 3), 120, np.uint8)
        for at in random.integers((0, 0), (160, 120), (300, 2)):
            shade = tuple(int(one) for one in random.integers(20, 240, 3))
            along = random.integers(-9, 10, 2)
            cv2.line(picture, tuple((at - along).tolist()), tuple((at + along).tolist()), shade, 2)
        guess = guessed([picture], PerceptionSettings())
        perception = Perception(guess.settings, guess.camera)
        seen = perception.look(picture, 0.0)
        lane = guess.trusted(seen, picture, perception.calibration_now).lane
        trust.append(0.0 if lane is None else lane.confidence)

    assert max(trust) < 0.3
