"""Bends are rare, and are shown more often for that."""

import numpy as np
import pytest

from self_driving_car.training.balance import BINS, MOST, balance, bins_of, histogram

STRAIGHTS = np.concatenate([np.zeros(900), np.full(80, 0.5), np.full(20, -0.5)]).astype(np.float32)


def shown(strength):
    shares = balance(STRAIGHTS, strength)
    return [float(shares[angle == STRAIGHTS].sum()) for angle in (0.0, 0.5, -0.5)]


def test_nothing_is_changed_with_no_strength():
    assert shown(0.0) == pytest.approx([0.9, 0.08, 0.02])


def test_the_square_root_brings_bends_forward():
    straight, right, left = shown(0.5)
    assert 0.5 < straight < 0.75
    assert right / left == pytest.approx(2.0, rel=0.01)


def test_no_record_counts_more_than_some_times_the_usual_one():
    lonely = np.array([0.0] * 999 + [-1.0], np.float32)
    shares = balance(lonely, 1.0)
    assert shares[-1] == pytest.approx(MOST * shares[0])


def test_the_shares_are_one_together():
    assert balance(STRAIGHTS).sum() == pytest.approx(1.0)


def test_full_left_and_full_right_are_in_the_outer_bins():
    assert bins_of(np.array([-1.0, 0.0, 1.0], np.float32)).tolist() == [0, BINS // 2, BINS - 1]
    assert histogram(STRAIGHTS).sum() == 1000
