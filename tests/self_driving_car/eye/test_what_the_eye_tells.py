"""The camera's edge: pictures go to whoever looks, what is seen to the driver, in virtual time."""

import time

import numpy as np
import pytest

from makerkit.app.edge import Level
from makerkit.camera.errors import CameraError
from makerkit.camera.frame import Frame
from makerkit.errors import NotThereError
from self_driving_car.control.geometry import Move
from self_driving_car.driver.senses import CameraSeen
from self_driving_car.eye.eye import EyeEdge
from self_driving_car.eye.settings import CameraSettings
from self_driving_car.inbox import Netted
from self_driving_car.perception.seen import Lane, Seen
from self_driving_car.status import Mode, Status

pytestmark = pytest.mark.usefixtures("virtual_time")
LANE = Lane(0.01, 0.0, 0.0, 0.35, 1.0, 0.2, 1.2)


class Source:
    """Twenty grey pictures a second; may break, and hang."""

    name, fps = "a pretended camera", 20.0

    def __init__(self):
        self.is_broken, self.hangs_s = False, 0.0

    def open(self):
        if self.is_broken:
            raise CameraError("The ribbon cable is out.")

    def read(self, number):
        time.sleep(0.05 + self.hangs_s)
        if self.is_broken:
            raise CameraError("The ribbon cable is out.")
        return Frame.from_bgr(number, time.monotonic_ns(), np.full((24, 32, 3), 90, np.uint8))

    def close(self):
        """Nothing to let go of."""

    def interrupt(self):
        """A read ends by itself."""


class Engine:
    """Hears what is told; a car that drives straight on at 0.5 m/s."""

    def __init__(self):
        self.told, self.status = [], Status(t_s=0.0, mode=Mode.LANE)

    def tell(self, news):
        self.told.append(news)

    def moved_between(self, from_s, to_s):
        return Move(0.5 * (to_s - from_s))


class Sight:
    """Sees a lane, by whatever mode."""

    complaint = ""

    def __init__(self):
        self.looked, self.error, self.hangs_s = [], None, 0.0

    def look(self, picture, t_s, moved, mode):
        self.looked.append((picture.shape, t_s, moved, mode))
        time.sleep(self.hangs_s)
        if self.error is not None:
            raise self.error
        net = Netted(0.1, 0.5, t_s) if mode is Mode.NET else None
        return Seen(t_s, lane=LANE), net


@pytest.fixture
def parts():
    return Source(), Engine(), Sight()


@pytest.fixture
def eye(parts):
    source, engine, sight = parts
    made = EyeEdge(CameraSettings(), engine, sight, source=source)
    made.start()
    yield made
    source.hangs_s = sight.hangs_s = 0.0
    made.stop()


def of_kind(engine, kind):
    return [news for news in engine.told if isinstance(news, kind)]


def test_every_picture_is_looked_at_with_the_way_since_the_last(eye, parts):
    _, engine, sight = parts
    time.sleep(1.0)
    assert 17 <= len(of_kind(engine, Seen)) <= 20
    assert [moved.forward_m for _, _, moved, _ in sight.looked[1:]] == pytest.approx(
        [0.025] * (len(sight.looked) - 1)
    )
    assert eye.health().level is Level.OK


def test_what_is_seen_carries_the_time_of_its_exposure(eye, parts):
    time.sleep(0.5)
    seen = of_kind(parts[1], Seen)
    assert [one.t_s for one in seen] == [t_s for _, t_s, _, _ in parts[2].looked]
    picture, newest = eye.newest
    assert (picture.shape, newest) == ((24, 32, 3), seen[-1])


def test_a_slow_look_costs_pictures_and_never_age(eye, parts):
    """AutoRCCar #189, jetbot #207: video that comes seconds late."""
    parts[2].hangs_s = 0.2
    time.sleep(2.0)
    looked = parts[2].looked
    assert len(looked) <= 10
    assert time.monotonic() - looked[-1][1] <= 0.3


def test_the_net_is_asked_in_its_mode(eye, parts):
    _, engine, _ = parts
    engine.status = Status(t_s=0.0, mode=Mode.NET)
    time.sleep(0.5)
    net = of_kind(engine, Netted)
    assert net
    assert (net[-1].angle, net[-1].throttle) == (0.1, 0.5)


def test_a_camera_that_breaks_is_told_with_its_reason_and_comes_back(eye, parts):
    source, engine, _ = parts
    time.sleep(0.5)
    source.is_broken = True
    time.sleep(2.0)
    assert of_kind(engine, CameraSeen)[-1] == CameraSeen(
        is_up=False, says="The ribbon cable is out."
    )
    assert (eye.health().level, eye.health().says) == (Level.ERROR, "The ribbon cable is out.")
    source.is_broken = False
    before = len(of_kind(engine, Seen))
    time.sleep(5.0)
    assert len(of_kind(engine, Seen)) > before + 20


def test_a_net_that_is_not_there_is_said_once_and_again_when_it_is(eye, parts):
    _, engine, sight = parts
    time.sleep(0.3)
    sight.error = NotThereError("There is no drive.onnx.")
    time.sleep(1.0)
    complaints = [news for news in of_kind(engine, CameraSeen) if not news.is_up]
    assert complaints == [CameraSeen(is_up=False, says="There is no drive.onnx.")]
    assert eye.health().level is Level.WARNING
    sight.error = None
    time.sleep(0.5)
    assert of_kind(engine, CameraSeen)[-1] == CameraSeen(is_up=True)


def test_the_recorder_gets_every_picture_with_how_the_car_was(eye, parts):
    kept = []
    eye.keep(lambda picture, status: kept.append((picture.shape, status.mode)))
    time.sleep(0.5)
    assert len(kept) >= 8
    assert kept[-1] == ((24, 32, 3), Mode.LANE)
