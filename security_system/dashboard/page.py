"""The page: an app of the web kit with the views of the alarm, and the thread that keeps it live.

    page = Page(system, settings.web)
    page.start()
    ...
    page.stop()

Whoever opens it must log in; what they may do then stands in `rights`.
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
from security_system.dashboard import (
    alarm_page,
    cameras_page,
    event_page,
    events_page,
    health_page,
    log_page,
    settings_page,
    users_page,
)
from security_system.dashboard.camera_names import cameras
from security_system.dashboard.here import EXTENSION, Here
from security_system.dashboard.live_state import LiveState, counts
from security_system.dashboard.needs import System, Turn
from security_system.dashboard.orders import Orders
from security_system.dashboard.rights import Rights, init_rights
from security_system.dashboard.settings import WebSettings

log = logging.getLogger(__name__)

TITLE = "Home alarm"
HEALTH_EVERY_S = 5.0
TICK_S = 1.0
END_WITHIN_S = 2.0
NAVIGATION = (
    ("/", _("Alarm"), "shield"),
    ("/events", _("Events"), "film"),
    ("/cameras", _("Cameras"), "cctv"),
    ("/log", _("Log"), "scroll-text"),
    ("/more", _("More"), "settings"),
)


def make_page(system: System, settings: WebSettings) -> Flask:
    """Return the app: every route named, every route with its right, all refused without login."""
    app = create_app(config_of(system, settings))
    here = Here(system, Rights(system.codes), LiveState())
    app.extensions[EXTENSION] = here
    init_rights(app, here.rights)
    for module in (
        alarm_page, events_page, event_page, cameras_page, users_page, settings_page,
        health_page, log_page,
    ):  # fmt: skip
        app.register_blueprint(module.blueprint)
    web = parts_of(app)
    for camera in cameras(here):
        if camera.is_live:
            web.video.add(camera.slug, system.eyes[camera.name].fan_out)
    Orders(system.panel, here.rights, lambda: publish(app), here.arm_needs_code).offer(web.live)
    if web.gate is not None:
        web.gate.on_set_up = here.make_owner
    publish(app)
    return app


def config_of(system: System, settings: WebSettings) -> WebConfig:
    """Return what the web kit goes by."""
    return WebConfig(
        name=TITLE,
        folder=system.folder / "secrets",
        host=settings.host,
        port=settings.port,
        https=settings.https,
        hosts=settings.hosts,
        navigation=NAVIGATION,
        pages_max=settings.pages,
        viewers_max=settings.viewers,
        idle_s=settings.idle_s,
        absolute_s=400 * 86_400.0,
    )


def publish(app: Flask) -> None:
    """Show every page the newest state; of two at once, the newer is last."""
    here: Here = app.extensions[EXTENSION]
    with here.publishing:
        parts_of(app).live.publish(here.live_state.state(here.system.panel.view))


NOT_BUILT = (
    "Its styles and scripts are not built, so it is bare and its buttons do nothing. Type "
    "`./maker security --help` once: that builds them."
)


class Page:
    """The page at work: an edge of the system.

    Args:
        say: told the lines that somebody at the terminal wants to read: address, setup code.

    Attributes:
        app: the Flask app.
        url: where it is; "" while it is not served.
    """

    name = "page"

    def __init__(
        self,
        system: System,
        settings: WebSettings,
        *,
        say: Callable[[str], None] = log.info,
        further_ports: int = 0,
    ) -> None:
        self.app = make_page(system, settings)
        self.url = ""
        self._here: Here = self.app.extensions[EXTENSION]
        self._settings = settings
        self._say = say
        self._further_ports = further_ports
        self._server: RunningServer | None = None
        self._thread: threading.Thread | None = None
        self._woken = threading.Event()
        self._ends = threading.Event()
        self._problem = ""
        system.panel.listen(self.on_turn)

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
        self._thread = threading.Thread(target=self._keep_live, name="page-state", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Serve no more."""
        self._ends.set()
        self._woken.set()
        server, self._server, self.url = self._server, None, ""
        if server is not None:
            server.stop()
        if self._thread is not None:
            self._thread.join(END_WITHIN_S)
            self._thread = None

    @property
    def is_alive(self) -> bool:
        """Whether its threads run; where the port was busy, a new start may go better."""
        return self._thread is not None and self._thread.is_alive()

    def on_turn(self, turn: Turn) -> None:
        """Take what has happened, on the panel's thread: only noted here, shown by ours."""
        self._here.live_state.heard(turn.happenings, turn.view)
        self._woken.set()

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
        """Show what has changed, each second while a time runs, and now and then the health."""
        next_health_s = 0.0
        while not self._ends.is_set():
            now_s = time.monotonic()
            if now_s >= next_health_s:
                next_health_s = now_s + HEALTH_EVERY_S
                self._look_after()
            with suppress(Exception):
                publish(self.app)
            runs = counts(self._here.system.panel.view)
            self._woken.wait(TICK_S if runs else next_health_s - now_s)
            self._woken.clear()

    def _look_after(self) -> None:
        try:
            self._here.live_state.health = self._here.system.health()
        except Exception:  # a part that cannot say how it is must not end the page
            log.exception("The health of a part cannot be told")
