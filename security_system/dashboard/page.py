"""The page: an app of the web kit with the views of the alarm, and the thread that keeps it live.

    page = Page(system, settings.web)
    page.start()
    ...
    page.stop()

Whoever opens it must log in; what they may do then stands in `rights`.
"""

import logging
from collections.abc import Callable

from flask import Flask
from flask_babel import lazy_gettext as _

from makerkit.web import WebConfig, create_app, parts_of
from makerkit.web.page_edge import PageEdge
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
TICK_S = 1.0
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


class Page(PageEdge):
    """The page at work: an edge of the system.

    Args:
        say: told the lines that somebody at the terminal wants to read: address, setup code.
    """

    def __init__(
        self,
        system: System,
        settings: WebSettings,
        *,
        say: Callable[[str], None] = log.info,
        further_ports: int = 0,
    ) -> None:
        app = make_page(system, settings)
        super().__init__(app, command="security", say=say, further_ports=further_ports)
        self._here: Here = app.extensions[EXTENSION]
        system.panel.listen(self.on_turn)

    def on_turn(self, turn: Turn) -> None:
        """Take what has happened, on the panel's thread: only noted here, shown by ours."""
        self._here.live_state.heard(turn.happenings, turn.view)
        self.woken.set()

    def publish(self) -> None:
        """Show every page the newest state."""
        publish(self.app)

    def look_after(self) -> None:
        """Show how the parts are."""
        self._here.live_state.health = self._here.system.health()

    def rest(self, longest_s: float) -> None:
        """Wait until something has changed: no longer than a second while a time runs."""
        self.woken.wait(TICK_S if counts(self._here.system.panel.view) else longest_s)
