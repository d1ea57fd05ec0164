"""Cars for tests: one that notes what it is told, and one that drives on the simulated track.

The second has the real driver and the real perception; only the edges between them are left out.
"""

import threading
import time
from dataclasses import replace

import numpy as np

from makerkit.app.config_file import change
from makerkit.app.edge import Health, Level
from makerkit.app.section import Section
from makerkit.errors import BadInputError
from self_driving_car.dashboard.settings import WebSettings
from self_driving_car.driver import senses
from self_driving_car.driver.driver import Driver
from self_driving_car.driver.orders import DONE, Answer, Steer
from self_driving_car.driver.settings import CarSettings, DriveSettings
from self_driving_car.perception.net_settings import NetSettings
from self_driving_car.perception.perception import Perception
from self_driving_car.perception.seen import Lane, Seen
from self_driving_car.perception.settings import PerceptionSettings
from self_driving_car.recording.settings import RecordingSettings
from self_driving_car.status import Mode, Status

FILE = """# A car for tests.
[drive]
speed_m_s = 0.5  # on a straight road
"""
TURN_S = 0.02
PICTURE_EVERY = 3
LANE = Lane(0.012, 0.02, 0.4, 0.35, 0.9)


class Settings(Section):
    car: CarSettings = CarSettings()
    drive: DriveSettings = DriveSettings()
    perception: PerceptionSettings = PerceptionSettings()
    net: NetSettings = NetSettings()
    recording: RecordingSettings = RecordingSettings()
    web: WebSettings = WebSettings(host="127.0.0.1", port=0)


class PretendRecorder:
    def __init__(self):
        self.is_recording = False
        self.problem = ""
        self.told = []

    def start_recording(self):
        self.told.append("start")
        self.is_recording = True

    def stop_recording(self):
        self.told.append("stop")
        self.is_recording = False

    def erase_last(self, count=None):
        self.told.append(("erase", count))


class PretendCar:
    """A car that notes its orders; tests show what they like.

    Attributes:
        orders: what was posted or asked, in order.
        answer: what it answers.
    """

    def __init__(self, folder, settings=None):
        self.folder = folder
        self.settings = settings or Settings()
        self.config_path = folder / "car.toml"
        self.config_path.write_text(FILE)
        self.status = Status(t_s=1.0)
        self.recorder = PretendRecorder()
        self.perception = Perception(self.settings.perception)
        self.orders = []
        self.answer = DONE
        self.parts = [
            Health("driver", Level.OK, "It decides 50 times a second.", {"late_ms": 0.4}),
            Health("board", Level.WARNING, "2 frames were damaged.", {"damaged": 2.0}),
            Health("camera", Level.OK, "", {"pictures_per_s": 20.0}),
        ]
        self.calibrated = []
        self.picture = None
        self._listeners = []

    def post(self, order):
        self.orders.append(order)

    def ask(self, order, timeout_s=2.0):
        self.orders.append(order)
        return self.answer

    def listen(self, listener):
        self._listeners.append(listener)

    def show(self, **changes):
        self.status = replace(self.status, **{"t_s": self.status.t_s + 0.05, **changes})
        for listener in self._listeners:
            listener(self.status)

    def newest_picture(self):
        return self.picture

    def take_picture(self, picture=None, seen=None):
        if picture is None:
            picture = np.full((240, 320, 3), 90, np.uint8)
        self.picture = (picture, seen or Seen(t_s=time.monotonic(), lane=LANE))
        self.show()

    def recalibrate(self, calibration):
        self.calibrated.append(calibration)
        self.perception = Perception(self.settings.perception, calibration)

    def change(self, section, values):
        def check(_raw):
            self.settings = made

        old = getattr(self.settings, section)
        made = self.settings.model_copy(
            update={section: type(old).model_validate({**old.model_dump(), **values})}
        )
        change(self.config_path, section, values, check)
        return "It counts after a restart." if section == "web" else None

    def health(self):
        return self.parts


class TrackCar(PretendCar):
    """A car on the simulated track, at real speed, in a thread of its own.

    Attributes:
        heard_s: when the newest Steer came.
        silence_s: how long after it the wheels' command was zero, the last time that it became so.
        late_s: how much of that this thread did not come to its turns, on a busy machine.
    """

    def __init__(self, folder, scenario="oval", settings=None):
        super().__init__(folder, settings)
        from hardware_mocks.worlds.track.light_loop import own_view

        self._scenario = scenario
        self._lock = threading.Lock()
        self._begin()
        self._view = own_view(self.track)
        self.has_camera = True
        self.battery_v = 7.4
        self.silence_s = self.late_s = 0.0
        self.heard_s = self._turned_s = time.monotonic()
        self._behind_s = 0.0
        self._turns = 0
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self):
        self._thread.start()

    def stop(self):
        self._ends.set()
        self._thread.join(5)

    def post(self, order):
        with self._lock:
            super().post(order)
            now_s = time.monotonic()
            if isinstance(order, Steer):
                self.heard_s, self._behind_s = now_s, 0.0
            self._driver.take(order, now_s)

    def ask(self, order, timeout_s=2.0):
        with self._lock:
            self.orders.append(order)
            return self._driver.take(order, time.monotonic())

    def calm(self):
        """Begin anew: at the start of the track, motors off."""
        with self._lock:
            self._begin()
        for _ in range(3):
            time.sleep(TURN_S)  # the thread of the car shows it

    def _begin(self):
        from hardware_mocks.worlds.track.light_loop import WheelControl
        from hardware_mocks.worlds.track.track import Track

        self.track = Track(self._scenario)
        self._wheels = WheelControl(self.track.car.chassis)
        self._driver = Driver(self.settings.drive, self.settings.car)
        self._driver.sense(senses.LinkSeen(is_up=True), time.monotonic())
        self._is_armed = False

    def _run(self):
        next_s = time.monotonic()
        while not self._ends.wait(max(0.0, next_s - time.monotonic())):
            next_s = max(next_s + TURN_S, time.monotonic() - 0.2)
            self._turn()

    def _turn(self):
        now_s = time.monotonic()
        self._behind_s += max(0.0, now_s - self._turned_s - TURN_S)
        self._turned_s = now_s
        self._turns += 1
        for _ in range(2):
            car = self.track.car
            left_v, right_v = self._wheels.volts((car.left_m_s, car.right_m_s), TURN_S / 2)
            self.track.advance(left_v, right_v, ms=10)
        car = self.track.car
        self._sense(senses.WheelsSeen(car.left_m_s, car.right_m_s))
        self._sense(senses.BoardSeen(is_armed=self._is_armed, is_ready=True))
        self._sense(senses.BatterySeen(self.battery_v, "GOOD"))
        self._sense(senses.RangeSeen(1.8, 0.2))
        with self._lock:
            decision = self._driver.tick(now_s)
            self._is_armed = decision.wants_armed
            wheels = (decision.wheels.left_m_s, decision.wheels.right_m_s)
            if any(self._wheels.wish) and not any(wheels):
                self.silence_s, self.late_s = now_s - self.heard_s, self._behind_s
            self._wheels.wish = wheels
        if self._turns % PICTURE_EVERY == 0 and self.has_camera:
            self._look(now_s)
        recorder = self.recorder
        status = replace(self._driver.status(now_s), is_recording=recorder.is_recording)
        if self._turns % 2 == 0:
            self.status = status
            for listener in self._listeners:
                listener(status)

    def _look(self, now_s):
        picture = self._view.frame(self.track.state())
        seen = self.perception.look(picture, now_s)
        self.picture = (picture, seen)
        with self._lock:
            self._driver.saw(seen, now_s)

    def _sense(self, seen):
        with self._lock:
            self._driver.sense(seen, time.monotonic())


def refusing(says):
    return Answer(False, says)


__all__ = ["BadInputError", "Mode", "PretendCar", "Settings", "TrackCar", "refusing"]
