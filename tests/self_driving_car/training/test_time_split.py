"""Who learns from what: blocks of time with a gap, never shuffled frames."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.errors import BadInputError
from self_driving_car.training.split import TimeSplit, split_by_time


def drive(lasts_s, fps=20):
    times_s = np.arange(round(lasts_s * fps)) / fps
    return times_s, np.zeros(len(times_s), np.int64)


def nearest_s(times_s, learn, exam):
    return float(np.abs(times_s[learn][:, None] - times_s[exam][None]).min())


def test_neighbours_never_stand_on_both_sides():
    """Donkeycar splits shuffled frames, so that the exam is known beforehand."""
    times_s, drives = drive(120)
    learn, exam = split_by_time(times_s, drives, TimeSplit(gap_s=1.0))
    assert nearest_s(times_s, learn, exam) >= 1.0


def test_a_fifth_of_the_time_is_the_exam():
    times_s, drives = drive(200)
    learn, exam = split_by_time(times_s, drives)
    assert len(exam) == pytest.approx(0.2 * len(times_s), rel=0.05)
    assert len(learn) > 0.7 * len(times_s)


def test_the_exam_is_made_of_whole_blocks():
    times_s, drives = drive(200)
    _, exam = split_by_time(times_s, drives, TimeSplit(block_s=10))
    jumps = int((np.diff(times_s[exam]) > 0.06).sum())
    assert jumps <= 3


def test_the_seed_chooses_the_blocks_and_nothing_else_does():
    times_s, drives = drive(200)
    first, again, other = (split_by_time(times_s, drives, TimeSplit(seed=n))[1] for n in (1, 1, 2))
    assert first.tolist() == again.tolist() != other.tolist()


def test_a_short_recording_gets_short_blocks():
    times_s, drives = drive(12)
    learn, exam = split_by_time(times_s, drives)
    assert len(learn) > 0.5 * len(times_s)
    assert len(exam) >= 0.15 * len(times_s)


def test_another_drive_at_the_same_time_is_no_neighbour():
    times_s = np.concatenate([drive(10)[0]] * 6)
    drives = np.repeat(np.arange(6), 200)
    learn, exam = split_by_time(times_s, drives, TimeSplit(block_s=10, share=0.5, gap_s=5))
    assert len(learn) == len(exam) == 600


def test_too_little_says_how_much_is_wanted():
    with pytest.raises(BadInputError, match="1 records are too few"):
        split_by_time(np.zeros(1), np.zeros(1, np.int64))
    with pytest.raises(BadInputError, match="0 records are too few"):
        split_by_time(np.zeros(0), np.zeros(0, np.int64))


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=4),
    st.floats(0.5, 20),
    st.floats(0, 3),
    st.floats(0.05, 0.5),
)
def test_nobody_stands_on_both_sides_whatever_the_recording(lengths, block_s, gap_s, share):
    times_s = np.concatenate([np.arange(length) / 20 for length in lengths])
    drives = np.repeat(np.arange(len(lengths)), lengths)
    try:
        learn, exam = split_by_time(times_s, drives, TimeSplit(block_s, gap_s, share))
    except BadInputError:
        return
    assert len(learn) > 0
    assert len(exam) > 0
    assert set(learn).isdisjoint(exam)
