"""Telling people: the thread `telling` writes down what is to be told, and has it sent."""

import datetime as dt
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from makerkit.app.edge import Health, Level
from security_system.alarm.happenings import Happening
from security_system.telling.addresses import Addresses
from security_system.telling.news import News, Rows
from security_system.telling.own_files import refuse_own_files
from security_system.telling.plan import Story, plan
from security_system.telling.postman import LONGEST_WAIT_S, Outcomes, Postman
from security_system.telling.sender import AppriseSender, Sender
from security_system.telling.settings import TellingSettings
from security_system.telling.store import Store
from security_system.telling.translation import translation
from security_system.telling.words import TEST_BODY, TEST_TITLE, Event, Text

FILE = "telling.db"
STOP_TIMEOUT_S = 2.0
TEST_EVERY_S = 10.0
"""A messenger that is asked more often takes no alarm either: each has its limits."""
LOG = logging.getLogger(__name__)


class Telling:
    """Tells people what happens; an edge of the system.

    Args:
        folder: the data folder; `secrets/` in it has the addresses.
        rows: reads the journal: what was written there and not told is told after a restart.
        zone_name: what people call a zone.
        picture: where the picture of an evidence is, once there is one.
        tell: puts a happening into the journal: that messages did not arrive.
        sender: what sends; Apprise by default.
    """

    name = "telling"

    def __init__(
        self,
        settings: TellingSettings,
        folder: Path,
        *,
        rows: Rows | None = None,
        zone_name: Callable[[str], str] = str,
        picture: Callable[[str], Path | None] = lambda _evidence: None,
        tell: Callable[[Happening], None] = lambda _happening: None,
        sender: Sender | None = None,
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._addresses = Addresses(folder / "secrets")
        self._news = News(rows, zone_name)
        self._translate = translation(settings.language)
        self._bell = threading.Event()
        self._postman = Postman(
            settings,
            self._addresses,
            sender or AppriseSender(settings.timeout_s),
            picture=picture,
            tell=tell,
            translate=self._translate,
            ring=self._bell.set,
        )
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._testing = threading.Lock()
        self._next_test_s = float("-inf")
        self._trouble = ""
        self._waiting = 0

    def start(self) -> None:
        """Begin to tell."""
        self._stop.clear()
        if self._settings.services:
            self._thread = threading.Thread(target=self._run, name="telling", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End; what is not delivered stays written down. Safe to call twice."""
        self._stop.set()
        self._bell.set()
        if self._thread is not None and self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs, if it has anybody to tell."""
        return not self._settings.services or (self._thread is not None and self._thread.is_alive())

    def on_turn(self, turn: Any) -> None:
        """Take what a turn of the panel brought (`Panel.listen`); never waits."""
        if turn.happenings and self._settings.services:
            self._news.hear(turn.happenings)
            self._bell.set()

    def set_address(self, service: str, address: str) -> None:
        """Keep where a service is reached, and try again at once.

        Raises:
            BadInputError: there is no such service, or the address cannot be kept.
        """
        refuse_own_files(address)
        self._addresses.write(service, address)
        self._postman.hurry(service)
        self._bell.set()

    def has_address(self, service: str) -> bool:
        """Return whether an address is kept for a service."""
        return bool(self._addresses.read().get(service))

    def test(self) -> list[str]:
        """Send a test message to every service now, and return a sentence for each."""
        if not self._settings.services:
            return ["Nobody is told anything yet: add [telling.services.NAME] to the settings."]
        with self._testing:
            left_s = self._next_test_s - time.monotonic()
            if left_s > 0:
                return [f"A test went out just now. The next one may in {left_s:.0f} s."]
            self._next_test_s = time.monotonic() + TEST_EVERY_S
        text = Text(
            f"{self._settings.name}: {self._translate(TEST_TITLE)}",
            self._translate(TEST_BODY).format(time=f"{dt.datetime.now():%H:%M:%S}"),
        )
        results: Outcomes = queue.SimpleQueue()
        self._postman.send_now(text, results)
        return _sentences(list(self._settings.services), results, self._settings.timeout_s * 2)

    def health(self) -> Health:
        """Return how telling goes."""
        numbers = {"waiting": float(self._waiting), "given_up": float(self._postman.given_up)}
        if not self._settings.services:
            return Health(self.name, Level.ABSENT, "Nobody is told anything.", numbers)
        bad = [
            f"{name}: {line.says}"
            for name, line in self._postman.lines.items()
            if line.is_in_trouble
        ]
        if self._trouble or bad:
            return Health(
                self.name, Level.WARNING, " ".join([self._trouble, *bad]).strip(), numbers
            )
        if not self.is_alive and not self._stop.is_set():
            return Health(self.name, Level.ERROR, "Its thread does not run.", numbers)
        return Health(self.name, Level.OK, "", numbers)

    def _run(self) -> None:
        self._store = Store(self._folder / FILE)
        self._trouble = self._store.trouble
        self._begin_story()
        while not self._stop.is_set():
            wait_s = LONGEST_WAIT_S
            try:
                wait_s = self._turn()
            except Exception as error:  # a full disk, a mistake: the next message may get through
                LOG.exception("Telling people failed.")
                self._trouble = f"It failed: {type(error).__name__}: {error}."
            self._bell.wait(max(0.05, wait_s))
            self._bell.clear()
        self._store.close()

    def _begin_story(self) -> None:
        """Go on where the last run ended; the first run tells nothing of what was before it."""
        kept = self._store.meta("row")
        self._row = self._news.newest_row() if kept is None else int(kept)
        if kept is not None and self._news.newest_row() < self._row:
            self._row = 0  # the journal has begun anew
        self._story = Story.restored(self._store.meta("story") or {})
        keep = {"row": self._row, "story": self._story.keep()}
        self._store.add((), time.time(), keep, drop_held=False)
        self._store.forget_others(self._settings.services)

    def _turn(self) -> float:
        """Do what is to be done, and return how long nothing is."""
        now_s, wall_s = time.monotonic(), time.time()
        self._take_in(wall_s)
        if self._store.release(wall_s):
            self._story.was_told = True
        wait_s = self._postman.serve_all(self._store, now_s, wall_s)
        self._waiting = self._store.count()
        next_s = self._store.next_release_s()
        return min(LONGEST_WAIT_S, wait_s, next_s - wall_s if next_s else LONGEST_WAIT_S)

    def _take_in(self, wall_s: float) -> None:
        """Write down, in one transaction, what is to be told of what has happened."""
        events, row = self._news.take(self._row)
        if not events and row == self._row:
            return
        before = self._story.keep()
        try:
            self._write_down(events, row, wall_s)
        except sqlite3.Error as error:  # the disk is full or broken: then in memory
            self._trouble = f"Messages cannot be written down ({error}) and end with the program."
            LOG.error("%s", self._trouble)
            self._store.move_to_memory()
            self._story = Story.restored(before)
            self._write_down(events, row, wall_s)
        self._row = row

    def _write_down(self, events: Sequence[Event], row: int, wall_s: float) -> None:
        with self._store.together():
            for event in events:
                self._note(event, wall_s)
            keep = {"row": row, "story": self._story.keep()}
            self._store.add((), wall_s, keep, drop_held=False)

    def _note(self, event: Event, wall_s: float) -> None:
        now = dt.datetime.fromtimestamp(wall_s)
        found = plan(event, self._story, self._settings, now=now, translate=self._translate)
        if found.releases and self._store.release(wall_s, at_once=True):
            self._story.was_told = True
        self._store.add(found.drafts, wall_s, {}, drop_held=found.is_late_code)


def _sentences(
    names: Sequence[str],
    results: Outcomes,
    timeout_s: float,
) -> list[str]:
    """Wait for the results of a test, and return a sentence for each service."""
    until_s = time.monotonic() + timeout_s
    said: dict[str, str] = {}
    while len(said) < len(names) and (left_s := until_s - time.monotonic()) > 0:
        try:
            name, outcome = results.get(timeout=left_s)
        except queue.Empty:
            break
        said[name] = outcome.says
    late = f"No answer within {timeout_s:g} s."
    return [f"{name}: {said.get(name, late)}" for name in names]
