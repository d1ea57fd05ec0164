"""A live run with its views: the terminal's, the page's, or both, until all of them are done.

The program comes first: once it runs, the page's server comes up in a thread of its own, so that
nothing waits for Flask.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hardware_mocks.job import ExitCode
from makerkit.errors import MakerKitError
from workshop.bench_page.view import PageView
from workshop.runner import ProgramProcess

if TYPE_CHECKING:
    from hardware_mocks.job import Job, Outcome
    from workshop.bench_page.page import BenchPage
    from workshop.live_view import LiveView

PLACES = {"simulate": "simulated bench", "hardware": "real pins"}
LINGER_S = 3.0
"""A page that was reloaded is back before that; one that was closed is not."""
LOOK_S = 0.25


class LiveRun:
    """One `maker run`, live: perhaps several runs of the program, each started from the page.

    Args:
        job: what to run.
        shows_terminal: whether the terminal shows the bench.
        shows_page: whether a page does.
        port: of the page; None takes a free one.
        opens_browser: whether to open the page in a browser.
        waits_for_page: whether the end of a quick program is shown to who has yet to open the page.
        tell: says how a run ended.
    """

    def __init__(
        self,
        job: Job,
        *,
        shows_terminal: bool,
        shows_page: bool,
        port: int | None = None,
        opens_browser: bool = False,
        waits_for_page: bool = False,
        tell: Callable[[Outcome, Job], None],
    ) -> None:
        self._job = replace(job, watch=shows_terminal or shows_page)
        self._shows_terminal = shows_terminal
        self._lock = threading.Lock()
        self._port = port
        self._opens_browser = opens_browser
        self._waits_for_page = waits_for_page
        self._tell = tell
        self._title = Path(job.program).name
        self._process: ProgramProcess | None = None
        self._terminal: LiveView | None = None
        self._page: BenchPage | None = None
        self._view = PageView(self._title) if shows_page else None
        self._is_left = False  # the person at the terminal wants to be done
        self._again = threading.Event()
        self._server = (
            threading.Thread(target=self._serve, name="bench-page-start", daemon=True)
            if shows_page
            else None
        )

    def run(self) -> Outcome:
        """Run until the program has ended and no page is open any more."""
        try:
            while True:
                outcome = self._run_once()
                self._tell(outcome, self._job)
                if not self._is_wanted_again():
                    return outcome
        finally:
            if self._page is not None:
                self._page.stop()

    # -- one run

    def _run_once(self) -> Outcome:
        self._again.clear()
        if self._view is not None:
            self._view.begin()
        process = ProgramProcess(
            self._job,
            stdin=subprocess.PIPE,
            is_controlled=self._job.mode != "hardware",
            on_message=self._on_message,
            on_output=self._on_output,
            on_picture=self._on_picture if self._view is not None else None,
        )
        with process, self._terminal_view(process):
            with self._lock:
                self._process = process
                page = self._page
            if page is not None:
                page.begin(process)
            outcome = process.wait()
            if outcome.exit_code == ExitCode.WRONG_USE:
                self._waits_for_page = False  # nothing ran: there is nothing to see
            if self._waits_for_page:
                self._begin_to_serve()
            with self._lock:
                self._process, page = None, self._page
            if self._view is not None:
                self._view.end(outcome)
            if page is not None:
                page.end()
        self._is_left = self._is_left or process.is_interrupted
        return outcome

    @contextlib.contextmanager
    def _terminal_view(self, process: ProgramProcess) -> Iterator[None]:
        if not self._shows_terminal:
            yield
            return
        from workshop.live_view import LiveView

        view = LiveView(
            f"{self._title} · {PLACES[self._job.mode]}",
            order=process.order,
            type_line=process.type_line,
            quit=self._quit,
        )
        with view:
            self._terminal = view
            if self._page is not None:
                view.say_address(self._page.address)
            try:
                yield
            finally:
                self._terminal = None

    def _quit(self) -> None:
        """The person at the terminal is done."""
        self._is_left = True
        if self._process is not None:
            self._process.quit()

    # -- what the program's process says

    def _on_message(self, message: dict[str, Any]) -> None:
        self._begin_to_serve()  # now that the program runs: it comes first
        if self._terminal is not None:
            self._terminal.on_message(message)
        if self._view is not None:
            self._view.on_message(message)
        if self._page is not None:
            self._page.refresh(message)

    def _on_output(self, text: str, stream: str) -> None:
        if self._terminal is not None:
            self._terminal.on_output(text, stream)
        else:
            out = sys.stderr if stream == "stderr" else sys.stdout
            out.write(text)
            out.flush()
        if self._view is not None:
            self._view.on_output(text, stream)

    def _on_picture(self, name: str, t_us: int, jpeg: bytes) -> None:
        if self._page is not None:
            self._page.on_picture(name, t_us, jpeg)

    # -- the page

    def _begin_to_serve(self) -> None:
        if self._server is not None and self._server.ident is None:
            self._server.start()

    def _serve(self) -> None:
        """Bring the page up; whatever is in its way, the program goes on."""
        try:
            address = self._start_page()
        except MakerKitError as error:
            self._say(f"There is no page: {error}")
            return
        except ImportError as error:
            self._say(f"There is no page: {error}. Delete .venv and start ./maker again.")
            return
        self._say_address(address)
        if self._opens_browser:
            import webbrowser

            webbrowser.open(address)

    def _start_page(self) -> str:
        from makerkit.errors import UnsupportedHereError

        if not is_built():
            raise UnsupportedHereError("it is not built here. `python hatch_build.py` builds it.")
        from workshop.bench_page.page import BenchPage

        assert self._view is not None
        page = BenchPage(
            self._view, port=self._port,
            on_stop=self._stop, on_restart=self._restart, on_opened=self._show_next_address,
        )  # fmt: skip
        address = page.start()
        with self._lock:
            self._page = page
            process = self._process
        if process is not None:
            page.begin(process)
        else:
            page.refresh()  # it has ended already
        return address

    def _say(self, words: str) -> None:
        if self._terminal is not None:
            self._terminal.say(words)
        else:
            click.echo(words, err=True)

    def _say_address(self, address: str) -> None:
        if self._terminal is not None:
            self._terminal.say_address(address)
        else:
            click.echo(f"The bench is at {address}", err=True)

    def _show_next_address(self) -> None:
        """Show the address for another browser, where it takes the last one's place."""
        terminal, page = self._terminal, self._page
        if terminal is not None and page is not None:
            terminal.say_address(page.address)

    def _stop(self) -> None:
        """The person at the page wants the program ended."""
        process = self._process
        if process is not None:
            process.quit()

    def _restart(self) -> None:
        """The person at the page wants the program started anew."""
        self._again.set()
        self._stop()

    def _is_wanted_again(self) -> bool:
        """Wait, while a page is open, for somebody to start the program again."""
        if self._is_left or self._server is None:
            return False
        try:
            if self._waits_for_page:
                self._server.join()
            if self._page is None:
                return False
            return self._again.is_set() or self._stays_open(self._page)
        except KeyboardInterrupt:
            return False

    def _stays_open(self, page: BenchPage) -> bool:
        """Wait until the program is wanted again (True), or the last page has been closed."""
        if page.is_open:
            click.echo(
                "The page is open: start the program again there, or press Ctrl-C.", err=True
            )
        elif self._is_awaited(page):
            click.echo(f"See how it ended at {page.address}, or press Ctrl-C.", err=True)
        else:
            return False
        seen_s = time.monotonic()
        while self._is_awaited(page) or time.monotonic() < seen_s + LINGER_S:
            if self._again.wait(LOOK_S):
                return True
            if page.is_open:
                seen_s = time.monotonic()
        return False

    def _is_awaited(self, page: BenchPage) -> bool:
        return self._waits_for_page and not page.was_opened


def is_built() -> bool:
    """Return whether the scripts and styles of pages are there."""
    import makerkit

    return (Path(makerkit.__file__).parent / "web" / "dist" / "version.txt").is_file()
