"""The pages: an app of the web kit with the views of the car, and the threads that keep it live.

    page = Page(car, settings.web)
    page.start()
    ...
    page.stop()

Whoever opens it must log in, and may drive then. The first one does so with the code that stands
in the terminal.
"""

import logging
from collections.abc import Callable

from flask import Flask
from flask_babel import lazy_gettext as _

from makerkit.web import WebConfig, create_app, parts_of
from makerkit.web.page_edge import PageEdge
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
IDLE_S = 0.5
"""How often the state is made while no page is open."""
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


class Page(PageEdge):
    """The pages at work: an edge of the car.

    Args:
        say: told the lines that somebody at the terminal wants to read: address, setup code.
    """

    def __init__(
        self,
        car: Car,
        settings: WebSettings,
        *,
        say: Callable[[str], None] = log.info,
        further_ports: int = 0,
    ) -> None:
        app = make_page(car, settings)
        super().__init__(app, command="car", say=say, further_ports=further_ports)
        self._here: Here = app.extensions[EXTENSION]
        self._state_every_s = 1 / settings.states_per_s
        self._told = ""
        car.listen(self.on_status)

    def start(self) -> None:
        """Serve it; a busy port is said by `health` and lived with."""
        super().start()
        if self.is_alive:
            self._here.pictures.start()

    def stop(self) -> None:
        """Serve no more."""
        super().stop()
        self._here.pictures.stop()

    def on_status(self, status: Status) -> None:
        """Take how the car is, on the driver's thread: only noted here, shown by ours."""
        self._here.live_state.heard(status)
        self.woken.set()
        self._here.pictures.wake()

    def publish(self) -> None:
        """Show every page the newest state."""
        publish(self.app)

    def look_after(self) -> None:
        """Show how the parts are, and say once why a recording has ended by itself."""
        car = self._here.car
        self._here.live_state.health = car.health()
        problem = "" if car.recorder is None else car.recorder.problem
        if problem and problem != self._told:  # who drives on believes that it goes on
            parts_of(self.app).live.say(problem, "error")
        self._told = problem

    def rest(self, longest_s: float) -> None:
        """Wait until something has changed, and no shorter than pages want to be told."""
        self.ends.wait(self._state_every_s if parts_of(self.app).live.pages else IDLE_S)
        self.woken.wait(min(IDLE_S, longest_s))
