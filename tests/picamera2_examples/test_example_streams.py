"""Streams, formats, requests, callbacks, jobs: how frames reach a program."""

import logging
import time

import cv2
import numpy as np
import pytest


def opened(main=None, **how):
    from picamera2 import Picamera2

    picam2 = Picamera2()
    picam2.configure(picam2.create_preview_configuration(main or {}, **how))
    picam2.start()
    time.sleep(1)
    return picam2


@pytest.mark.parametrize(
    ("fmt", "channels", "blue_first"),
    [("RGB888", 3, True), ("BGR888", 3, False), ("XRGB8888", 4, True), ("XBGR8888", 4, False)],
)
def test_rgb_formats_are_named_backwards(cards, red, fmt, channels, blue_first):
    with opened({"format": fmt, "size": (320, 240)}) as picam2:
        picture = picam2.capture_array()
    assert picture.shape == (240, 320, channels)
    assert red(picture[120, 160], blue_first=blue_first)
    if channels == 4:
        assert (picture[:, :, 3] == 255).all()


@pytest.mark.parametrize(
    ("fmt", "conversion"),
    [
        ("YUV420", cv2.COLOR_YUV2BGR_I420),
        ("YVU420", cv2.COLOR_YUV2BGR_YV12),
        ("NV12", cv2.COLOR_YUV2BGR_NV12),
        ("NV21", cv2.COLOR_YUV2BGR_NV21),
        ("YUYV", cv2.COLOR_YUV2BGR_YUYV),
        ("YVYU", cv2.COLOR_YUV2BGR_YVYU),
        ("UYVY", cv2.COLOR_YUV2BGR_UYVY),
    ],
)
@pytest.mark.parametrize("size", [(320, 240), (322, 242)])
def test_opencv_converts_every_yuv_format(cards, red, fmt, conversion, size):
    with opened({"format": fmt, "size": size}) as picam2:
        stride = picam2.stream_configuration()["stride"]
        array = picam2.capture_array()
        with picam2.captured_request() as request:
            assert red(request.bgr("main")[120, 160])
    assert stride >= size[0]
    picture = cv2.cvtColor(array, conversion)
    assert red(picture[120, 160])
    assert not red(picture[20, 20])


def test_luma_of_a_yuv_stream_is_its_first_rows(cards):
    with opened({"format": "YUV420", "size": (320, 240)}) as picam2:
        stream = picam2.stream_configuration()
        assert (stream["stride"], stream["framesize"]) == (320, 320 * 360)
        array = picam2.capture_array()
    assert array.shape == (360, 320)
    luma = array[:240].astype(int)
    assert luma[120, 160] < luma[40, 160] - 20


def test_a_yuv_buffer_becomes_rgb_by_the_packages_own_conversion(cards, red):
    from picamera2 import Picamera2, YUV420_to_RGB

    with Picamera2() as picam2:
        small = {"size": (320, 240)}
        picam2.configure(picam2.create_preview_configuration(lores=small))
        picam2.start()
        time.sleep(1)
        buffer = picam2.capture_buffer("lores")
    rgb = YUV420_to_RGB(buffer, (320, 240))
    assert rgb.shape == (120, 160, 3)
    assert red(rgb[60, 80]) or red(rgb[60, 80], blue_first=False)


def test_main_and_lores_are_the_same_moment_in_two_sizes(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        config = picam2.create_preview_configuration(
            {"format": "RGB888", "size": (640, 480)}, lores={"size": (320, 240)}
        )
        picam2.configure(config)
        picam2.start()
        time.sleep(0.7)
        (main, lores), told = picam2.capture_arrays(["main", "lores"])
        assert "SensorTimestamp" in told
    small = cv2.cvtColor(lores, cv2.COLOR_YUV2BGR_I420).astype(int)
    same = cv2.resize(main, (320, 240), interpolation=cv2.INTER_AREA).astype(int)
    assert np.abs(small - same).mean() < 4


def test_a_lores_stream_of_another_shape_is_squashed(cards):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        main, lores = {"size": (640, 480)}, {"size": (320, 320)}
        picam2.configure(picam2.create_preview_configuration(main, lores=lores))
        picam2.start()
        time.sleep(1)
        array = picam2.capture_array("lores")
    picture = cv2.cvtColor(array, cv2.COLOR_YUV2BGR_I420).astype(int)
    is_red = (picture[:, :320, 2] - picture[:, :320, 0]) > 80
    rows, columns = np.where(is_red)
    assert rows.max() - rows.min() == pytest.approx(128, abs=6)
    assert columns.max() - columns.min() == pytest.approx(128, abs=6)


def test_configurations_as_objects_dictionaries_and_attributes(bench):
    from picamera2 import CameraConfiguration, Picamera2, StreamConfiguration

    with Picamera2() as picam2:
        picam2.preview_configuration.main.size = (800, 600)
        picam2.preview_configuration.format = "RGB888"
        picam2.preview_configuration.controls.FrameRate = 15
        picam2.configure("preview")
        assert picam2.camera_configuration()["main"]["size"] == (800, 600)
        config = CameraConfiguration(picam2.create_video_configuration(), picam2)
        config.main = StreamConfiguration({"size": (640, 360), "format": "YUV420"})
        config.enable_lores()
        config.lores.size = (320, 180)
        config.align()
        picam2.configure(config)
        told = picam2.camera_configuration()
        assert told["main"]["size"] == (640, 360)
        assert told["lores"]["size"] == (320, 180)
        assert told["sensor"] == {"bit_depth": 10, "output_size": (1920, 1080)}
        with pytest.raises(RuntimeError, match="Invalid field 'sise'"):
            picam2.video_configuration.main.sise = (1, 1)


def test_aligned_sizes_need_no_padding(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        config = picam2.create_preview_configuration({"size": (808, 606), "format": "YUV420"})
        picam2.align_configuration(config)
        picam2.configure(config)
        stream = picam2.stream_configuration()
        assert stream["size"] == (768, 606)
        assert stream["stride"] == 768


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda c: c.update(main={"format": "RGB", "size": (640, 480)}),
            "Bad format RGB in stream",
        ),
        (
            lambda c: c["main"].update(size=[640, 480]),
            r"size in main stream should be \(width, hei",
        ),
        (lambda c: c["main"].update(size=(641, 480)), "width and height should be even"),
        (lambda c: c.update(lores={"format": "YUV420", "size": (800, 600)}), "lores stream dimens"),
        (
            lambda c: c.update(lores={"format": "RGB888", "size": (80, 60)}),
            "lores stream must be YUV",
        ),
        (lambda c: c.update(transform=1), "Transform has incorrect type"),
        (lambda c: c.pop("main"), "'main' key expected"),
        (lambda c: c["raw"].update(format="S10"), "Unrecognised raw format"),
    ],
)
def test_what_cannot_be_configured_is_refused_in_the_real_words(bench, make, words):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        config = picam2.create_preview_configuration()
        make(config)
        with pytest.raises(RuntimeError, match=words):
            picam2.configure(config)


def test_other_mistakes_are_refused_in_the_real_words(bench):
    from picamera2 import Picamera2

    picam2 = Picamera2()
    with pytest.raises(ValueError, match="Bad key 'sise'"):
        picam2.create_preview_configuration({"sise": (640, 480)})
    with pytest.raises(RuntimeError, match="Camera has not been configured"):
        picam2.start_()
    picam2.start()
    with pytest.raises(RuntimeError, match="Camera must be stopped before configuring"):
        picam2.configure("video")
    with pytest.raises(RuntimeError, match="Stream 'lores' is not defined"):
        picam2.capture_array("lores")
    with pytest.raises(RuntimeError, match="An event loop is already running"):
        picam2.start_preview()
    picam2.close()
    with pytest.raises(RuntimeError, match="Camera not opened"):
        picam2.create_preview_configuration()
    with pytest.raises(RuntimeError, match="No camera number 3 found"):
        Picamera2(3)


def test_the_sensors_modes_are_told_and_can_be_chosen(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        modes = picam2.sensor_modes
        assert [mode["size"] for mode in modes][-1] == picam2.sensor_resolution == (3280, 2464)
        fastest = max(modes, key=lambda mode: mode["fps"])
        sensor = {"output_size": fastest["size"], "bit_depth": fastest["bit_depth"]}
        config = picam2.create_preview_configuration(sensor=sensor, controls={"FrameRate": 200})
        picam2.configure(config)
        picam2.start()
        stamps = [picam2.capture_metadata()["SensorTimestamp"] for _ in range(5)]
        assert set(np.diff(stamps)) == {5_000_000}
        config = picam2.create_preview_configuration(raw=modes[1])
        picam2.stop()
        picam2.configure(config)
        assert picam2.camera_configuration()["raw"]["size"] == (1640, 1232)


def test_properties_tell_model_and_pixels(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        told = picam2.camera_properties
        assert told["Model"] == "imx219"
        assert told["PixelArraySize"] == (3280, 2464)
        assert told["UnitCellSize"] == (1120, 1120)
        assert not picam2.is_mono


def test_what_a_callback_draws_is_in_the_picture_that_is_taken(room):
    from picamera2 import MappedArray, Picamera2

    def stamp(request):
        with MappedArray(request, "main") as mapped:
            cv2.rectangle(mapped.array, (10, 10), (60, 40), (0, 255, 0, 0), -1)

    with Picamera2() as picam2:
        picam2.configure(picam2.create_preview_configuration({"size": (320, 240)}))
        picam2.pre_callback = stamp
        picam2.start()
        picture = picam2.capture_array()
        picam2.capture_file("stamped.png")
    assert picture[20, 20, :3].tolist() == [0, 255, 0]
    assert cv2.imread("stamped.png")[20, 20].tolist() == [0, 255, 0]


def test_a_late_callback_draws_after_the_picture_was_taken(room):
    from picamera2 import MappedArray, Picamera2

    drawn = []

    def late(request):
        with MappedArray(request, "main") as mapped:
            mapped.array[:] = 0
            drawn.append(request.get_metadata()["SensorTimestamp"])

    with Picamera2() as picam2:
        config = picam2.create_preview_configuration({"size": (320, 240)}, queue=False)
        picam2.configure(config)
        picam2.post_callback = late
        picam2.start()
        time.sleep(0.5)
        assert picam2.capture_array()[:, :, :3].mean() > 20
    assert len(drawn) > 10


def test_a_frame_kept_is_the_same_frame_later(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_preview_configuration({"size": (320, 240)}))
        picam2.start()
        request = picam2.capture_request()
        first = request.make_array("main")
        stamp = request.get_metadata()["SensorTimestamp"]
        time.sleep(1)
        assert np.array_equal(request.make_array("main"), first)
        assert request.get_metadata()["SensorTimestamp"] == stamp
        request.release()
        with pytest.raises(RuntimeError, match="negative ref_count"):
            request.release()


def test_a_program_that_keeps_every_frame_gets_no_more(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_preview_configuration(buffer_count=3))
        picam2.start()
        kept = [picam2.capture_request() for _ in range(3)]
        with pytest.raises(TimeoutError):
            picam2.capture_request(wait=2)
        picam2.cancel_all_and_flush()
        kept.pop().release()
        assert picam2.capture_metadata()["SensorTimestamp"] > 1_000_000_000
        for request in kept:
            request.release()


def test_the_oldest_frame_in_the_queue_comes_at_once_a_fresh_one_by_flush(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.start("preview")
        time.sleep(1.01)
        now = time.monotonic_ns()
        with picam2.captured_request() as request:
            assert request.get_metadata()["SensorTimestamp"] < now
        time.sleep(1.01)
        now = time.monotonic_ns()
        with picam2.captured_request(flush=True) as request:
            told = request.get_metadata()
            assert told["SensorTimestamp"] - 1000 * told["ExposureTime"] >= now


def test_without_a_queue_every_capture_waits_for_a_frame(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_video_configuration(queue=False))
        picam2.start()
        time.sleep(1.01)
        began = time.monotonic()
        picam2.capture_metadata()
        assert 0 < time.monotonic() - began <= 0.0334


def test_dropping_frames_waits_for_them(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.start("video")
        picam2.drop_frames(10)
        assert time.monotonic() == pytest.approx(11 * 0.033333, abs=0.001)
        picam2.switch_mode_and_drop_frames("preview", 5)
        assert picam2.camera_configuration()["use_case"] == "preview"


def test_a_capture_in_the_background_tells_when_it_is_done(bench, own_folder):
    from picamera2 import Picamera2

    done = []
    with Picamera2() as picam2:
        picam2.start("preview")
        job = picam2.capture_file("later.jpg", wait=False)
        assert not (own_folder / "later.jpg").exists()
        told = picam2.wait(job)
        assert told["SensorTimestamp"] >= 0
        assert (own_folder / "later.jpg").exists()
        picam2.capture_array(signal_function=lambda job: done.append(job.get_result().shape))
        time.sleep(0.2)
    assert done == [(480, 640, 4)]


def test_an_error_in_a_background_job_reaches_who_waits_for_it(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.start("preview")
        job = picam2.capture_array("raw2", wait=False)
        with pytest.raises(RuntimeError, match="'raw2' is not defined"):
            job.get_result(timeout=1)


def test_a_cancelled_job_raises(bench):
    from picamera2 import CancelledError, Picamera2

    with Picamera2() as picam2:
        picam2.configure("preview")
        job = picam2.capture_array(wait=False)
        picam2.cancel_all_and_flush()
        with pytest.raises(CancelledError):
            picam2.wait(job)


def test_start_and_stop_as_often_as_wanted(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        for mode in ("preview", "video", "still"):
            picam2.start(mode)
            picam2.capture_metadata()
            picam2.stop()
        picam2.stop()  # nothing happens
        assert picam2.frames >= 3


def test_two_cameras_see_two_things(bench, red):
    from picamera2 import Picamera2

    from hardware_mocks.camera.views.cards import CardsView

    for number, colour in enumerate(("red", "blue")):
        bench.views[str(number)] = view = CardsView()
        view.show(colour, at=(0.3, 0.3, 0.4, 0.4))
    with Picamera2(0) as left, Picamera2(1) as right:
        for picam2 in (left, right):
            config = picam2.create_preview_configuration({"format": "RGB888", "size": (320, 240)})
            picam2.configure(config)
            picam2.start()
        time.sleep(1)
        assert red(left.capture_array()[120, 160])
        blue, green, red_level = right.capture_array()[120, 160]
        assert blue > 140 > max(green, red_level)
    assert [info["Num"] for info in Picamera2.global_camera_info()] == [0, 1]


def test_the_package_logs_what_it_does(bench, capsys):
    import sys

    from picamera2 import Picamera2

    Picamera2.set_logging(logging.INFO, output=sys.stdout, msg="%(levelname)s: %(message)s")
    with Picamera2() as picam2:
        picam2.start()
    Picamera2.set_logging(None, output=None)
    said = capsys.readouterr().out
    assert "INFO: Camera started" in said
    assert "INFO: Camera closed successfully." in said


def test_a_face_like_thing_is_found_where_it_is_held(cards):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        main, lores = {"size": (640, 480)}, {"size": (320, 240)}
        picam2.configure(picam2.create_preview_configuration(main, lores=lores))
        picam2.start()
        time.sleep(1)
        luma = picam2.capture_buffer("lores")[: 320 * 240].reshape(240, 320)
    _, dark = cv2.threshold(luma[:190], 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    outlines = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[-2]
    x, y, width, height = cv2.boundingRect(max(outlines, key=cv2.contourArea))
    assert (x, y) == pytest.approx((96, 72), abs=3)
    assert (width, height) == pytest.approx((128, 96), abs=4)


def test_motion_is_the_difference_of_two_frames(cards):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        config = picam2.create_video_configuration({"size": (640, 480)}, lores={"size": (320, 240)})
        picam2.configure(config)
        picam2.start()
        time.sleep(1)
        moved, before = [], None
        for number in range(20):
            if number == 10:
                cards.take_away()
            luma = picam2.capture_buffer("lores")[: 320 * 240].astype(int)
            if before is not None:
                moved.append(float(np.square(luma - before).mean()))
            before = luma
    assert max(moved[:7]) < 7
    assert max(moved) > 100


def test_a_webcam_style_loop_sees_thirty_frames_a_second(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_video_configuration({"size": (320, 240)}))
        picam2.start()
        count = 0
        while time.monotonic() < 2:
            picam2.capture_array()
            count += 1
    assert count == pytest.approx(60, abs=1)
