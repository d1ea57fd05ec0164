"""A computer that is too slow looks at fewer pictures, and at more again when it can."""

import pytest

from security_system.eyes.rate import LEAST_FPS, Rate


def after(rate, cost_s, times=60):
    for _ in range(times):
        rate.took(cost_s)
    return rate


def looked_at(rate, seconds=20, fps=10):
    return sum(rate.is_due(number / fps) for number in range(seconds * fps)) / seconds


def test_what_is_quick_enough_is_looked_at_always():
    rate = after(Rate(10), 0.02)
    assert (rate.fps, rate.words(), looked_at(rate)) == (10, "", 10)


def test_a_slow_computer_keeps_a_third_of_its_time_for_the_rest():
    rate = after(Rate(10), 0.2)
    assert rate.fps == pytest.approx(3.5, abs=0.1)
    assert looked_at(rate) * 0.2 <= 0.7
    assert "needs 200 ms for a picture" in rate.words()


def test_it_looks_at_more_again_when_it_can():
    rate = after(after(Rate(10), 0.2), 0.02)
    assert (rate.fps, rate.words()) == (10, "")


def test_one_slow_picture_changes_nothing():
    rate = after(Rate(10), 0.02)
    rate.took(0.4)
    assert rate.fps == 10


def test_however_slow_it_is_it_looks_once_a_second():
    assert after(Rate(10), 5.0).fps == LEAST_FPS
