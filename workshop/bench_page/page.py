"""The bench page: an app of the web kit, served for one `maker run`, on this computer alone."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, Response, abort, jsonify, render_template

from makerkit.web import RunningServer, WebConfig, create_app, parts_of, start
from workshop.bench_page.access import Key, ask_for_key
from workshop.bench_page.orders import Orders
from workshop.bench_page.relay import Relay
from workshop.bench_page.view import PageView

if TYPE_CHECKING:
    from workshop.runner import ProgramProcess

FIRST_PORT = 8123
FURTHER_PORTS = 20
"""A second `maker run` beside this one takes the next port."""
MOST_VIEWERS = 12
MOST_PAGES = 8


class BenchPage:
    """The page of one `maker run`: it is served until `stop`, whatever the program does.

    Args:
        view: what it shows.
        port: to be served on; None takes the first free one from `FIRST_PORT` on.
        on_stop, on_restart: a person wants the program ended, or started anew.
        on_opened: a browser was let in, and `address` is a new one.
    """

    def __init__(
        self,
        view: PageView,
        *,
        port: int | None = None,
        on_stop: Callable[[], None],
        on_restart: Callable[[], None],
        on_opened: Callable[[], None] = lambda: None,
    ) -> None:
        self._view = view
        self._key = Key(on_opened)
        self._process: ProgramProcess | None = None
        self._relays: dict[str, Relay] = {}
        self._told: tuple[bool, frozenset[str]] = (False, frozenset())
        self._lock = threading.Lock()
        self._port = port
        self._app = self._make_app()
        Orders(self._order, self._type_line, on_stop, on_restart).offer(self._web.live)
        self._server: RunningServer | None = None

    def _make_app(self) -> Flask:
        port = FIRST_PORT if self._port is None else self._port
        config = WebConfig(
            name="maker bench", login=False, port=port,
            viewers_max=MOST_VIEWERS, pages_max=MOST_PAGES,
        )  # fmt: skip
        app = create_app(config)
        # cookies know no ports: two benches beside one another need names of their own
        app.config["SESSION_COOKIE_NAME"] = f"mk-bench-{secrets.token_hex(4)}"
        app.register_blueprint(_blueprint(self._view))
        ask_for_key(app, self._key)
        self._web = parts_of(app)
        self._web.live.on_gone(lambda _page: self._tell_the_program())
        return app

    # -- serving

    def start(self) -> str:
        """Serve the page; return its address with the key in it.

        Raises:
            PortBusyError: somebody else has the port.
        """
        further = FURTHER_PORTS if self._port is None else 0
        self._server = start(self._app, further_ports=further)
        return self.address

    @property
    def address(self) -> str:
        """Where the page is, with a key that opens it once."""
        assert self._server is not None
        return f"{self._server.url.rstrip('/')}/?key={self._key.value}"

    def stop(self) -> None:
        """Serve no more."""
        if self._server is not None:
            self._server.stop()

    @property
    def is_open(self) -> bool:
        """Whether a browser shows it."""
        return bool(self._web.live.pages)

    @property
    def was_opened(self) -> bool:
        """Whether a browser has shown it, however shortly."""
        return self._web.live.was_opened

    # -- the program

    def begin(self, process: ProgramProcess) -> None:
        """A program begins to run."""
        with self._lock:
            self._process = process
            self._told = (False, frozenset())
        self.refresh()

    def end(self) -> None:
        """The program has ended."""
        with self._lock:
            self._process = None
        self.refresh()

    def refresh(self, message: dict[str, Any] | None = None) -> None:
        """Show what the view has now, perhaps because of a message of the program's process."""
        if message is not None and "refused" in message:
            self._web.live.say(message["refused"], "warning")
        self._tell_the_program()
        if message is None or self.is_open:
            self._publish()

    def on_picture(self, name: str, t_us: int, jpeg: bytes) -> None:
        """Take a picture that somebody looks at."""
        relay = self._relays.get(name)
        if relay is not None:
            relay.show(jpeg, t_us)

    # -- inside

    def _publish(self) -> None:
        state = self._view.state()
        for shown in (*state.get("screens", ()), *state.get("cameras", ())):
            self._offer(shown["id"])
        self._web.live.publish(state)

    def _offer(self, name: str) -> None:
        if name not in self._relays:
            self._relays[name] = Relay(self._tell_the_program)
            self._web.video.add(name, self._relays[name])

    def _tell_the_program(self) -> None:
        """Let the program's process make what somebody looks at, and nothing else."""
        relays = tuple(self._relays.items())  # another thread may add one meanwhile
        watched = frozenset(name for name, relay in relays if relay.is_watched)
        wanted = (self.is_open, watched)
        with self._lock:
            if self._process is None or wanted == self._told:
                return
            self._told = wanted
            self._process.order(do="watch", is_open=wanted[0], names=sorted(watched))

    def _order(self, **order: Any) -> None:
        with self._lock:
            process = self._process
        if process is None:
            from makerkit.web import RefusedError

            raise RefusedError("The program has ended. Start it again first.")
        process.order(**order)

    def _type_line(self, line: str) -> None:
        with self._lock:
            process = self._process
        if process is not None:
            process.type_line(line)
            self._view.on_output(f"{line}\n", "typed")


def _blueprint(view: PageView) -> Blueprint:
    pages = Blueprint("bench", __name__, template_folder="templates")

    @pages.get("/")
    def front() -> str:
        return render_template("bench.html", program=view.title)

    @pages.get("/plan.json")
    def plan() -> Response:
        from workshop.bench_page.plan import plan_of_the_house

        return jsonify(plan_of_the_house())

    @pages.get("/road.json")
    def road() -> Response:
        if view.road is None:
            abort(404)
        return jsonify(view.road)

    return pages
