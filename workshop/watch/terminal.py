"""`maker watch` in a terminal that can show it: one loop over keys, saves and verdicts.

Two threads beside the main one: "watch-keys" reads the keyboard, "watch-checker" checks. The main
thread looks at the file, decides and draws.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from queue import Empty, Queue

from rich.console import Console
from rich.live import Live

from workshop.keys import Keyboard
from workshop.lines import Marks
from workshop.live_view import Frame
from workshop.watch.checking import Checking, Judge
from workshop.watch.file_watch import POLL_S, FileWatch
from workshop.watch.screen import draw
from workshop.watch.session import Do, Session
from workshop.watch.view import View

JOIN_S = 2.0
Happened = Callable[[], Do | None]
"""Something that came from a thread, to be done by the main one."""


class WatchTerminal:
    """The learning loop in a terminal.

    Args:
        session: what decides.
        judge: what checks.
        away: what needs the whole terminal for a while (the run, the page); each returns what is
            to be said afterwards.
        set_up: finds out about this computer, for the first lesson.
    """

    def __init__(
        self,
        session: Session,
        judge: Judge,
        *,
        away: Mapping[Do, Callable[[Session], str]],
        set_up: Callable[[], list[tuple[str, str]]],
        marks: Marks,
    ) -> None:
        self._session = session
        self._away = away
        self._set_up = set_up
        self._marks = marks
        self._happened: Queue[Happened] = Queue()
        self._checking = Checking(judge, self._on_verdict)
        self._console = Console(highlight=False)
        self._shown: tuple[View, tuple[int, int]] | None = None

    def loop(self) -> None:
        """Show, check and obey until somebody quits."""
        self._screen = _Screen(self._console, self._take_key)
        with self._checking, self._screen:
            self._look_at_set_up()
            self._check()
            while True:
                self._show()
                do = self._wait()
                if do is Do.QUIT:
                    return
                self._obey(do)

    # -- what comes in, from any thread

    def _on_verdict(self, lesson: object, verdict: object) -> None:
        self._happened.put(lambda: self._session.judged(lesson, verdict))  # type: ignore[arg-type]

    def _take_key(self, key: str) -> None:
        self._happened.put(lambda: self._session.key(key))

    def _look_at_set_up(self) -> None:
        """Find out about this computer meanwhile: that takes seconds."""
        if self._session.lesson != self._session.desk.course.lessons[0]:
            return

        def look() -> None:
            found = self._set_up()
            self._happened.put(lambda: self._session.set_up_found(found))

        threading.Thread(target=look, name="watch-set-up", daemon=True).start()

    # -- the loop

    def _wait(self) -> Do | None:
        """Wait for the next thing that happens, or until it is time to look at the file."""
        try:
            return self._happened.get(timeout=POLL_S)()
        except Empty:
            return self._session.saved() if self._file.is_news() else None

    def _obey(self, do: Do | None) -> None:
        if do is Do.CHECK:
            self._check()
        elif do is not None and do in self._away:
            with self._screen.given_back():
                self._session.remark = self._away[do](self._session)
            self._shown = None
        elif do is Do.EDIT:
            self._edit()

    def _check(self) -> None:
        self._file = FileWatch(self._session.program)  # as it is now: that is what is checked
        self._session.checking()
        self._checking.ask(self._session.lesson, self._session.program)

    def _edit(self) -> None:
        editor = (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "").split()
        if not editor or not shutil.which(editor[0]):
            self._session.remark = f"Open this file in your editor: {self._session.program}"
            return
        with self._screen.given_back():
            subprocess.call([*editor, str(self._session.program)])
        self._shown = None

    def _show(self) -> None:
        columns, rows = self._console.size
        view = self._session.view()
        if self._shown == (view, (columns, rows)):
            return
        self._shown = (view, (columns, rows))
        self._screen.show(Frame(draw(view, columns, rows, self._marks)))


class _Screen:
    """The whole terminal, with single keys; it can be given back for a while."""

    def __init__(self, console: Console, on_key: Callable[[str], None]) -> None:
        self._console = console
        self._on_key = on_key
        self._taken = ExitStack()

    def __enter__(self) -> _Screen:
        with ExitStack() as taken:
            keyboard = taken.enter_context(Keyboard())
            self._live = Live(
                console=self._console,
                screen=True,
                auto_refresh=False,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            taken.enter_context(self._live)
            keys = threading.Thread(
                target=self._read, args=(keyboard,), name="watch-keys", daemon=True
            )
            keys.start()
            taken.callback(keys.join, JOIN_S)
            taken.callback(keyboard.stop)
            self._taken = taken.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._taken.close()

    def show(self, frame: Frame) -> None:
        self._live.update(frame, refresh=True)

    def given_back(self) -> ExitStack:
        """Give the terminal back as it was, until the end of the `with` block."""
        self.__exit__()
        again = ExitStack()
        again.callback(self.__enter__)
        return again

    def _read(self, keyboard: Keyboard) -> None:
        for key in keyboard:
            self._on_key(key)
