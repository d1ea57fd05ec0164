"""The pages of an application at work: served, and kept live by a thread of their own."""

import logging
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress

from flask import Flask

from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError
from makerkit.web.app import parts_of
from makerkit.web.assets import is_built
from makerkit.web.config import is_loopback
from makerkit.web.server import RunningServer, start

log = logging.getLogger(__name__)

HEALTH_EVERY_S = 5.0
END_WITHIN_S = 2.0
NOT_BUILT = (
    "Its styles and scripts are not built, so it is bare and its buttons do nothing. Type "
    "`./maker {command} --help` once: that builds them."
)
IN_THE_OPEN = "Passwords travel unencrypted. Where others listen, say https = true in [web]."
ON_THE_INTERNET = "It was reached from the whole internet. Close the port in the router."


class PageEdge(ABC):
    """Serves an app and keeps it live; an edge that can be started again.

    Args:
        app: made by `makerkit.web.create_app`.
        command: of `maker`, which builds styles and scripts.
        say: told the lines that somebody at the terminal wants to read: address, setup code.
        further_ports: how many more ports are tried where the first is busy.

    Attributes:
        app: the Flask app.
        url: where it is; "" while it is not served.
        woken: set when there is something new to show.
        ends: set when it ends.
    """

    name = "page"

    def __init__(
        self, app: Flask, *, command: str, say: Callable[[str], None], further_ports: int
    ) -> None:
        self.app = app
        self.url = ""
        self.woken = threading.Event()
        self.ends = threading.Event()
        self._command = command
        self._say = say
        self._further_ports = further_ports
        self._server: RunningServer | None = None
        self._thread: threading.Thread | None = None
        self._problem = ""

    def start(self) -> None:
        """Serve it; a busy port is said by `health` and lived with."""
        self.ends.clear()
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
        self.ends.set()
        self.woken.set()
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

    def health(self) -> Health:
        """Return whether it is served, and to how many."""
        web = parts_of(self.app)
        numbers = {"pages": float(len(web.live.pages)), "viewers": float(web.video.viewers)}
        level, says = Level.OK, ""
        if self._problem:
            level, says = Level.ERROR, self._problem
        elif self._server is None:
            level, says = Level.ABSENT, "Nothing is served."
        elif not is_built():
            level, says = Level.WARNING, NOT_BUILT.format(command=self._command)
        elif web.was_public:
            level, says = Level.WARNING, ON_THE_INTERNET
        elif not web.config.https and not is_loopback(web.config.host):
            says = IN_THE_OPEN
        return Health(self.name, level, says, numbers)

    @abstractmethod
    def publish(self) -> None:
        """Show every page the newest state."""

    @abstractmethod
    def look_after(self) -> None:
        """Do what is due every five seconds: show how the parts are."""

    @abstractmethod
    def rest(self, longest_s: float) -> None:
        """Wait until there may be something to show, no longer than that."""

    def _keep_live(self) -> None:
        next_health_s = 0.0
        while not self.ends.is_set():
            now_s = time.monotonic()
            if now_s >= next_health_s:
                next_health_s = now_s + HEALTH_EVERY_S
                self._look_after()
            with suppress(Exception):
                self.publish()
            self.rest(next_health_s - now_s)
            self.woken.clear()

    def _look_after(self) -> None:
        try:
            self.look_after()
        except Exception:  # a part that cannot say how it is must not end the page
            log.exception("The health of a part cannot be told")
