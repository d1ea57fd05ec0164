"""Whole programs that use a camera, as a student writes them, run unmodified on the bench."""

import textwrap

import cv2
import numpy as np
import pytest

from hardware_mocks import program_end
from hardware_mocks.camera.for_tests import frames_of
from hardware_mocks.camera.views.cards import CardsView


@pytest.fixture
def program(run_program, tmp_path, monkeypatch):
    """Run a program's text in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(text, **how):
        file = tmp_path / "program.py"
        file.write_text(textwrap.dedent(text))
        run_program(file, **how)

    return run


DOORBELL = """
    from signal import pause

    from gpiozero import LED, Button
    from picamera2 import Picamera2

    button = Button(2)
    lamp = LED(17)
    camera = Picamera2()
    camera.configure(camera.create_still_configuration({"size": (640, 480)}))
    camera.start()
    taken = 0

    def photograph():
        global taken
        lamp.on()
        taken += 1
        camera.capture_file(f"visitor{taken}.jpg")
        lamp.off()

    button.when_pressed = photograph
    pause()
"""


def test_a_button_takes_a_photograph_each_time_it_is_pressed(bench, program, tmp_path):
    bench.press("A", at_s=2.0)
    bench.press("A", at_s=4.0)
    program(DOORBELL, for_s=6)
    files = [e for e in bench.trace if e.kind == "camera" and e.data["what"] == "file"]
    assert [event.data["file"] for event in files] == ["visitor1.jpg", "visitor2.jpg"]
    assert [event.t_s for event in files] == pytest.approx([2.03, 4.03], abs=0.05)
    assert cv2.imread(str(tmp_path / "visitor2.jpg")).shape == (480, 640, 3)


THREADS = """
    import threading
    import time

    from picamera2 import Picamera2

    newest, news, ends = [None], threading.Condition(), threading.Event()

    def look():
        with Picamera2() as camera:
            camera.configure(camera.create_video_configuration({"size": (160, 120)}))
            camera.start()
            while not ends.is_set():
                picture = camera.capture_array()
                with news:
                    newest[0] = picture
                    news.notify_all()

    thread = threading.Thread(target=look)
    thread.start()
    for _ in range(30):
        with news:
            news.wait()
    print(newest[0].shape, round(time.monotonic(), 2))
    ends.set()
    thread.join()
"""


def test_a_camera_thread_feeds_the_main_program(bench, program):
    program(THREADS, for_s=5)
    (said,) = [e.data["text"] for e in bench.trace if e.kind == "print"]
    assert said == "(120, 160, 4) 1.0"


FINDS_RED = """
    import time

    import cv2
    from gpiozero import LED
    from picamera2 import Picamera2

    lamp = LED(17)
    camera = Picamera2()
    camera.configure(camera.create_video_configuration({"format": "RGB888", "size": (320, 240)}))
    camera.start()
    while True:
        picture = cv2.cvtColor(camera.capture_array(), cv2.COLOR_BGR2HSV)
        low = cv2.inRange(picture, (0, 120, 60), (10, 255, 255))
        high = cv2.inRange(picture, (170, 120, 60), (180, 255, 255))
        lamp.value = cv2.countNonZero(low | high) > 2000
"""


def test_a_lamp_shines_while_a_red_card_is_held_before_the_camera(bench, program):
    cards = bench.views["0"] = CardsView()
    bench.clock.at(2_000_000_000, lambda: cards.show("red"))
    bench.clock.at(3_000_000_000, lambda: cards.show("blue"))
    bench.clock.at(4_000_000_000, cards.take_away)
    program(FINDS_RED, for_s=6)
    edges = [(e.t_s, e.data["level"]) for e in bench.trace if e.kind == "edge" and e.t_s > 1]
    assert [level for _, level in edges] == [1, 0]
    assert [t_s for t_s, _ in edges] == pytest.approx([2.05, 3.05], abs=0.06)


FORGOTTEN = """
    from picamera2 import Picamera2

    first = Picamera2()
    first.start()
    second = Picamera2()
"""


def test_a_camera_opened_twice_names_who_holds_it(bench, program):
    with pytest.raises(RuntimeError, match="did not complete") as refusal:
        program(FORGOTTEN)
    assert "by Picamera2, and has not closed it" in str(refusal.value.__cause__)
    told = [e.data for e in bench.trace if e.kind == "camera" and e.data["what"] == "refused"]
    assert told[0]["holder"] == "Picamera2"


OPENCV_THEN_PICAMERA = """
    import cv2
    from picamera2 import Picamera2

    capture = cv2.VideoCapture(0)
    is_there, picture = capture.read()
    capture.release()
    with Picamera2() as camera:
        main = {"format": "RGB888", "size": (640, 480)}
        camera.configure(camera.create_video_configuration(main))
        camera.start()
        camera.drop_frames(40)
        cv2.imwrite("picamera.png", camera.capture_array())
    cv2.imwrite("opencv.png", picture)
"""


@pytest.fixture
def with_opencvs_camera(bench, monkeypatch):
    from hardware_mocks.standins import video_capture

    monkeypatch.setattr(cv2, "VideoCapture", cv2.VideoCapture)
    video_capture.install(bench)


def test_opencv_and_picamera2_see_the_same(bench, with_opencvs_camera, program, tmp_path):
    cards = bench.views["0"] = CardsView()
    cards.show("green")
    program(OPENCV_THEN_PICAMERA)
    opencv, picamera = (
        cv2.imread(str(tmp_path / f"{name}.png")).astype(int) for name in ("opencv", "picamera")
    )
    assert np.abs(opencv - picamera).mean() < 4


def test_an_open_camera_that_does_not_run_may_be_why_a_program_waits(bench):
    from picamera2 import Picamera2

    assert bench.cameras.remark() == ""
    with Picamera2() as picam2:
        assert "Camera 0 is open and does not run" in bench.cameras.remark()
        picam2.start()
        assert bench.cameras.remark() == ""
        picam2.stop()
        remark = bench.cameras.remark()
        message = program_end.deadlocked(("prog.py, line 3",), 0.5, remark).message
        assert message.endswith("start the camera first, with start().")
    assert bench.cameras.remark() == ""


def test_a_view_is_looked_at_in_every_size_before_frames_come(bench):
    from picamera2 import Picamera2

    asked = []

    class Slow(CardsView):
        def light(self, t_ns):
            asked.append("light")
            return super().light(t_ns)

        def look(self, t_ns, size, crop=(0, 0, 1, 1)):
            asked.append(size)
            return super().look(t_ns, size, crop)

    bench.views["0"] = Slow()
    with Picamera2() as picam2:
        main, lores = {"size": (640, 480)}, {"size": (320, 240)}
        picam2.configure(picam2.create_video_configuration(main, lores=lores))
        picam2.start()
    assert asked[:3] == [(640, 480), (320, 240), "light"]


def test_the_same_seed_gives_the_same_frames_and_another_one_other_noise():
    first, again, other = (frames_of(seed) for seed in (3, 3, 4))
    assert first == again
    assert first != other
