"""The program's pages as a check speaks of them: visitors open them, and watch streams."""

from __future__ import annotations

import re
from functools import cached_property
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

from hardware_mocks.checks.failure import (
    BrokenCheckError,
    CheckFailure,
    NothingSeenError,
    ProgramBroke,
)
from hardware_mocks.checks.quantities import Quantity, seconds
from makerkit.trace_lines import NS_PER_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hardware_mocks.bench import Bench
    from hardware_mocks.checks.run import Run
    from hardware_mocks.standins.flask_server import WebServer
    from hardware_mocks.standins.flask_visit import Front, Visit

BEGINS_WITHIN_S = 10.0
"""How long a program may take until it serves: cameras need some seconds."""
PORT = 5000
"""Flask's own."""


class Request(NamedTuple):
    """A page that was asked for, as the trace tells it."""

    t_s: float
    method: str
    path: str
    status: int
    type: str


class WebView:
    """What the program serves; changes nothing."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def is_serving(self) -> bool:
        """Whether the program answers browsers now."""
        return bool(self._bench.web_servers)

    @property
    def is_open_to_others(self) -> bool:
        """Whether other computers reach it; raises LookupError while nothing is served."""
        return self._server.is_open_to_others

    @property
    def port(self) -> int:
        """Where it serves; raises LookupError while nothing is served."""
        return self._server.port

    @property
    def routes(self) -> list[str]:
        """The addresses that the program knows, as it wrote them: ["/", "/stream"]."""
        app = self._server.app
        if app is None:
            raise NothingSeenError("the application is none of Flask's")
        return sorted(rule.rule for rule in app.url_map.iter_rules() if rule.endpoint != "static")

    @property
    def requests(self) -> list[Request]:
        """Every page that was asked for, in the order of the answers."""
        events = (event for event in self._run.log.trace if event.kind == "http")
        return [
            Request(
                event.t_ns / NS_PER_S,
                event.data["method"],
                event.data["path"],
                event.data["status"],
                event.data["type"],
            )
            for event in events
            if "status" in event.data
        ]

    @property
    def _server(self) -> WebServer:
        if not self._bench.web_servers:
            raise NothingSeenError("the program serves no pages")
        return self._bench.web_servers[0]

    @property
    def _bench(self) -> Bench:
        bench: Bench | None = getattr(self._run.stage, "bench", None)
        if bench is None:
            raise BrokenCheckError(
                "Pages are checked on the simulated bench: leave out --hardware."
            )
        return bench


class Web(WebView):
    """Visits what the program serves.

    Each verb waits until the program serves, and fails with what a visitor would see.
    """

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._fronts: dict[int, Front] = {}

    def serves(self, within: Quantity = BEGINS_WITHIN_S) -> None:
        """The program begins to answer browsers in that time."""
        self._run.looks += 1
        within_s = seconds(within)
        if not self._run.wait_until(lambda: self.is_serving, within_s):
            raise CheckFailure("page.not_serving", is_missing=True, within_s=within_s)

    def get(
        self, path: str = "/", *, visitor: int = 1, within: Quantity = "3 s", **how: Any
    ) -> Page:
        """Open a page as a browser does; return what came.

        Args:
            visitor: who opens it: each number has a browser of its own, with its own cookies.
            within: what comes later than that does not count.
            how: as for `werkzeug.test.Client.open`.
        """
        return self._open(path, "GET", seconds(within), how, visitor)

    def post(self, path: str, *, visitor: int = 1, within: Quantity = "3 s", **fields: Any) -> Page:
        """Send a form."""
        return self._open(path, "POST", seconds(within), {"data": fields}, visitor)

    def stream(self, path: str = "/stream", *, for_: Quantity = "1 s") -> Stream:
        """Watch a stream for that time, then close the page."""
        return self.streams(path, visitors=1, for_=for_)[0]

    def streams(
        self, path: str = "/stream", *, visitors: int = 2, for_: Quantity = "1 s"
    ) -> list[Stream]:
        """Let several visitors watch the same stream at the same time."""
        self.serves()
        environ = self._environ(path)
        visits = [self._front(number).visit(dict(environ)) for number in range(visitors)]
        self._run.wait_until(lambda: any(visit.error for visit in visits), seconds(for_))
        since_s, until_s = self._run.now_s - seconds(for_), self._run.now_s
        for visit in visits:
            visit.leave()
        self._break_if_the_program_did()
        self._run.acted()
        return [Stream(path, visit, since_s, until_s) for visit in visits]

    def press_ctrl_c(self, within: Quantity = "3 s") -> None:
        """Press Ctrl+C where the program runs: `app.run()` returns, and the program goes on."""
        self.serves()
        self._server.press_ctrl_c()
        self._run.acted()
        self._run.wait_until(lambda: not self.is_serving, seconds(within))

    def _open(
        self, path: str, method: str, within_s: float, how: dict[str, Any], visitor: int
    ) -> Page:
        self.serves()
        from werkzeug.test import Client

        front = self._front(visitor - 1, within_s)
        if not hasattr(front, "client"):
            vars(front)["client"] = Client(front)
        client: Client = vars(front)["client"]
        response = client.open(path, method=method, **how)
        self._break_if_the_program_did()
        self._run.acted()
        assert front.last is not None
        routes = tuple(self.routes) if self._server.app is not None else ()
        data, headers = response.get_data(), dict(response.headers)
        page = Page(path, response.status_code, data, headers, routes)
        if not front.last.is_over:
            raise CheckFailure("page.no_answer", path=path, within_s=within_s, is_missing=True)
        return page

    def _front(self, number: int, within_s: float = 3.0) -> Front:
        """Return a visitor of the program's pages, with cookies of their own."""
        from hardware_mocks.standins.flask_visit import Front

        if number not in self._fronts:
            name = f"visitor {number + 1}"
            self._fronts[number] = Front(name)
        front = self._fronts[number]
        front.use(self._server, lambda is_so: self._wait(is_so, within_s), self._run.stage.wake)
        return front

    def _wait(self, is_so: Any, within_s: float) -> bool:
        return self._run.wait_until(lambda: is_so() or bool(self._server_errors()), within_s)

    def _server_errors(self) -> list[BaseException]:
        servers = self._bench.web_servers
        return servers[0].errors if servers else []

    def _break_if_the_program_did(self) -> None:
        """What a page's function raised is the program's error, though Flask goes on."""
        errors = self._server_errors()
        if errors:
            self._run.program.error = self._run.program.error or errors[0]
            self._run.program.thread = "a page"
            raise ProgramBroke

    def _environ(self, path: str) -> dict[str, Any]:
        from werkzeug.test import EnvironBuilder

        return EnvironBuilder(path, base_url=f"http://127.0.0.1:{self._server.port}").get_environ()


class Page:
    """An answer to a browser.

    Attributes:
        status: 200 when all is well.
        data: its bytes.
        headers: by name.
    """

    def __init__(
        self,
        path: str,
        status: int,
        data: bytes,
        headers: dict[str, str],
        routes: tuple[str, ...] = (),
    ) -> None:
        self.path = path
        self._routes = routes
        self.status = status
        self.data = data
        self.headers = headers

    @property
    def type(self) -> str:
        """What it is: "text/html"."""
        return self.headers.get("Content-Type", "").partition(";")[0]

    @property
    def text(self) -> str:
        """Its bytes as text."""
        return self.data.decode("utf-8", errors="replace")

    @cached_property
    def words(self) -> str:
        """What a person reads of it, without the tags, in one line."""
        return " ".join(" ".join(_Tags.of(self.text).words).split())

    @cached_property
    def images(self) -> list[str]:
        """The addresses of its pictures, in order."""
        return _Tags.of(self.text).images

    @cached_property
    def picture(self) -> NDArray[Any] | None:
        """Its picture, rows of blue, green and red; None if it is none."""
        return decoded(self.data)

    def is_there(self) -> Page:
        """Fail unless it is a page that came well."""
        if self.status == 404 and self._routes:
            there = ", ".join(self._routes)
            raise CheckFailure("page.no_such_address", path=self.path, there=there)
        if self.status == 405:
            raise CheckFailure("page.wrong_method", path=self.path)
        if self.status != 200:
            raise CheckFailure("page.not_200", path=self.path, status=self.status)
        return self


class Stream:
    """What one visitor saw of a stream of pictures (multipart/x-mixed-replace).

    Attributes:
        status: 0 if no answer came.
        type: what the answer says it is: "multipart/x-mixed-replace".
        boundary: what it says stands between the pictures, "" where it does not say so.
        parts: the pictures' bytes with the time at which each was complete.
        data: everything that came.
    """

    def __init__(self, path: str, visit: Visit, since_s: float, until_s: float) -> None:
        headers = {name.lower(): value for name, value in visit.headers}
        kind = headers.get("content-type", "")
        found = re.search(r'boundary="?([^";]+)"?', kind)
        self.path = path
        self.status = int(visit.status[:3] or 0)
        self.type = kind.partition(";")[0].strip()
        self.boundary = found[1] if found else ""
        self.data = visit.body
        self.ended = visit.is_over and until_s - since_s > 0
        self._for_s = until_s - since_s
        self._pieces = visit.pieces

    @cached_property
    def parts(self) -> list[bytes]:
        """What stands between the boundaries, without the heads."""
        if not self.boundary:
            return []
        pieces = re.split(rb"\r?\n?--" + re.escape(self.boundary.encode()) + rb"\r?\n", self.data)
        bodies = [re.split(rb"\r?\n\r?\n", piece, maxsplit=1) for piece in pieces[1:]]
        return [body[1].removesuffix(b"\r\n") for body in bodies if len(body) == 2]

    @cached_property
    def pictures(self) -> list[NDArray[Any]]:
        """The JPEGs that can be decoded, rows of blue, green and red."""
        found = (decoded(part) for part in self.parts if part.startswith(b"\xff\xd8"))
        return [picture for picture in found if picture is not None]

    @property
    def jpegs(self) -> int:
        """How many pictures a browser could show."""
        return len(self.pictures)

    @property
    def jpegs_anywhere(self) -> int:
        """How many JPEGs begin in what came, whatever stands between them."""
        return self.data.count(b"\xff\xd8\xff")

    @property
    def per_s(self) -> float:
        """Pictures in a second."""
        return self.jpegs / self._for_s if self._for_s else 0.0

    @property
    def first_after_s(self) -> float:
        """How long the first piece took; raises LookupError if none came."""
        if not self._pieces:
            raise NothingSeenError("nothing came")
        return self._pieces[0][0] / NS_PER_S


def decoded(data: bytes) -> NDArray[Any] | None:
    """Return the picture that a JPEG or PNG holds, None if it holds none."""
    import cv2
    import numpy as np

    if not data:
        return None
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)


class _Tags(HTMLParser):
    """Collects the pictures and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.images: list[str] = []
        self.words: list[str] = []

    @classmethod
    def of(cls, text: str) -> _Tags:
        tags = cls()
        tags.feed(text)
        return tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a picture."""
        source = dict(attrs).get("src")
        if tag == "img" and source:
            self.images.append(source)

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)
