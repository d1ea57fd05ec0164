"""A track with the whole car on it, firmware included, in virtual time; and what can go wrong."""

import importlib
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import self_driving_car
from hardware_mocks.clock import VirtualClock
from hardware_mocks.simulated_pi import simulated_pi
from hardware_mocks.virtual_time import VirtualTime
from hardware_mocks.worlds.track.scenario_names import scenario_named
from hardware_mocks.worlds.track.track import Track
from makerkit.wiring import read_wiring
from self_driving_car import config
from self_driving_car.__main__ import make_car
from self_driving_car.status import Mode

# An import during a run may draw from the seeded chance, in the first run of a process only.
for module in (
    "cv2",
    "numpy.random",
    "self_driving_car.app",
    "self_driving_car.recording.recorder",
):
    importlib.import_module(module)

WIRING = Path(self_driving_car.__file__).with_name("wiring.json")
QUANTUM_MS = 5.0
LOOK_S = 0.01
PATIENCE_S = 60.0
"""Before the clock moves the floor is painted and modules are read, which takes seconds on a busy
machine; nothing here computes without end."""


class CarStage:
    """A bench on a track, the car's program on it, and the thread of that program.

    Args:
        folder: for its data.
        scenario: name of the track's scenario.
        drive: mode that sets off by itself; None waits for orders.
        speed: on a straight road.
        without: parts to leave out.
        settings: over those of the first file, by section.
        faults: of the track, by name.
        join: which part is what, where its name does not say it.
        more: of the scenario, by name.
    """

    def __init__(
        self, folder, scenario="oval", *, drive="lane", speed=0.5, without=("recorder", "web"),
        settings=None, faults=None, seed=1, join=None, **more,
    ):  # fmt: skip
        self.folder = Path(folder) / "data"
        self.options = {"drive": drive, "speed": speed, **{f"no_{part}": True for part in without}}
        self.settings = settings or {}
        self.join = join or {}
        self.seed = seed
        self.scenario = scenario_named(scenario)
        more["faults"] = replace(self.scenario.faults, **(faults or {}))
        self.scenario = replace(self.scenario, **more)
        self._stack = ExitStack()

    def __enter__(self):
        virtual = VirtualTime(until_s=None, seed=self.seed, patience_s=PATIENCE_S)
        scheduler = self._stack.enter_context(virtual)
        pi = simulated_pi(
            VirtualClock(scheduler), seed=self.seed, wiring=read_wiring(WIRING),
            quantum_ms=QUANTUM_MS,
        )  # fmt: skip
        self.bench = self._stack.enter_context(pi)
        self.track = Track(self.scenario, seed=self.seed)
        self.put_on_track()
        self.began_s = time.monotonic()
        config.create(self.folder / config.FILE_NAME)
        for section, values in self.settings.items():
            config.change(self.folder / config.FILE_NAME, section, values)
        self.car = make_car(self.folder, None, self.options)
        self.thread = threading.Thread(target=self.car.run, name="program")
        self.thread.start()
        return self

    def put_on_track(self):
        self.bench.track = None
        self.track.join(self.bench, self.join)
        for name in ("car", "camera", "0", "ahead"):
            self.bench.views.setdefault(name, self.track.camera_view())

    def __exit__(self, *error):
        self.car.end()
        self.thread.join(20.0)
        assert not self.thread.is_alive(), "the car did not end"
        self._stack.close()

    # -- time

    @property
    def now_s(self):
        return time.monotonic() - self.began_s

    def go(self, for_s):
        time.sleep(for_s)

    def until(self, is_so, within_s):
        """Wait until something is so; return how long that took."""
        began_s = time.monotonic()
        while not is_so():
            waited_s = time.monotonic() - began_s
            assert waited_s < within_s, f"not within {within_s} s: {self.status}"
            time.sleep(LOOK_S)
        return time.monotonic() - began_s

    # -- how it stands

    @property
    def status(self):
        return self.car.status

    @property
    def reason(self):
        halt = self.status.halt
        return "" if halt is None else halt.reason

    @property
    def speed_m_s(self):
        return self.track.car.speed_m_s

    @property
    def duty_s(self):
        """(seconds, whether any motor has duty), each change."""
        return [
            (event["t_s"], event["what"] == "duty_on")
            for event in self.track.truth()
            if event["what"] in {"duty_on", "duty_zero"}
        ]

    def duty_zero_after(self, since_s, within_s=1.0):
        """Wait for it; return the seconds from a moment to the motors' being off for good."""
        self.go(within_s)
        last_s, is_on = self.duty_s[-1]
        assert not is_on, "the motors are still driven"
        return last_s - since_s

    def drive_off(self, speed_m_s=0.4, within_s=12.0):
        """Wait until the car drives."""
        self.until(lambda: self.speed_m_s > speed_m_s, within_s)
        self.go(0.5)
        return self.now_s

    # -- orders

    def ask(self, order):
        answer = self.car.ask(order)
        return "" if answer.is_done else answer.says

    def choose(self, mode):
        from self_driving_car.driver.orders import SetMode

        return self.ask(SetMode(Mode(mode)))


@contextmanager
def hung(target, name, for_s=2.0):
    """Let a method of something hang: it sleeps before it does what it should."""
    real = getattr(target, name)

    def slow(*args, **more):
        time.sleep(for_s)
        return real(*args, **more)

    setattr(target, name, slow)
    try:
        yield
    finally:
        setattr(target, name, real)
