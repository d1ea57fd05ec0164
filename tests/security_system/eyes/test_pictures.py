"""What is stored and shown is blanked and stamped before anybody has it; the original stays."""

import time

import cv2
import numpy as np

from makerkit.camera.frame import Frame
from security_system.eyes.picture import Pictures, chroma
from security_system.eyes.settings import CameraSettings
from security_system.eyes.stamp import words

SIZE = (128, 96)
TRIANGLE = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))


def noisy(size=SIZE, **more):
    width, height = size
    planes = np.random.default_rng(3).integers(60, 200, (height * 3 // 2, width), np.uint8)
    return Frame.from_yuv(1, 1, planes, **more)


def settings(**more):
    return CameraSettings(size=SIZE, lores_size=(64, 48), **more)


def test_without_wishes_the_picture_itself_is_shown():
    frame = noisy()
    assert Pictures(settings()).shown(frame, 0.0) is frame


def test_a_private_region_has_neither_light_nor_colour():
    frame = noisy()
    before = frame.image.copy()
    shown = Pictures(settings(private=(TRIANGLE,))).shown(frame, 0.0)
    luma = shown.yuv()[:96]
    assert set(luma[:40, :40].ravel()) == {40}
    assert luma[80:, 100:].std() > 20
    for plane in chroma(shown.yuv()):
        assert set(plane[:18, :18].ravel()) == {128}
        assert plane[40:, 50:].std() > 20
    assert np.array_equal(frame.image, before)


def test_what_is_private_is_not_looked_at_either():
    looked = Pictures(settings(private=(TRIANGLE,))).looked_at(noisy())
    assert looked.shape == (48, 64)
    assert set(looked[:20, :20].ravel()) == {40}


def test_blanking_what_is_looked_at_leaves_the_camera_s_picture_as_it_is():
    small = np.full((72, 64), 99, np.uint8)
    frame = noisy(lores=small)
    looked = Pictures(settings(private=(TRIANGLE,))).looked_at(frame)
    assert (looked == 40).any()
    assert (small == 99).all()


def test_the_small_picture_of_the_camera_is_looked_at_without_a_copy():
    small = np.zeros((72, 64), np.uint8)
    frame = noisy(lores=small)
    assert np.shares_memory(Pictures(settings()).looked_at(frame), small)


def test_a_colour_picture_is_halved_until_it_is_small():
    frame = Frame.from_bgr(1, 1, np.full((480, 640, 3), 77, np.uint8))
    looked = Pictures(CameraSettings()).looked_at(frame)
    assert (looked.shape, set(looked.ravel())) == ((240, 320), {77})


def test_the_time_is_burnt_in_at_the_lower_left_and_changes_each_second():
    frame = noisy((640, 480))
    pictures = Pictures(CameraSettings(stamp=True))
    first, same, later = (pictures.shown(frame, t).yuv() for t in (100.0, 100.9, 101.0))
    assert np.array_equal(first, same)
    assert not np.array_equal(first, later)
    changed = np.nonzero((first != frame.yuv())[:480])
    assert changed[0].min() >= 460 - 1
    assert changed[1].max() < 400
    strip = first[462:478, :380]
    assert (strip < 40).mean() > 0.4
    assert (strip > 200).sum() > 100


def test_the_time_is_local_and_says_how_far_from_utc(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Baghdad")
    time.tzset()
    try:
        assert words(0.0) == "1970-01-01 03:00:00 +0300"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_stamp_costs_less_than_encoding_a_picture():
    frame = noisy((640, 480))
    pictures = Pictures(CameraSettings(stamp=True))
    pictures.shown(frame, 1.0)
    began_s = time.process_time()
    for _ in range(50):
        pictures.shown(frame, 1.0)
    stamp_s = time.process_time() - began_s
    began_s = time.process_time()
    for _ in range(50):
        cv2.imencode(".jpg", frame.bgr())
    assert stamp_s < time.process_time() - began_s
