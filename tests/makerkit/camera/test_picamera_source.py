"""A Pi's camera through picamera2, here the stand-in: as the kit's own camera sees it."""

import sys
import time
from itertools import pairwise
from types import SimpleNamespace

import pytest

from hardware_mocks.camera import install as camera_install
from hardware_mocks.clock import VirtualClock
from hardware_mocks.simulated_pi import simulated_pi
from hardware_mocks.virtual_time import VirtualTime
from makerkit.camera import Camera, open_source
from makerkit.camera.errors import (
    CameraBusyError,
    CameraLibraryError,
    CameraLostError,
    CameraPermissionError,
    NoCameraError,
)
from makerkit.camera.holders import Holder
from makerkit.camera.sources import picamera


@pytest.fixture
def bench():
    with (
        VirtualTime(until_s=120, on_one_cpu=False) as scheduler,
        simulated_pi(VirtualClock(scheduler)) as bench,
    ):
        camera_install.install()
        yield bench


def test_it_gives_yuv_and_a_small_picture_of_the_same_moment(bench):
    source = open_source("picamera:0", size=(640, 480), lores=(320, 240), fps=15)
    source.open()
    frames = [source.read(number) for number in range(1, 6)]
    source.close()

    last = frames[-1]
    assert (last.size, last.is_yuv, last.luma.shape) == ((640, 480), True, (240, 320))
    assert last.luma.base is not None
    assert last.bgr().shape == (480, 640, 3)
    assert last.exposure_us is not None
    assert last.gain is not None
    gaps = [b.t_ns - a.t_ns for a, b in pairwise(frames)]
    assert gaps == pytest.approx([1e9 / 15] * 4, rel=0.05)


def test_a_frame_is_stamped_with_the_start_of_its_exposure(bench):
    source = open_source("picamera:0", fps=10)
    source.open()
    for number in range(1, 6):
        frame = source.read(number)
        arrived_ns = time.monotonic_ns()
        assert frame.metadata["SensorTimestamp"] - frame.t_ns == frame.exposure_us * 1000
        assert frame.t_ns < arrived_ns
        assert arrived_ns - frame.t_ns < 400_000_000
    source.close()


def test_auto_finds_it(bench):
    with Camera("auto", fps=10) as camera:
        camera.next()
        assert camera.source.name == "picamera:0"


def test_it_can_be_opened_again_after_it_was_closed(bench):
    source = open_source("picamera:0")
    for _ in range(2):
        source.open()
        assert source.read(1).size == (640, 480)
        source.close()


def test_a_second_one_on_the_same_camera_is_told_that_it_is_in_use(bench):
    with Camera("picamera:0", name="first") as first:
        first.next()
        second = open_source("picamera:0")
        with pytest.raises(CameraBusyError, match="one program at a time"):
            second.open()
        second.close()
        first.next(after=first.next().number)  # the first goes on


def test_a_camera_that_is_not_there_is_told_with_what_there_is(bench):
    with pytest.raises(NoCameraError, match="no picamera:1: 1 camera is seen, counted from 0"):
        open_source("picamera:1").open()


def test_a_cable_that_comes_loose_is_told_and_it_goes_on_when_it_is_back(bench):
    from hardware_mocks.camera.views.test_card import TestCard

    class Loose(TestCard):
        is_plugged_in = True

        def is_on(self, t_ns):
            return self.is_plugged_in

    view = Loose("door")
    bench.views["camera"] = view
    with Camera("picamera:0", fps=15) as camera:
        before = camera.next()
        view.is_plugged_in = False
        time.sleep(6)
        assert camera.state.name == "lost"
        assert "gave no picture for 3 s" in camera.state.reason
        assert camera.latest() is None
        view.is_plugged_in = True
        after = camera.next(after=before.number, timeout_s=15)

    assert after.number > before.number


def fake_picamera2(monkeypatch, *, cameras=1, error=None):
    """Put a picamera2 there that fails in one way."""

    class Picamera2:
        def __init__(self, number):
            if error is not None:
                raise error

        @staticmethod
        def global_camera_info():
            return [{"Num": number} for number in range(cameras)]

        def close(self):
            pass

    monkeypatch.setitem(sys.modules, "picamera2", SimpleNamespace(Picamera2=Picamera2))


@pytest.mark.parametrize(
    ("error", "holders", "kind", "words"),
    [
        (
            RuntimeError("Failed to acquire camera: Device or resource busy"),
            [Holder(77, "python3 alarm.py", "/dev/media0")],
            CameraBusyError,
            r"in use by python3 alarm.py \(process 77\).*`kill 77`",
        ),
        (
            RuntimeError("Camera __init__ sequence did not complete."),
            [Holder(9, "rpicam-hello", "/dev/media0")],
            CameraBusyError,
            "in use by rpicam-hello",
        ),
        (RuntimeError("resource busy"), [], CameraBusyError, "by another program"),
        (PermissionError(13, "Permission denied"), [], CameraPermissionError, "usermod -aG video"),
    ],
)
def test_what_libcamera_says_is_said_in_words(monkeypatch, error, holders, kind, words):
    fake_picamera2(monkeypatch, error=error)
    monkeypatch.setattr(picamera, "holders_of", lambda: holders)
    with pytest.raises(kind, match=words):
        open_source("picamera:0").open()


def test_a_ribbon_that_is_not_seen_is_told(monkeypatch):
    fake_picamera2(monkeypatch, cameras=0)
    monkeypatch.setattr(picamera, "holders_of", list)
    with pytest.raises(NoCameraError, match="The Pi sees no camera"):
        open_source("picamera:0").open()


def test_a_camera_that_libcamera_hides_because_somebody_has_it_is_in_use(monkeypatch):
    fake_picamera2(monkeypatch, cameras=0)
    monkeypatch.setattr(picamera, "holders_of", lambda: [Holder(5, "motion", "/dev/media0")])
    with pytest.raises(CameraBusyError, match=r"motion \(process 5\)"):
        open_source("picamera:0").open()


@pytest.mark.parametrize(
    ("is_a_pi", "words"),
    [(True, "sudo apt install python3-picamera2"), (False, "take webcam:0 or file:street.mp4")],
)
def test_without_the_library_one_is_told_what_to_install(monkeypatch, is_a_pi, words):
    monkeypatch.setitem(sys.modules, "picamera2", None)
    monkeypatch.setattr(picamera, "is_a_pi", lambda: is_a_pi)
    source = open_source("picamera:0")
    with pytest.raises(CameraLibraryError, match=words):
        source.open()
    assert CameraLibraryError.is_final
    assert not CameraLostError.is_final
