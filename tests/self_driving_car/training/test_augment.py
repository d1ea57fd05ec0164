"""Pictures of other rooms: what changes the way also changes the steering."""

import numpy as np
import pytest

from self_driving_car.perception.net_input import NetInput
from self_driving_car.training.augment import (
    Augmentation,
    augmented,
    from_beside,
    mirrored,
    noisy,
    shadowed,
    toned,
)

NOTHING = Augmentation(0, 0, 0, 0, 0, 0, 0, 0)


@pytest.fixture
def chance():
    return np.random.default_rng(4)


@pytest.fixture
def floor():
    return np.random.default_rng(1).integers(40, 200, (66, 200, 3), dtype=np.uint8)


def line_at(column):
    bgr = np.zeros((66, 200, 3), np.uint8)
    bgr[:, column : column + 4] = 255
    return bgr


def columns(bgr):
    """Return where the line is in each row, from the top."""
    weight = bgr.astype(float).sum(axis=2)
    return (weight * np.arange(200)).sum(axis=1) / weight.sum(axis=1)


def test_a_mirrored_picture_steers_to_the_other_side():
    seen, angle = mirrored(line_at(20), 0.4)
    assert columns(seen)[0] == pytest.approx(199 - 21.5, abs=0.6)
    assert angle == -0.4


def test_from_the_right_the_floor_lies_to_the_left_and_one_steers_back_to_it():
    """Jetracer #77: the car steers the wrong way."""
    seen, angle = from_beside(line_at(100), 0.0, 0.03, 0.0, Augmentation())
    where = columns(seen)
    assert where[65] < where[30] < where[2] < 101.5
    assert angle == pytest.approx(-0.03 * Augmentation().back_per_m)


def test_a_camera_turned_to_the_right_sees_everything_to_the_left():
    seen, angle = from_beside(line_at(100), 0.1, 0.0, 0.05, Augmentation())
    assert columns(seen) == pytest.approx(np.full(66, 101.5 - 10), abs=0.6)
    assert angle < 0.1


def test_three_centimetres_beside_move_the_near_edge_as_the_kits_camera_sees_it():
    """1632 px a metre at the lower edge of 320 px, so 0.03 m are 49 of 320: 30.6 of 200."""
    where = columns(from_beside(line_at(100), 0.0, 0.03, 0.0, Augmentation())[0])
    assert 101.5 - where[65] == pytest.approx(30.6, abs=1.0)


def test_no_correction_leaves_the_stops(floor):
    assert from_beside(floor, 0.9, -0.2, 0.0, Augmentation())[1] == 1.0


def test_light_and_tint_change_the_colours_and_nothing_else(floor):
    bright = toned(floor, 1.5, 1.0, (1.0, 1.0, 0.8))
    assert bright[..., 1].mean() > 1.3 * floor[..., 1].mean()
    assert bright[..., 2].mean() < bright[..., 1].mean()
    assert np.array_equal(toned(floor, 1.0, 1.0, (1.0, 1.0, 1.0)) // 2, floor // 2)


def test_a_shadow_changes_a_part_of_the_picture(floor, chance):
    changed = [float((shadowed(floor, chance) != floor).mean()) for _ in range(30)]
    assert 0.05 < float(np.mean(changed)) < 0.95


def test_noise_is_as_strong_as_asked(chance):
    grey = np.full((66, 200, 3), 120, np.uint8)
    assert noisy(grey, 8.0, chance).astype(float).std() == pytest.approx(8.0, rel=0.1)
    assert noisy(np.full((240, 320, 3), 120, np.uint8), 8.0, chance).shape == (240, 320, 3)


def test_with_nothing_asked_for_nothing_changes(floor, chance):
    seen, angle = augmented(floor, 0.3, NOTHING, chance)
    assert np.abs(seen.astype(int) - floor).max() <= 1
    assert angle == 0.3


def test_the_picture_that_was_given_stays_as_it_is(floor, chance):
    before = floor.copy()
    for _ in range(20):
        augmented(floor, 0.3, Augmentation(), chance)
    assert np.array_equal(floor, before)


def test_half_of_the_pictures_are_mirrored(chance):
    only = Augmentation(0.5, 0, 0, 0, 0, 0, 0, 0)
    sides = [augmented(line_at(20), 0.3, only, chance)[1] for _ in range(400)]
    assert sides.count(-0.3) == pytest.approx(200, abs=40)


def test_it_works_on_what_the_net_is_given(chance):
    cut = NetInput().cut(np.random.default_rng(0).integers(0, 255, (240, 320, 3), dtype=np.uint8))
    seen, _ = augmented(cut, 0.0, Augmentation(), chance)
    assert (seen.shape, seen.dtype) == ((66, 200, 3), np.uint8)
