"""A camera in virtual time, on a source that does as it is told."""

import threading
import time

import numpy as np
import pytest

from hardware_mocks.virtual_time import VirtualTime
from makerkit.camera import Camera
from makerkit.camera.errors import CameraBusyError, CameraError, CameraLostError, NoVideoError
from makerkit.camera.frame import Frame
from makerkit.errors import BadInputError


class Script:
    """A source: each entry of `acts` is what it does next.

    A number lets so many pictures come, ten a second; an error is raised (by `open`, if it is the
    next thing there).
    """

    name = "script:0"

    def __init__(self, *acts, fps=10.0, given_fps=10.0):
        self.acts = list(acts)
        self.fps = fps
        self.opened = []
        self.closed = 0
        self._period_s = 1 / given_fps

    def open(self):
        self.opened.append(round(time.monotonic(), 3))
        if self.acts and isinstance(self.acts[0], Exception):
            raise self.acts.pop(0)

    def read(self, number):
        if not self.acts:
            raise CameraLostError("nothing is left")
        if isinstance(self.acts[0], Exception):
            raise self.acts.pop(0)
        time.sleep(self._period_s)
        self.acts[0] -= 1
        if self.acts[0] == 0:
            self.acts.pop(0)
        return Frame.from_bgr(number, time.monotonic_ns(), np.zeros((2, 2, 3), np.uint8))

    def interrupt(self):
        pass

    def close(self):
        self.closed += 1


@pytest.fixture(autouse=True)
def virtual_time():
    with VirtualTime(until_s=600) as scheduler:
        yield scheduler


def test_the_newest_picture_wins():
    with Camera(Script(100)) as camera:
        time.sleep(1.05)
        frame = camera.latest()

    assert frame is not None
    assert (frame.number, frame.t_ns) == (10, 1_000_000_000)


def test_next_waits_for_a_picture_that_the_caller_has_not_seen():
    with Camera(Script(100)) as camera:
        seen = []
        number = 0
        for _ in range(3):
            number = camera.next(after=number).number
            seen.append((number, round(time.monotonic(), 3)))

    assert seen == [(1, 0.1), (2, 0.2), (3, 0.3)]


def test_its_thread_is_named_after_it_and_ends_with_it():
    with Camera(Script(100), name="door"):
        names = [thread.name for thread in threading.enumerate()]
    after = [thread.name for thread in threading.enumerate()]

    assert "camera-door" in names
    assert "camera-door" not in after


def test_a_lost_camera_is_opened_again_more_and_more_slowly():
    lost = [CameraLostError("the plug is out") for _ in range(5)]
    source = Script(1, *lost, 10)
    states = []
    with Camera(source, on_state=lambda state: states.append((state.name, state.reason))) as camera:
        time.sleep(20)
        assert camera.latest() is None or camera.latest().number > 1

    assert source.opened[:6] == [0.0, 0.6, 1.6, 3.6, 7.6, 15.6]
    assert states[:4] == [
        ("opening", ""),
        ("running", ""),
        ("lost", "the plug is out"),
        ("running", ""),
    ]
    assert source.closed == len(source.opened)


def test_while_it_is_lost_there_is_no_old_picture():
    with Camera(Script(3, *[CameraLostError("the plug is out")] * 9)) as camera:
        time.sleep(0.35)
        state = camera.state
        assert (camera.latest(), state.name, state.fps) == (None, "lost", 0.0)


def test_numbers_go_on_after_it_was_lost():
    with Camera(Script(3, CameraLostError("out"), 50)) as camera:
        time.sleep(2)
        frame = camera.latest() or camera.next(3)

    assert frame.number > 3


def test_a_camera_that_was_steady_is_opened_again_at_once():
    source = Script(*[CameraBusyError("in use")] * 3, 100, CameraLostError("out"), 10)
    with Camera(source):
        time.sleep(15)

    # waits of 0.5, 1 and 2 s; ten seconds of pictures; then half a second again
    assert source.opened == [0.0, 0.5, 1.5, 3.5, 14.0]


def test_next_says_why_there_is_no_picture():
    with (
        Camera(Script(*[CameraBusyError("in use by python3 alarm.py (process 7)")] * 9)) as camera,
        pytest.raises(TimeoutError, match=r"script:0 in 2 s \(lost\): in use by python3 alarm.py"),
    ):
        camera.next(timeout_s=2)


def test_what_will_never_work_stops_it_and_is_raised():
    source = Script(NoVideoError("x.mp4 is no video"))
    with Camera(source) as camera:
        with pytest.raises(NoVideoError, match="is no video"):
            camera.next()
        time.sleep(60)
        assert (camera.state.name, camera.state.reason) == ("stopped", "x.mp4 is no video")

    assert source.opened == [0.0]


def test_a_slow_camera_runs_and_says_so_once():
    states = []
    source = Script(100, fps=10.0, given_fps=4.0)
    with Camera(source, on_state=states.append) as camera:
        time.sleep(20)
        state = camera.state

    assert (state.name, round(state.fps, 1)) == ("running", 4.0)
    assert state.reason.startswith("script:0 is too slow: 4.0 pictures a second, asked for 10.")
    assert [s.name for s in states] == ["opening", "running", "running", "stopped"]


def test_it_can_be_started_again():
    camera = Camera(Script(1000))
    for _ in range(2):
        with camera:
            camera.next(after=camera.latest().number if camera.latest() else 0)

    assert camera.state.name == "stopped"


def test_a_mistake_in_who_is_called_stops_it_and_is_told(monkeypatch):
    told = []
    monkeypatch.setattr(threading, "excepthook", lambda args: told.append(args.exc_type))

    def stumble(_frame):
        raise ZeroDivisionError

    with (
        Camera(Script(9), on_frame=stumble) as camera,
        pytest.raises(CameraError, match="ZeroDivisionError"),
    ):
        camera.next()

    assert told == [ZeroDivisionError]


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("door", "'door' is no source of pictures. Write one of: auto, picamera:0"),
        ("webcam:one", "webcam:one must have the number of a camera"),
        ("webcam:\u0660", "must have the number of a camera"),
        ("file:", "is no source"),
        ("auto:1", "is no source"),
        (__file__, "For this file write file:"),
        (".", "For this folder write folder:."),
    ],
)
def test_what_names_no_source_is_refused_with_a_hint(spec, words):
    with pytest.raises(BadInputError, match=words):
        Camera(spec)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"size": (0, 480)}, r"size must lie between 2 and 9152 pixels \(got \(0, 480\)\)"),
        ({"fps": 0}, r"fps must be above 0 and at most 1000 \(got 0\)"),
        ({"fps": float("nan")}, "fps must be above 0"),
    ],
)
def test_a_wish_without_sense_is_refused(wish, words):
    with pytest.raises(BadInputError, match=words):
        Camera("webcam:0", **wish)
