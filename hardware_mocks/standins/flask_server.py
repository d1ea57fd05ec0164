"""Flask's own server on the bench: `app.run()`, and whatever else ends in werkzeug's `run_simple`.

In virtual time there are no sockets: the program's application is noted on the bench, the program
waits as `signal.pause()` does, and a check visits its pages (`flask_visit.py`). In real time it
really serves. Both ways each request becomes an event `http` in the trace.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

from hardware_mocks.after_import import when_imported
from hardware_mocks.bench import Bench, bench_in_force
from hardware_mocks.standins.flask_errors import PortInUseError, ReloaderError
from hardware_mocks.virtual_time import active

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

RunSimple = Callable[..., None]
_is_prepared = False


def _lock_in_force() -> threading.Lock:
    return threading.Lock()  # looked up now: in virtual time it is another one


@dataclass(eq=False)
class WebServer:
    """A program that serves its pages.

    Attributes:
        application: the program's own, with every request noted in the trace.
        app: the Flask object, where it is one; None for any other application.
        is_threaded: whether visitors are served at the same time.
        turn: held by the visitor who is being served, where only one is.
        is_over, wake: whether somebody has pressed Ctrl+C, and what tells it to the program.
        errors: what the functions of pages have raised, the first first.
    """

    host: str
    port: int
    application: WSGIApplication
    app: Any = None
    is_threaded: bool = True
    turn: threading.Lock = field(default_factory=_lock_in_force)
    is_over: bool = False
    wake: Callable[[], object] = lambda: None
    errors: list[BaseException] = field(default_factory=list)

    @property
    def is_open_to_others(self) -> bool:
        """Whether other computers of the network reach it."""
        return self.host not in {"127.0.0.1", "localhost", "::1"}

    def press_ctrl_c(self) -> None:
        """End serving: werkzeug's server returns from `run` at Ctrl+C, and the program goes on."""
        self.is_over = True
        self.wake()


def install() -> None:
    """Let programs serve on the bench that is in force, once they import werkzeug."""
    global _is_prepared  # noqa: PLW0603 (a process has one werkzeug)
    if not _is_prepared:
        _is_prepared = True
        when_imported("werkzeug.serving", _replace)


def _replace(serving: ModuleType) -> None:
    serving.run_simple = partial(_run_simple, serving.run_simple)  # type: ignore[attr-defined]


def _run_simple(
    real: RunSimple,
    hostname: str,
    port: int,
    application: WSGIApplication,
    use_reloader: bool = False,
    *args: Any,
    **how: Any,
) -> None:
    """Stand in for `werkzeug.serving.run_simple`."""
    bench = bench_in_force()
    if bench is None:
        real(hostname, port, application, use_reloader, *args, **how)
        return
    if use_reloader:
        raise ReloaderError
    if active.task() is not None:
        how |= dict(zip(_BEHIND_THE_RELOADER, args, strict=False))
        _serve_in_virtual_time(bench, hostname, port, application, how)
    else:
        _serve_for_real(bench, partial(real, *args, **how), hostname, port, application)


_BEHIND_THE_RELOADER = (
    "use_debugger", "use_evalex", "extra_files", "exclude_patterns", "reloader_interval",
    "reloader_type", "threaded", "processes",
)  # fmt: skip
"""The parameters that follow in `run_simple`."""


def _serve_in_virtual_time(
    bench: Bench, host: str, port: int, application: WSGIApplication, how: dict[str, Any]
) -> None:
    if any(other.port == port for other in bench.web_servers):
        raise PortInUseError(port, "this program itself")
    server = _noted(bench, host, port, application)
    server.is_threaded = bool(how.get("threaded", False)) or how.get("processes", 1) > 1
    bench.web_servers.append(server)
    bench.note("serving", f"http://{host}:{port}", port=port, host=host)
    task, scheduler = active.task(), active.scheduler()
    assert task is not None
    server.wake = partial(scheduler.wake, task)
    try:
        while not server.is_over:  # as `signal.pause` waits: a browser might still ask
            scheduler.block(task, None, "pause")
    finally:
        bench.web_servers.remove(server)


def _serve_for_real(
    bench: Bench, real: RunSimple, host: str, port: int, application: WSGIApplication
) -> None:
    from hardware_mocks.standins.flask_errors import require_free_port

    require_free_port(host, port)
    server = _noted(bench, host, port, application)
    bench.web_servers.append(server)
    bench.note("serving", f"http://{host}:{port}", port=port, host=host)
    if server.is_open_to_others:
        bench.note_once("web_is_open", f"http://{host}:{port}")
    try:
        real(host, port, server.application)
    finally:
        bench.web_servers.remove(server)


def _noted(bench: Bench, host: str, port: int, application: WSGIApplication) -> WebServer:
    app = application if hasattr(application, "wsgi_app") else None
    server = WebServer(host, port, Recorder(application, bench), app)
    if app is not None:
        from flask import got_request_exception

        def keep(_app: object, exception: BaseException, **_more: object) -> None:
            server.errors.append(exception)
            bench.on_web_error(exception)

        got_request_exception.connect(keep, app)
        vars(server)["keep"] = keep  # a signal holds it only weakly
    return server


class Recorder:
    """Notes each request of an application in the trace, and how its answer ended."""

    def __init__(self, application: WSGIApplication, bench: Bench) -> None:
        self._application = application
        self._bench = bench
        self._numbers = itertools.count(1)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        number, what = next(self._numbers), f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        told: dict[str, Any] = {
            "request": number,
            "method": environ["REQUEST_METHOD"],
            "path": environ["PATH_INFO"],
            "visitor": environ.get("REMOTE_ADDR", ""),
        }

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            names = {name.lower(): value for name, value in headers}
            kind = names.get("content-type", "").partition(";")[0]
            self._note(text=f"{what} {status}", status=int(status[:3]), type=kind, **told)
            return start_response(status, headers, *error)

        pieces = self._application(environ, start)
        return _Counted(pieces, lambda count, size: self._end(number, what, count, size))

    def _note(self, **data: Any) -> None:
        self._bench.trace.add(self._bench.clock.now_ns, "http", **data)

    def _end(self, number: int, what: str, count: int, size: int) -> None:
        if count > 1:  # a stream, whose end is worth knowing
            text = f"{what} ended after {count} pieces"
            self._note(text=text, request=number, pieces=count, bytes=size, ended=True)


class _Counted:
    """The pieces of an answer; tells how many there were once it is closed."""

    def __init__(self, pieces: Iterable[bytes], on_end: Callable[[int, int], None]) -> None:
        self._pieces = pieces
        self._on_end = on_end
        self._count = self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._count += 1
            self._size += len(piece)
            yield piece

    def close(self) -> None:
        """Close the program's own answer: its generator ends where it stands."""
        close = getattr(self._pieces, "close", None)
        try:
            if close is not None:
                close()
        finally:
            self._on_end(self._count, self._size)
