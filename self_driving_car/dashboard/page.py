"""The pages: an app of the web kit with the views of the car, and the threads that keep it live.

    page = Page(car, settings.web)
    page.start()
    ...
    page.stop()

Whoever opens it must log in, and may drive then. The first one does so with the code that stands
in the terminal.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from flask import Flask
from flask_babel import lazy_gettext as _

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from makerkit.web import RunningServer, WebConfig, create_app, parts_of, start
from makerkit.web.assets import is_built
from makerkit.web.config import is_loopback
from self_driving_car.dashboard import (
    calibration_page,
    data_page,
    drive_page,
    health_page,
    models_page,
    settings_page,
)
from self_driving_car.dashboard.here import EXTENSION, Here
from self_driving_car.dashboard.needs import Car
from self_driving_car.dashboard.orders import Orders
from self_driving_car.dashboard.pictures import Pictures
from self_driving_car.dashboard.settings import WebSettings
from self_driving_car.status import Status

log = logging.getLogger(__name__)

TITLE = "Car"
MODULES = (drive_page, data_page, calibration_page, models_page, health_page, settings_page)
HEALTH_EVERY_S = 5.0
IDLE_S = 0.5
"""How often the state is made while no page is open."""
END_WITHIN_S = 2.0
OTHER_BYTES = 200_000
NAVIGATION = (
    ("/", _("Drive"), "gamepad"),
    ("/data", _("Data"), "film"),
    ("/calibration", _("Calibrate"), "scan"),
    ("/models", _("Models"), "cpu"),
    ("/more", _("More"), "settings"),
)


def make_page(car: Car, settings: WebSettings) -> Flask:
    """Return the app: every route is refused without login."""
    app = create_app(config_of(car, settings))
    pictures = Pictures(car, settings.viewers)
    here = Here(car, pictures)
    app.extensions[EXTENSION] = here
    for module in MODULES:
        app.register_blueprint(module.blueprint)
    pictures.offer(parts_of(app).video)
    Orders(car, here.holders, lambda: publish(app)).offer(parts_of(app).live)
    publish(app)
    return app


def config_of(car: Car, settings: WebSettings) -> WebConfig:
    """Return what the web kit goes by."""
    return WebConfig(
        name=TITLE,
        folder=car.folder / "secrets",
        host=settings.host,
        port=settings.port,
        https=settings.https,
        hosts=settings.hosts,
        navigation=NAVIGATION,
        pages_max=settings.pages,
        viewers_max=settings.viewers,
        idle_s=settings.idle_s,
        absolute_s=400 * 86_400.0,
        body_max_bytes=int(settings.model_mb * 1_000_000) + OTHER_BYTES,
        foot="car/estop.html",
    )


def publish(app: Flask) -> None:
    """Show every page the newest state; of two at once, the newer is last."""
    here: Here = app.extensions[EXTENSION]
    with here.publishing:
        parts_of(app).live.publish(here.live_state.state(here.car.status))


NOT_BUILT = (
    "Its styles and scripts are not built, so it is bare and its buttons do nothing. Type "
    "`./maker car --help` once: that builds them."
)


class Page:
    """The pages at work: an edge of the car.

    Args:
        say: told the lines that somebody at the terminal wants to read: address, setup code.

    Attributes:
        app: the Flask app.
        url: where it is; "" while it is not served.
    """

    name = "page"

    def __init__(
        self,
        car: Car,
        settings: WebSettings,
        *,
        say: Callable[[str], None] = log.info,
        further_ports: int = 0,
    ) -> None:
        self.app = make_page(car, settings)
        self.url = ""
        self._here: Here = self.app.extensions[EXTENSION]
        self._settings = settings
        self._say = say
        self._further_ports = further_ports
        self._pictures = self._here.pictures
        self._server: RunningServer | None = None
        self._thread: threading.Thread | None = None
        self._woken = threading.Event()
        self._ends = threading.Event()
        self._problem = self._told = ""
        car.listen(self.on_status)

    def start(self) -> None:
        """Serve it; a busy port is said by `health` and lived with."""
        self._ends.clear()
        try:
            self._server = start(self.app, further_ports=self._further_ports, say=self._say)
            self.url, self._problem = self._server.url, ""
        except MakerKitError as error:
            self._problem = str(error)
            log.error("%s", error)
            return
        self._pictures.start()
        self._thread = threading.Thread(target=self._keep_live, name="page-state", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Serve no more."""
        self._ends.set()
        self._woken.set()
        server, self._server, self.url = self._server, None, ""
        if server is not None:
            server.stop()
        self._pictures.stop()
        if self._thread is not None:
            self._thread.join(END_WITHIN_S)
            self._thread = None

    @property
    def is_alive(self) -> bool:
        """Whether its threads run; where the port was busy, a new start may go better."""
        return self._thread is not None and self._thread.is_alive()

    def on_status(self, status: Status) -> None:
        """Take how the car is, on the driver's thread: only noted here, shown by ours."""
        self._here.live_state.heard(status)
        self._woken.set()
        self._pictures.wake()

    def health(self) -> Health:
        """Return whether it is served, and to how many."""
        web = parts_of(self.app)
        numbers = {"pages": float(len(web.live.pages)), "viewers": float(web.video.viewers)}
        if self._problem:
            return Health(self.name, Level.ERROR, self._problem, numbers)
        if self._server is None:
            return Health(self.name, Level.ABSENT, "Nothing is served.", numbers)
        if not is_built():
            return Health(self.name, Level.WARNING, NOT_BUILT, numbers)
        if web.was_public:
            says = "It was reached from the whole internet. Close the port in the router."
            return Health(self.name, Level.WARNING, says, numbers)
        if not self._settings.https and not is_loopback(self._settings.host):
            says = "Passwords travel unencrypted. Where others listen, say https = true in [web]."
            return Health(self.name, Level.OK, says, numbers)
        return Health(self.name, Level.OK, "", numbers)

    def _keep_live(self) -> None:
        """Show what has changed, not more often than pages want it, and now and then the health."""
        next_health_s = 0.0
        every_s = 1 / self._settings.states_per_s
        while not self._ends.is_set():
            now_s = time.monotonic()
            if now_s >= next_health_s:
                next_health_s = now_s + HEALTH_EVERY_S
                self._look_after()
            with suppress(Exception):
                publish(self.app)
            self._ends.wait(every_s if parts_of(self.app).live.pages else IDLE_S)
            self._woken.wait(IDLE_S)
            self._woken.clear()

    def _look_after(self) -> None:
        try:
            self._here.live_state.health = self._here.car.health()
        except Exception:  # a part that cannot say how it is must not end the page
            log.exception("The health of a part cannot be told")
        self._tell_of_recorder()

    def _tell_of_recorder(self) -> None:
        """Say once why a recording has ended by itself: who drives on believes that it goes on."""
        recorder = self._here.car.recorder
        problem = "" if recorder is None else recorder.problem
        if problem and problem != self._told:
            parts_of(self.app).live.say(problem, "error")
        self._told = problem
