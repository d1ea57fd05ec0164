"""`cv2.VideoCapture(0)` on the bench: exact times, a queue, one holder at a time."""

import time

import cv2
import numpy as np
import pytest

from hardware_mocks.clock import VirtualClock
from hardware_mocks.simulated_pi import simulated_pi
from hardware_mocks.standins import video_capture
from hardware_mocks.virtual_time import VirtualTime
from makerkit.camera import Camera
from makerkit.camera.errors import CameraBusyError
from makerkit.trace import Trace


class Clock:
    """A view that shows what time it is: the brightness is the time in tenths of a second."""

    def __init__(self):
        self.is_plugged_in = True

    def look(self, t_ns, size, crop=(0, 0, 1, 1)):
        from hardware_mocks.camera.view import Scenery

        grey = int(t_ns // 100_000_000 % 25) * 10
        return Scenery(np.full((size[1], size[0], 3), grey, np.uint8), lux=300.0)

    def is_on(self, t_ns):
        return self.is_plugged_in


@pytest.fixture
def bench():
    real = cv2.VideoCapture
    with (
        VirtualTime(until_s=60, on_one_cpu=False) as scheduler,
        simulated_pi(VirtualClock(scheduler)) as bench,
    ):
        bench.views["camera"] = Clock()
        video_capture.install(bench)
        yield bench
    cv2.VideoCapture = real


def test_it_is_an_open_camera_of_an_ordinary_webcam(bench):
    camera = cv2.VideoCapture(0)

    assert isinstance(camera, cv2.VideoCapture)
    assert camera.isOpened()
    assert camera.getBackendName() == "V4L2"
    assert [camera.get(prop) for prop in (3, 4, 5)] == [640.0, 480.0, 30.0]
    camera.release()
    assert not camera.isOpened()
    assert camera.read() == (False, None)


def test_pictures_come_exactly_at_their_times(bench):
    camera = cv2.VideoCapture(0)
    times = []
    for _ in range(4):
        is_there, picture = camera.read()
        assert is_there
        assert (picture.shape, picture.dtype) == ((480, 640, 3), np.uint8)
        times.append(round(time.monotonic() * 30, 4))
    camera.release()

    assert times == [1, 2, 3, 4]


def test_a_size_is_taken_as_the_nearest_that_a_webcam_has(bench):
    camera = cv2.VideoCapture(0)
    assert camera.set(cv2.CAP_PROP_FRAME_WIDTH, 1300)
    assert camera.set(cv2.CAP_PROP_FRAME_HEIGHT, 700)
    assert camera.set(cv2.CAP_PROP_FPS, 9)
    _, picture = camera.read()
    camera.release()

    assert picture.shape == (720, 1280, 3)
    assert not camera.set(cv2.CAP_PROP_FRAME_WIDTH, 640)


def test_a_setting_that_a_webcam_does_not_have_is_refused(bench):
    camera = cv2.VideoCapture(0)
    assert not camera.set(cv2.CAP_PROP_ZOOM, 2)
    assert camera.get(cv2.CAP_PROP_ZOOM) == 0.0
    camera.release()


def test_who_reads_too_slowly_gets_old_pictures_as_in_life(bench):
    camera = cv2.VideoCapture(0)
    camera.read()
    time.sleep(2)
    stale = [camera.get(cv2.CAP_PROP_POS_MSEC) for _ in range(5) if camera.grab()]
    camera.release()

    assert [round(t_ms / 1000 * 30) for t_ms in stale] == [1, 2, 3, 4, 61]


def test_a_short_queue_gives_newer_pictures(bench):
    camera = cv2.VideoCapture(0)
    camera.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    camera.read()
    time.sleep(2)
    stale = [camera.get(cv2.CAP_PROP_POS_MSEC) for _ in range(2) if camera.grab()]
    camera.release()

    assert [round(t_ms / 1000 * 30) for t_ms in stale] == [1, 61]


def test_retrieve_gives_the_picture_that_was_grabbed_again_and_again(bench):
    camera = cv2.VideoCapture(0)
    assert camera.retrieve() == (False, None)
    assert camera.grab()
    first, second = camera.retrieve()[1], camera.retrieve()[1]
    mine = np.empty_like(first)
    camera.retrieve(mine)
    camera.release()

    assert np.array_equal(first, second)
    assert np.array_equal(first, mine)


@pytest.mark.parametrize("how", [(0,), (0, cv2.CAP_V4L2), (cv2.CAP_V4L2,), (-1,), ("/dev/video0",)])
def test_every_way_to_name_the_first_camera_opens_it(bench, how):
    camera = cv2.VideoCapture(*how)
    assert camera.isOpened()
    camera.release()


def test_a_camera_has_one_holder_at_a_time(bench, capsys):
    first = cv2.VideoCapture(0)
    second = cv2.VideoCapture(0)
    assert (first.isOpened(), second.isOpened()) == (True, False)
    assert "busy" in second.why_closed
    assert "can't open camera by index" in capsys.readouterr().err
    first.release()
    assert second.open(0)
    second.release()


def test_a_camera_that_is_thrown_away_is_free_again(bench):
    cv2.VideoCapture(0)
    camera = cv2.VideoCapture(0)
    assert camera.isOpened()
    camera.release()


def test_a_camera_whose_cable_is_pulled_gives_nothing_after_ten_seconds(bench, capsys):
    camera = cv2.VideoCapture(0)
    camera.read()
    bench.views["camera"].is_plugged_in = False
    began_s = time.monotonic()

    assert camera.read() == (False, None)
    assert time.monotonic() - began_s == pytest.approx(10, abs=0.1)
    assert "select() timeout" in capsys.readouterr().err
    camera.release()


def test_in_strict_mode_it_raises_as_opencv_does(bench):
    camera = cv2.VideoCapture()
    camera.setExceptionMode(True)
    with pytest.raises(cv2.error, match="no such camera"):
        camera.open(5)


def test_files_are_opened_by_the_real_opencv(bench, tmp_path):
    assert not cv2.VideoCapture(str(tmp_path / "none.mp4")).isOpened()


def test_the_same_program_gives_the_same_pictures():
    assert digests() == digests()


def digests():
    """Return checksums of some pictures of the bench's own test card."""
    real = cv2.VideoCapture
    with (
        VirtualTime(until_s=60, on_one_cpu=False) as scheduler,
        simulated_pi(VirtualClock(scheduler), seed=3) as bench,
    ):
        video_capture.install(bench)
        camera = cv2.VideoCapture(0)
        found = [hash(camera.read()[1].tobytes()) for _ in range(5)]
        camera.release()
    cv2.VideoCapture = real
    return found


def test_the_kits_own_camera_reads_it_as_a_webcam(bench):
    with Camera("webcam:0", size=(320, 240), fps=10) as camera:
        frames = [camera.next(after=number) for number in range(3)]

    assert [frame.number for frame in frames] == [1, 2, 3]
    assert [round(frame.t_ns / 1e9, 3) for frame in frames] == [0.0, 0.1, 0.2]
    assert frames[0].size == (320, 240)


def test_the_kits_own_camera_says_that_it_is_in_use(bench):
    held = cv2.VideoCapture(0)
    with Camera("webcam:0") as camera:
        with pytest.raises(TimeoutError, match="busy"):
            camera.next(timeout_s=0.2)
        assert "busy" in camera.state.reason
        held.release()
        assert camera.next().size == (640, 480)
    assert issubclass(CameraBusyError, RuntimeError)


def test_what_happens_to_the_camera_is_in_the_trace(bench):
    camera = cv2.VideoCapture(0)
    camera.read()
    camera.release()
    trace: Trace = bench.trace
    told = [event.data["what"] for event in trace if event.kind == "camera"]

    assert told[0] == "opened"
    assert told[-1] == "closed"
