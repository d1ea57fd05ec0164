import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from security_system.motion.detector import MotionDetector
from security_system.motion.settings import MotionSettings
from tests.security_system.motion.rooms import FPS, noisy, quiet, room, walk, watch


def seen_at(sights):
    return [sight.t_s for sight in sights if sight.is_motion]


def test_a_quiet_room_is_quiet():
    assert seen_at(watch(quiet(20))) == []


@pytest.mark.parametrize("fps", [5, 10, 15, 30])
def test_somebody_who_walks_is_seen_within_0_6_s_at_any_frame_rate(fps):
    seen = seen_at(watch(walk(2, fps=fps), fps=fps))
    assert 2.0 <= seen[0] <= 2.6


def test_somebody_who_creeps_is_seen():
    assert seen_at(watch(walk(6, speed_px=8)))[0] <= 3.5


def test_the_boxes_lie_around_the_person():
    sight = watch(walk(2))[-1]
    (box,) = sight.boxes
    assert abs(box.x + box.width / 2 - 116) < 14
    assert abs(box.height - 85) < 20


def test_a_sight_says_why():
    sight = watch(walk(2))[-1]
    assert "% of the picture changed and moved for" in sight.why
    assert 0.5 <= sight.score <= 1.0


def test_the_same_pictures_give_the_same_sights():
    assert watch(walk(2)) == watch(walk(2))


@pytest.mark.parametrize(
    "size", [(320, 240), (352, 288), (641, 361), (160, 120), (96, 64), (1920, 1080)]
)
def test_any_size_of_picture_is_looked_at(size):
    assert seen_at(watch(quiet(2, size))) == []


def test_pictures_of_another_size_begin_anew():
    detector = MotionDetector(MotionSettings(), (320, 240))
    detector.look(room(), 0.0)
    assert detector.look(room((640, 480)), 0.1).held == "learning"


@settings(max_examples=60, deadline=None)
@given(
    arrays.arrays(np.uint8, st.tuples(st.just(6), st.integers(1, 90), st.integers(1, 130))),
    st.floats(0.001, 4.0),
)
def test_no_picture_makes_it_fall(pictures, step_s):
    detector = MotionDetector(MotionSettings(), (320, 240))
    for number, picture in enumerate(pictures):
        sight = detector.look(picture, number * step_s)
        assert 0.0 <= sight.score <= 1.0


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 255), st.integers(8, 400), st.integers(8, 300), st.integers(1, 30))
def test_a_constant_picture_never_is_motion(shade, width, height, fps):
    assert seen_at(watch([np.full((height, width), shade, np.uint8)] * 20, fps)) == []


def test_a_clock_that_goes_back_does_no_harm():
    detector = MotionDetector(MotionSettings(), (320, 240))
    for t_s in (5.0, 5.1, 2.0, 2.1, 2.2, 90.0, 90.1):
        assert not detector.look(noisy(room(), round(t_s * FPS)), t_s).is_motion
