"""A USB webcam through an OpenCV of our own, and what is said when it does not open."""

import os
import sys
import time
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from hardware_mocks.virtual_time import VirtualTime
from makerkit.camera import open_source
from makerkit.camera.errors import (
    CameraBusyError,
    CameraError,
    CameraLostError,
    CameraPermissionError,
    NoCameraError,
)
from makerkit.camera.holders import Holder
from makerkit.camera.sources import webcam


class Capture:
    """A webcam that gives 20 pictures a second, until `pictures` are gone."""

    is_open = True
    pictures = 100
    stamps = True

    def __init__(self, *how):
        self.how = how
        self.settings = {}
        self.is_released = False
        Capture.made = self

    def isOpened(self):  # noqa: N802 (OpenCV's name)
        return self.is_open

    def set(self, prop, value):
        self.settings[prop] = value
        return True

    def get(self, prop):
        if prop == cv2.CAP_PROP_POS_MSEC:
            return (time.monotonic() - 0.05) * 1000 if self.stamps else 0.0
        return self.settings.get(prop, 0.0)

    def read(self):
        if self.pictures == 0:
            return False, None
        self.pictures -= 1
        time.sleep(0.05)
        return True, np.full((480, 640, 3), 9, np.uint8)

    def release(self):
        self.is_released = True


@pytest.fixture
def capture(monkeypatch):
    monkeypatch.setattr(cv2, "VideoCapture", Capture)
    with VirtualTime(until_s=60):
        yield Capture


def test_a_webcam_is_asked_for_size_and_rate_and_keeps_no_queue(capture):
    source = open_source("webcam:2", size=(1280, 720), fps=20)
    source.open()
    made = capture.made
    source.close()

    assert made.how == (2, *((cv2.CAP_V4L2,) if sys.platform == "linux" else ()))
    assert made.settings[cv2.CAP_PROP_FRAME_WIDTH] == 1280
    assert made.settings[cv2.CAP_PROP_FRAME_HEIGHT] == 720
    assert made.settings[cv2.CAP_PROP_FPS] == 20
    assert made.settings[cv2.CAP_PROP_BUFFERSIZE] == 1
    assert made.settings[cv2.CAP_PROP_FOURCC] == cv2.VideoWriter_fourcc(*"MJPG")
    assert made.is_released


def test_a_picture_has_the_drivers_stamp(capture):
    source = open_source("webcam:0")
    time.sleep(1)
    source.open()
    frames = [source.read(number) for number in (1, 2)]
    source.close()

    assert [frame.t_ns for frame in frames] == [1_000_000_000, 1_050_000_000]
    assert frames[0].size == (640, 480)


def test_without_a_stamp_it_has_the_time_of_arrival(capture, monkeypatch):
    monkeypatch.setattr(capture, "stamps", False)
    source = open_source("webcam:0")
    time.sleep(5)
    source.open()

    assert source.read(1).t_ns == 5_050_000_000
    source.close()


def test_a_plug_that_is_pulled_is_told(capture, monkeypatch):
    monkeypatch.setattr(capture, "pictures", 1)
    source = open_source("webcam:0")
    source.open()
    source.read(1)

    with pytest.raises(CameraLostError, match="webcam:0 gives no pictures any more"):
        source.read(2)
    source.close()


@pytest.mark.parametrize(
    ("device", "holders", "error", "words"),
    [
        ((False, True), [], NoCameraError, "There is no /dev/video0: webcam:0 is not seen"),
        ((True, False), [], CameraPermissionError, "sudo usermod -aG video"),
        (
            (True, True),
            [Holder(77, "python3 alarm.py", "/dev/video0"), Holder(80, "vlc", "/dev/video0")],
            CameraBusyError,
            r"in use by python3 alarm.py \(process 77\), vlc \(process 80\).*`kill 77`",
        ),
        ((True, True), [], CameraError, "is there but cannot be opened"),
    ],
)
def test_a_webcam_that_does_not_open_says_why(monkeypatch, device, holders, error, words):
    monkeypatch.setattr(cv2, "VideoCapture", Capture)
    monkeypatch.setattr(Capture, "is_open", False)
    exists, may = device
    path = SimpleNamespace(exists=lambda _device: exists)
    fake_os = SimpleNamespace(path=path, access=lambda *_: may, R_OK=os.R_OK, W_OK=os.W_OK)
    monkeypatch.setattr(webcam, "os", fake_os)
    monkeypatch.setattr(webcam, "holders_of", lambda _devices: holders)
    monkeypatch.setattr(webcam.sys, "platform", "linux")
    source = open_source("webcam:0")

    with pytest.raises(error, match=words):
        source.open()
    source.close()
