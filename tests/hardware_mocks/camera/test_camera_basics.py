import time

import numpy as np
import pytest

from hardware_mocks.camera.views.cards import CardsView


def test_a_frame_comes_exactly_one_frame_duration_after_the_start(bench):
    from picamera2 import Picamera2

    picam2 = Picamera2()
    picam2.start("video")
    picam2.capture_array()
    assert time.monotonic() == pytest.approx(0.033333, abs=1e-9)
    picam2.close()


def test_capture_array_has_the_size_that_was_configured(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_preview_configuration({"size": (320, 240)}))
        picam2.start()
        assert picam2.capture_array().shape == (240, 320, 4)


def test_rgb888_has_blue_first(bench):
    from picamera2 import Picamera2

    cards = CardsView()
    cards.show("red", at=(0.2, 0.2, 0.6, 0.6))
    bench.views["0"] = cards
    with Picamera2() as picam2:
        picam2.configure(
            picam2.create_video_configuration({"size": (320, 240), "format": "RGB888"})
        )
        picam2.start()
        time.sleep(1)
        blue, green, red = picam2.capture_array()[120, 160]
        assert red > 150
        assert max(blue, green) < 100


def test_two_picamera2_objects_for_one_camera_are_refused_in_the_real_words(bench):
    from picamera2 import Picamera2

    first = Picamera2()
    with pytest.raises(RuntimeError, match="Camera __init__ sequence did not complete") as refusal:
        Picamera2()
    assert "Device or resource busy" in str(refusal.value.__cause__)
    first.close()
    Picamera2().close()


def test_the_trace_tells_what_happened_to_the_camera(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.start()
        picam2.capture_array()
    told = [event.data["what"] for event in bench.trace if event.kind == "camera"]
    assert told == ["opened", "configured", "started", "frame", "stopped", "closed"]


def test_a_frame_is_told_once_however_it_is_used_and_each_file_by_itself(bench, tmp_path):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.start()
        with picam2.captured_request() as request:
            request.make_array("main")
            request.make_buffer("main")
            for name in ("a.png", "b.png"):
                request.save("main", tmp_path / name)
    told = [e.data for e in bench.trace if e.kind == "camera" and "number" in e.data]
    assert [event["what"] for event in told] == ["frame", "file", "file"]
    assert {event["number"] for event in told} == {1}


def test_a_camera_without_its_cable_is_not_found(bench):
    from picamera2 import Picamera2

    class Cut(CardsView):
        def is_on(self, t_ns):
            return False

    bench.views["0"] = Cut()
    assert Picamera2.global_camera_info() == []
    with pytest.raises(RuntimeError, match='No camera number 0 found - use "rpicam-hello'):
        Picamera2()


def test_a_usb_camera_gives_yuyv(bench):
    import cv2
    from picamera2 import Picamera2

    bench.cameras.models["camera"] = "usb"
    with Picamera2() as picam2:
        picam2.start()
        assert picam2.camera_configuration()["main"]["format"] == "YUYV"
        assert picam2.camera_configuration()["raw"] is None
        array = picam2.capture_array()
    assert cv2.cvtColor(array, cv2.COLOR_YUV2BGR_YUYV).shape == (480, 640, 3)


def test_a_room_at_night_by_an_infrared_lamp_can_be_seen(bench):
    from picamera2 import Picamera2

    from hardware_mocks.camera.views.wall import Wall

    bench.views["0"] = Wall(lux=0.6)
    with Picamera2() as picam2:
        picam2.configure(picam2.create_preview_configuration({"size": (320, 240)}))
        picam2.start()
        time.sleep(3)
        assert picam2.capture_array()[:, :, :3].mean() > 80


def test_the_same_time_gives_the_same_picture(bench):
    device = bench.cameras.numbered(0)
    first = device.auto_picture(123_000_000, (320, 240))
    device.auto_picture(7_000_000_000, (640, 480))
    assert np.array_equal(first, device.auto_picture(123_000_000, (320, 240)))
