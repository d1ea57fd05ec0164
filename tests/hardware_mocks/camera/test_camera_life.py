"""Whatever a program does with its camera, in whatever order, it keeps its word."""

import cv2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.camera.install import install
from hardware_mocks.clock import VirtualClock
from hardware_mocks.simulated_pi import simulated_pi
from hardware_mocks.virtual_time import VirtualTime

install()

DEEDS = ("start", "stop", "preview", "video", "still", "array", "metadata", "keep", "let go",
         "switch", "control", "wait", "drop", "preview on", "file")  # fmt: skip


class Program:
    """Does one thing after another with a camera, and knows what must come of it."""

    def __init__(self, folder):
        from picamera2 import Picamera2

        self.picam2 = Picamera2()
        self.folder = folder
        self.kept = []
        self.size = (640, 480)
        self.is_configured = False

    def config(self, kind):
        sizes = {"preview": (64, 64), "video": (128, 96), "still": (160, 120)}
        make = getattr(self.picam2, f"create_{kind}_configuration")
        return make({"size": sizes[kind], "format": "RGB888"}, buffer_count=3)

    def do(self, deed):
        import time

        picam2 = self.picam2
        can_take = picam2.started and len(self.kept) < 2
        if deed in {"preview", "video", "still"}:
            self.configure(deed)
        elif deed == "start" and self.is_configured:
            picam2.start()
        elif deed == "stop":
            picam2.stop()
        elif deed == "wait":
            time.sleep(0.2)
        elif deed == "control" and self.is_configured:
            picam2.set_controls({"ExposureTime": 5000, "Brightness": 0.1})
        elif deed == "let go" and self.kept:
            self.kept.pop().release()
        elif can_take:
            self.take(deed)

    def configure(self, kind):
        config = self.config(kind)
        if self.picam2.started:
            with pytest.raises(RuntimeError, match="must be stopped"):
                self.picam2.configure(config)
            return
        self.picam2.configure(config)
        self.size, self.is_configured = config["main"]["size"], True

    def take(self, deed):
        width, height = self.size
        if deed == "array":
            assert self.picam2.capture_array(wait=5).shape == (height, width, 3)
        elif deed == "metadata":
            assert self.picam2.capture_metadata(wait=5)["FrameDuration"] > 0
        elif deed == "keep":
            self.kept.append(self.picam2.capture_request(wait=5))
        elif deed == "drop":
            self.picam2.drop_frames(2, wait=5)
        elif deed == "file":
            self.picam2.capture_file(str(self.folder / "a.jpg"), wait=5)
        elif deed == "switch":
            array = self.picam2.switch_mode_and_capture_array(self.config("still"), wait=5)
            assert array.shape == (120, 160, 3)

    def end(self):
        for request in self.kept:
            assert request.make_array("main").ndim == 3
            request.release()
        self.picam2.close()
        assert not self.picam2.is_open


@given(deeds=st.lists(st.sampled_from(DEEDS), max_size=25))
@settings(max_examples=60, deadline=None)
def test_a_camera_answers_in_any_order_of_deeds(tmp_path_factory, deeds):
    folder = tmp_path_factory.mktemp("life")
    with VirtualTime() as scheduler, simulated_pi(VirtualClock(scheduler)) as bench:
        program = Program(folder)
        for deed in ("preview", *deeds):
            program.do(deed)
            assert 0 <= program.picam2._free_buffers <= 3
        program.end()
        told = [event.data["what"] for event in bench.trace if event.kind == "camera"]
        assert told.count("started") == told.count("stopped")
        assert (told[0], told[-1]) == ("opened", "closed")


def test_programs_without_a_camera_do_not_pay_for_it():
    import subprocess
    import sys

    code = """
import sys
from hardware_mocks.clock import VirtualClock
from hardware_mocks.simulated_pi import simulated_pi
from hardware_mocks.virtual_time import VirtualTime
with VirtualTime() as scheduler, simulated_pi(VirtualClock(scheduler)):
    from gpiozero import LED
    LED(17).on()
print(*sorted({"numpy", "cv2", "av", "PIL", "hardware_mocks.camera.picamera2"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("from picamera2.previews.qt import QGlPicamera2", "a part of a window of the desktop"),
        ("from picamera2.devices import IMX500", "needs hardware that the bench does not have"),
        ("from picamera2 import Process", "the bench is one process"),
        ("from picamera2 import Picamera", "cannot import name 'Picamera'"),
    ],
)
def test_what_the_bench_does_not_have_says_why_and_what_to_do(program, words):
    with pytest.raises(ImportError, match=words):
        exec(program, {})


class FakeWebcam:
    """A webcam that shows one grey."""

    def __init__(self, number):
        self.number = number

    def isOpened(self):  # noqa: N802 (OpenCV's name)
        return self.number == 0

    def read(self):
        import numpy as np

        return True, np.full((120, 160, 3), 90, np.uint8)

    def release(self):
        pass


def test_a_webcam_is_seen_in_real_time(monkeypatch):
    from hardware_mocks.bench import Bench
    from hardware_mocks.camera.views.webcam import WebcamView
    from hardware_mocks.clock import WallClock
    from makerkit.errors import NotThereError

    monkeypatch.setattr(cv2, "VideoCapture", FakeWebcam)
    bench = Bench(WallClock())
    view = WebcamView(0, bench)
    assert view.look(0, (80, 60)).image.mean() == 90
    view.close()
    with pytest.raises(NotThereError, match="there is no webcam 1, or another program holds it"):
        WebcamView(1, bench)


def test_the_card_of_a_scene_is_a_thing_that_moves(bench, tmp_path):
    from makerkit.wiring.scenario import parse_scenario

    text = """
[cameras.camera]
looks_at = "card:red"

[[event]]
at_s = 1
part = "card"
action = "set"
values = {x = 0.25}

[[event]]
at_s = 2
part = "card"
action = "set"
values = {shown = false}
"""
    import time

    bench.play(parse_scenario(text, str(tmp_path / "scene.toml")))
    view = bench.cameras.view_of(0)

    def middle():
        image = view.look(0, (160, 120)).image.astype(int)
        columns = ((image[:, :, 2] - image[:, :, 0]) > 80).any(axis=0).nonzero()[0]
        return float(columns.mean()) if columns.size else None

    assert middle() == pytest.approx(80, abs=2)
    time.sleep(1.5)
    assert middle() == pytest.approx(40, abs=2)
    time.sleep(1)
    assert middle() is None
