"""Cameras and pictures as checks speak of them."""

from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.picture import overlap
from hardware_mocks.checks.task import TaskFailed

WIRING = Path(__file__).resolve().parents[3] / "lessons" / "16_first_picture" / "wiring.json"
HEAD = """
from signal import pause
from time import sleep
import cv2

from picamera2 import Picamera2
camera = Picamera2()
"""
TAKES = """
camera.configure(camera.create_still_configuration(main={"size": (640, 480), "format": "RGB888"}))
camera.start()
sleep(1)
picture = camera.capture_array()
cv2.imwrite("seen.png", picture)
camera.close()
sleep(60)
"""


@pytest.fixture
def look(tmp_path):
    """Return a function that runs a program and looks; it returns (id, params) or None."""

    def run(program, sentences):
        path = tmp_path / "main.py"
        path.write_text(HEAD + dedent(program), encoding="utf-8")
        session = CheckSession(CheckJob(Path("check.py"), path, wiring=WIRING))
        try:
            with session.task(own_folder=True) as running:
                sentences(session.bench, running, session.say)
        except TaskFailed as error:
            message = error.diagnosis.message
            return message.id, dict(message.params)
        finally:
            session.close()
        return None

    return run


def test_the_life_of_a_camera_is_seen(look):
    seen = []

    def sentences(bench, _program, say):
        bench.wait("3 s")
        say.on_look()
        camera = bench.camera()
        seen.append((camera.opened_s, camera.started_s, len(camera.frames), camera.is_open))
        seen.append((camera.format, camera.size, camera.use, camera.is_running))
        camera.is_closed()

    assert look(TAKES, sentences) is None
    assert seen == [([0.0], [0.0], 1, False), ("RGB888", (640, 480), "still", False)]


def test_a_camera_that_is_not_given_back_is_told(look):
    def sentences(bench, _program, _say):
        bench.wait("3 s")
        bench.camera().is_closed(within="2 s")

    found = look(TAKES.replace("camera.close()", "camera.stop()"), sentences)
    assert found == ("camera.still_open", {"since_s": 0.0, "t_s": 5.0})


@pytest.mark.parametrize("colour", ["red", "green", "blue"])
def test_a_card_has_its_colour_in_what_the_program_writes(look, colour):
    points = []

    def sentences(bench, _program, _say):
        bench.camera().shows_card(colour, at=(0.25, 0.25, 0.5, 0.5))
        bench.wait("3 s")
        points.append(bench.picture("seen.png").colour((0.4, 0.4, 0.2, 0.2)))

    assert look(TAKES, sentences) is None
    assert int(np.argmax(points[0])) == ("blue", "green", "red").index(colour)


def test_a_card_can_be_taken_away(look):
    reds = []

    def sentences(bench, _program, say):
        say.on_look()
        bench.camera().shows_card("red", at=(0.25, 0.25, 0.5, 0.5))
        for _ in range(2):
            blue, _, red = (int(n) for n in bench.camera().sees((64, 48))[24, 32])
            reds.append(red > blue + 60)
            bench.camera().takes_card_away()

    with pytest.raises(Exception, match="no card"):
        look("pause()", lambda bench, _program, _say: bench.camera().takes_card_away())
    assert look("pause()", sentences) is None
    assert reds == [True, False]


def test_it_sees_a_room_of_the_house_at_the_moment_that_the_check_says(look):
    levels = []

    def sentences(bench, _program, say):
        say.on_look()
        for from_ in ("5 s", "15 s"):  # the lamp goes on at 10 s
            bench.camera().looks_at("lamp_switched", from_=from_)
            levels.append(bench.camera()._device.view.light(bench._run.stage.bench.clock.now_ns))

    assert look("pause()", sentences) is None
    assert levels[1] > 1.5 * levels[0]


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ('cv2.imwrite("seen.png", grey[:200])', ("picture.wrong_size", "seen.png")),
        ('cv2.imwrite("seen.png", grey.T)', ("picture.lies_on_its_side", "seen.png")),
        ('cv2.imwrite("other.png", grey)', ("picture.other_name", "seen.png")),
        ("pass", ("picture.not_there", "seen.png")),
        ("Path('seen.png').write_text('no picture')", ("picture.unreadable", "seen.png")),
        ('cv2.imwrite("seen.png", grey)', None),
    ],
)
def test_what_is_wrong_with_a_picture_is_told(look, program, found):
    def sentences(bench, _program, _say):
        bench.wait("100 ms")
        bench.picture("seen.png").has_size(640, 480)

    head = (
        "import numpy\nfrom pathlib import Path\ngrey = numpy.full((480, 640), 128, numpy.uint8)\n"
    )
    told = look(f"{head}{program}\npause()", sentences)
    assert (told and (told[0], told[1]["file"])) == found


def test_a_box_that_was_drawn_is_found(look):
    program = """
    import numpy
    wall = numpy.full((480, 640, 3), 90, numpy.uint8)
    cv2.rectangle(wall, (64, 48), (320, 240), (0, 255, 255), 3)
    cv2.imwrite("seen.jpg", wall)
    pause()
    """
    boxes = []

    def sentences(bench, _program, _say):
        bench.wait("100 ms")
        before = np.full((480, 640, 3), 90, np.uint8)
        boxes.extend(bench.picture("seen.jpg").drawn_boxes(before))
        assert bench.pictures == ["seen.jpg"]

    assert look(program, sentences) is None
    assert overlap(boxes[0], (0.1, 0.1, 0.4, 0.4)) > 0.9


def test_overlap_is_what_two_boxes_share_of_what_they_cover():
    assert overlap((0, 0, 0.5, 0.5), (0, 0, 0.5, 0.5)) == 1.0
    assert overlap((0, 0, 0.5, 1), (0.5, 0, 0.5, 1)) == 0.0
    assert overlap((0, 0, 0.4, 1), (0.2, 0, 0.4, 1)) == pytest.approx(1 / 3)
