"""The whole car: the driver on its engine, and the edges that the settings ask for.

    with Car(load(path), folder) as car:
        car.post(Arm())

What is missing (no camera, no Arduino) is said by `health` and by the halt; a part that cannot
start never keeps the others from starting.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from makerkit.app.application import Application
from makerkit.app.edge import Health, Level
from makerkit.app.folder import make_folder
from makerkit.app.only_one import OnlyOne
from makerkit.app.watchdog import Watchdog
from self_driving_car import config
from self_driving_car.config import Settings
from self_driving_car.config_watch import ConfigWatch
from self_driving_car.driver.driver import Driver
from self_driving_car.driver.orders import Answer, Order
from self_driving_car.engine import Engine, with_recording
from self_driving_car.part_names import ALL_PARTS, Part
from self_driving_car.parts import build
from self_driving_car.setting_off import SettingOff
from self_driving_car.status import Mode, Status

if TYPE_CHECKING:
    from makerkit.camera.camera import Camera
    from makerkit.camera.frame import Picture
    from self_driving_car.perception.calibration import Calibration
    from self_driving_car.perception.perception import Perception
    from self_driving_car.perception.seen import Seen

LOG = logging.getLogger(__name__)
LATER = "It counts after a restart of the car."
AT_ONCE = frozenset({"car", "drive", "perception", "signs", "net", "recording"})
"""Sections that count at once; the others at the next start."""


class Car(Application):
    """The car with everything around it.

    Args:
        settings: what the file says.
        folder: where settings, calibration, models and tubs lie; made if it is not there.
        parts: which parts to build; the driver itself is always there.
        config_path: the file of the settings, for changes; by default in the folder.
        drive: a mode that sets off by itself as soon as it may.
        say: told what somebody at the terminal wants to read.

    Raises:
        InUseError: another car runs in the folder.

    Attributes:
        board, eye, sight, recorder, page: None where there is none.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        *,
        parts: frozenset[Part] = ALL_PARTS,
        config_path: Path | None = None,
        drive: Mode | None = None,
        say: Callable[[str], None] = LOG.info,
    ) -> None:
        super().__init__(say)
        self.settings = settings
        self.folder = folder
        self.parts = parts
        self.config_path = config_path or folder / config.FILE_NAME
        make_folder(folder)
        self._only_one = OnlyOne(folder, "A car")
        self.board: Any = None
        self.eye: Any = None
        self.sight: Any = None
        self.recorder: Any = None
        self.page: Any = None
        driver = Driver(settings.drive, settings.car, settings.signs)
        self.engine = Engine(driver, self._completed)
        if drive is not None:
            self.engine.beat(SettingOff(driver, drive).beat)
        self._config_watch = ConfigWatch(self.config_path, self._edited)
        self._watchdog = Watchdog(self.edges, lambda _name, _why: None, self._config_watch.look)
        self._changing = threading.Lock()  # two pages may change the file at once

    # -- its life

    def start(self) -> None:
        """Start the driver, then everything around it."""
        self.engine.start()
        build(self)
        self._watchdog.start()

    def _stops(self) -> Iterable[Callable[[], None]]:
        """The motors are the first."""
        return self.engine.stop, self._watchdog.stop, self.edges.stop_all, self._only_one.let_go

    def _greeting(self) -> list[str]:
        from self_driving_car.greeting import greeting

        return greeting(self)

    # -- what is asked of it

    def post(self, order: Order, on_answer: Callable[[Answer], None] | None = None) -> None:
        """Give an order; never waits.

        Raises:
            BusyError: too many wait; never for a Stop.
        """
        self.engine.post(order, on_answer)

    def ask(self, order: Order, timeout_s: float = 2.0) -> Answer:
        """Give an order, and wait for what comes of it."""
        return self.engine.ask(order, timeout_s)

    @property
    def status(self) -> Status:
        """How everything is: the newest that was told."""
        return self.engine.status

    def listen(self, listener: Callable[[Status], None]) -> None:
        """Have every status told, on the driver's thread: be quick."""
        self.engine.listen(listener)

    def newest_picture(self) -> "tuple[Picture, Seen] | None":
        """Return the newest picture and what it showed; None while there is none."""
        return None if self.eye is None else self.eye.newest

    @property
    def camera(self) -> "Camera | None":
        """The camera at work; None where there is none."""
        return None if self.eye is None else self.eye.camera

    @property
    def perception(self) -> "Perception":
        """What looks at pictures; one of its own where there is no camera."""
        if self.sight is None:
            from self_driving_car.eye.sight import Sight

            self.sight = Sight(self.settings, self.calibration())
        return self.sight.perception  # type: ignore[no-any-return]  # a Sight, made later

    def health(self) -> list[Health]:
        """Return how everything is, the driver first."""
        wrong = self._config_watch.complaint
        settings = [Health("settings", Level.WARNING, wrong)] if wrong else []
        return [self.engine.health(), *settings, *self.edges.health()]

    # -- settings and calibration

    def change(self, section: str, values: Mapping[str, Any]) -> str:
        """Change settings of one section in the file; return what is to be done for them to count.

        Raises:
            BadInputError: they would not be valid; nothing has changed.
        """
        with self._changing:
            self.settings = config.change(self.config_path, section, values)
            self._config_watch.known()
            LOG.info("The settings of [%s] were changed.", section)
            return self._applied(section)

    def _edited(self, settings: Settings) -> None:
        """Somebody has edited the file."""
        with self._changing:
            self.settings = settings
            self._applied("")

    def _applied(self, section: str) -> str:
        """Let driver, board and eye go by new settings at once; others at the next start."""
        settings = self.settings
        self.engine.change(lambda driver: driver.use(settings.drive, settings.car, settings.signs))
        if self.board is not None:
            self.board.apply(settings.car)
        if self.recorder is not None:
            self.recorder.change(settings.recording)
        if self.sight is not None:
            self.sight.use(settings)
        return "" if section in AT_ONCE else LATER

    def calibration(self) -> "Calibration | None":
        """Return the calibration of the car's folder; None where there is none."""
        from self_driving_car.calibration_file import read_calibration

        return read_calibration(self.folder)

    def recalibrate(self, calibration: "Calibration") -> None:
        """Keep a calibration, and look with it at once.

        Raises:
            MakerKitError: it cannot be written.
        """
        from self_driving_car.calibration_file import write_calibration

        write_calibration(self.folder, calibration)
        if self.sight is not None:
            self.sight.recalibrate(calibration)

    def _completed(self, status: Status) -> Status:
        recorder = self.recorder
        if recorder is None:
            return status
        return with_recording(status, is_recording=recorder.is_recording, records=recorder.records)
