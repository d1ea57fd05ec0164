"""Previews: windows on the bench, overlays, titles."""

import time

import numpy as np
import pytest


def shown(bench, kind, **how):
    from picamera2 import Picamera2

    bench.screens.watched = frozenset({"preview of camera 0"})
    picam2 = Picamera2()
    picam2.configure("preview")
    picam2.start_preview(kind, **how)
    picam2.start()
    time.sleep(1)
    return picam2


def newest(bench):
    return bench.screens.latest("preview of camera 0").bgr()


def test_a_window_shows_the_picture_in_its_size(cards, bench, red):
    from picamera2 import Preview

    with shown(bench, Preview.QTGL, x=100, y=200, width=800, height=600):
        picture = newest(bench)
    assert picture.shape == (600, 800, 3)
    assert red(picture[300, 400])


def test_a_preview_without_a_window_shows_nothing(cards, bench):
    from picamera2 import Preview

    with shown(bench, Preview.NULL):
        assert bench.screens.latest("preview of camera 0") is None


def test_start_with_show_preview_opens_a_window(cards, bench):
    from picamera2 import Picamera2

    bench.screens.watched = frozenset({"preview of camera 0"})
    with Picamera2() as picam2:
        picam2.start(show_preview=True)
        time.sleep(0.2)
        assert newest(bench).shape == (480, 640, 3)


def test_a_preview_can_be_mirrored_while_the_picture_is_not(bench):
    from libcamera import Transform
    from picamera2 import Preview

    with shown(bench, Preview.DRM, transform=Transform(hflip=1)) as picam2:
        picture = newest(bench).astype(int)
        plain = picam2.capture_array()[:, :, [2, 1, 0]].astype(int)
    assert np.abs(picture[:60, ::-1] - plain[:60]).mean() < 8  # the colour bars
    assert np.abs(picture[:60] - plain[:60]).mean() > 40


def test_an_overlay_lies_over_the_preview_only(room, bench):
    from picamera2 import Preview

    overlay = np.zeros((300, 400, 4), np.uint8)
    overlay[:150, 200:] = (255, 0, 0, 255)  # red, at the top right
    overlay[150:, 200:] = (0, 255, 0, 128)
    with shown(bench, Preview.QTGL) as picam2:
        picam2.set_overlay(overlay)
        time.sleep(0.2)
        picture = newest(bench)
        assert picture[60, 500].tolist() == [0, 0, 255]
        blue, green, red = (int(level) for level in picture[400, 500])
        assert green > red + 80
        assert green > blue + 80
        assert picam2.capture_array()[60, 500, 1] > 60
        picam2.set_overlay(None)
        time.sleep(0.2)
        assert newest(bench)[60, 500].min() > 60


def test_an_overlay_without_alpha_is_refused_in_the_real_words(bench):
    from picamera2 import Picamera2, Preview

    with Picamera2() as picam2:
        with pytest.raises(RuntimeError, match="No preview specified"):
            picam2.set_overlay(None)
        picam2.start_preview(Preview.QT)
        with pytest.raises(RuntimeError, match="Overlay must be a 4-channel image"):
            picam2.set_overlay(np.zeros((10, 10, 3), np.uint8))


def test_the_title_shows_the_metadata_that_is_asked_for(room, bench):
    from picamera2 import Preview

    with shown(bench, Preview.QTGL) as picam2:
        picam2.title_fields = ["ExposureTime", "AnalogueGain"]
        time.sleep(0.2)
        title = picam2._preview.title
    assert title.startswith("ExposureTime ")
    assert "AnalogueGain 2.0" in title or "AnalogueGain 1." in title


def test_stopping_a_preview_stops_the_frames_until_the_next(bench):
    from picamera2 import Preview

    picam2 = shown(bench, Preview.NULL)
    picam2.stop_preview()
    with pytest.raises(RuntimeError, match="No preview specified"):
        picam2.stop_preview()
    with pytest.raises(TimeoutError):
        picam2.capture_metadata(wait=0.5)
    picam2.cancel_all_and_flush()
    picam2.start_preview(Preview.NULL)
    assert picam2.capture_metadata(wait=0.5)
    picam2.close()
