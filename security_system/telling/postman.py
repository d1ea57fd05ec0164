"""Handing messages to services: when each is due, and what becomes of it.

Each sending runs on a short-lived thread of its own, `telling SERVICE`: a messenger that hangs
keeps nobody else waiting. Everything else here runs on the thread `telling`.
"""

import datetime as dt
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from makerkit.errors import MakerKitError
from security_system.alarm.happenings import JSON, Happening, Kind
from security_system.telling.addresses import Addresses
from security_system.telling.plan import (
    PAUSE_LONGEST_S,
    is_given_up,
    may_go,
    pause_s,
    wait_for_room_s,
)
from security_system.telling.sender import Outcome, Sender
from security_system.telling.settings import TellingSettings
from security_system.telling.store import Store, Stored
from security_system.telling.words import Text, Translate, gather

LONGEST_WAIT_S = 30.0
PICTURE_WAIT_S = 3.0  # a snapshot is written a moment after its alarm
SILENT_WAIT_S = 60.0  # somebody is forced now: the alarms that were too many do not matter
TOGETHER_FROM = 4  # so many that wait go out as one message
LOG = logging.getLogger(__name__)
Outcomes = queue.SimpleQueue[tuple[str, Outcome]]


@dataclass(slots=True)
class Line:
    """How it stands with one service.

    Attributes:
        underway: what is being sent now.
        not_before_s: monotonic time before which nothing is tried.
        failures: one after another.
        is_silent: what failed was only what nobody in the house may notice: no screen shows it.
        is_hurried: what is being sent did not wait for the end of the pause.
        says: what became of the last try.
    """

    underway: tuple[Stored, ...] = ()
    began_s: float = 0.0
    not_before_s: float = 0.0
    failures: int = 0
    is_silent: bool = False
    is_hurried: bool = False
    says: str = ""

    @property
    def is_in_trouble(self) -> bool:
        """Whether the last try failed, as far as it may be shown."""
        return self.failures > 0 and not self.is_silent


class Postman:
    """Brings each service its messages.

    Args:
        picture: where the picture of an evidence is, once there is one.
        tell: puts a happening into the journal: that messages did not arrive.
        ring: has the thread `telling` look again.
    """

    def __init__(
        self,
        settings: TellingSettings,
        addresses: Addresses,
        sender: Sender,
        *,
        picture: Callable[[str], Path | None],
        tell: Callable[[Happening], None],
        translate: Translate,
        ring: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._addresses = addresses
        self._send = sender
        self._picture = picture
        self._tell = tell
        self._translate = translate
        self._ring = ring
        self._outcomes: Outcomes = queue.SimpleQueue()
        self.lines = {name: Line() for name in settings.services}
        self.given_up = 0

    def serve_all(self, store: Store, now_s: float, wall_s: float) -> float:
        """Send what is due, and return how long nothing more is.

        Args:
            now_s: monotonic time.
            wall_s: seconds since 1970.
        """
        while not self._outcomes.empty():
            self._finish(*self._outcomes.get(), store, now_s, wall_s)
        return min(self._serve(name, store, now_s, wall_s) for name in self.lines)

    def send_now(self, text: Text, results: Outcomes) -> None:
        """Send a text to every service at once, whatever waits; any thread."""
        for name in self.lines:
            self._begin(name, text, None, results)

    def hurry(self, service: str) -> None:
        """Try a service again now: its address has changed."""
        if service in self.lines:
            self.lines[service].not_before_s = 0.0

    def _serve(self, name: str, store: Store, now_s: float, wall_s: float) -> float:
        """Send a service what it is to get now; return when to look again, from now."""
        line = self.lines[name]
        if line.underway:
            return LONGEST_WAIT_S
        ready = self._ready(name, store, wall_s)
        if not ready:
            return LONGEST_WAIT_S
        alike = [message for message in ready if message.is_urgent == ready[0].is_urgent]
        line.is_hurried = line.not_before_s > now_s
        if line.is_hurried:  # what is urgent and new is tried once, whatever failed before
            alike = [message for message in alike if message.is_urgent and not message.tries]
            if not alike:
                return line.not_before_s - now_s
        ages_s = store.sent_ages_s(name, wall_s, is_urgent=ready[0].is_urgent)
        wait_s = max(
            self._wait_for_room_s(alike, ages_s), self._wait_for_picture_s(alike[0], wall_s)
        )
        if wait_s > 0:
            return wait_s
        is_crowd = len(alike) >= TOGETHER_FROM or len(ages_s) >= self._settings.messages_per_hour
        self._dispatch(name, line, alike if is_crowd else alike[:1], now_s)
        return LONGEST_WAIT_S

    def _ready(self, name: str, store: Store, wall_s: float) -> list[Stored]:
        """Return what may go to a service at this time of day."""
        service = self._settings.services[name]
        now = dt.datetime.fromtimestamp(wall_s).time()
        waiting = store.waiting(name)
        return [each for each in waiting if may_go(each.topic, service, now, self._settings)]

    def _wait_for_room_s(self, alike: Sequence[Stored], ages_s: Sequence[float]) -> float:
        """Return how long there were too many messages; a silent call waits a minute at most."""
        room_s = wait_for_room_s(ages_s, self._settings)
        if not room_s or not any(each.is_silent for each in alike):
            return room_s
        return min(room_s, max(0.0, SILENT_WAIT_S - min(ages_s)))

    def _wait_for_picture_s(self, message: Stored, wall_s: float) -> float:
        age_s = wall_s - message.created_s
        if not message.evidence or not 0 <= age_s < PICTURE_WAIT_S:
            return 0.0
        return 0.0 if self._picture(message.evidence) else min(0.5, PICTURE_WAIT_S - age_s)

    def _dispatch(self, name: str, line: Line, batch: Sequence[Stored], now_s: float) -> None:
        line.underway, line.began_s = tuple(batch), now_s
        gathered = gather([message.text for message in batch], translate=self._translate)
        number = batch[-1].id
        text = Text(
            f"{self._settings.name}: {gathered.title}", f"{gathered.body}\n(message {number})"
        )
        picture = None
        if self._settings.services[name].picture:
            found = (self._picture(each.evidence) for each in reversed(batch) if each.evidence)
            picture = next((path for path in found if path), None)
        self._begin(name, text, picture, self._outcomes)

    def _begin(
        self,
        name: str,
        text: Text,
        picture: Path | None,
        outcomes: Outcomes,
    ) -> None:
        def work() -> None:
            try:
                address = self._addresses.read().get(name, "")
                outcome = self._send(address, text, picture)
            except MakerKitError as error:
                outcome = Outcome(is_done=False, says=str(error))
            except Exception as error:  # in a library, for a reason that may hold the address
                outcome = Outcome(is_done=False, says=f"Sending failed: {type(error).__name__}.")
            outcomes.put((name, outcome))
            self._ring()

        threading.Thread(target=work, name=f"telling {name}", daemon=True).start()

    def _finish(
        self, name: str, outcome: Outcome, store: Store, now_s: float, wall_s: float
    ) -> None:
        """Note what became of a sending."""
        line = self.lines[name]
        batch, line.underway, line.says = line.underway, (), outcome.says
        ids = [message.id for message in batch]
        if outcome.is_done:
            line.failures, line.is_silent, line.not_before_s = 0, False, 0.0
            store.delivered(ids, name, wall_s, is_urgent=batch[0].is_urgent)
            return
        line.is_silent = not line.is_in_trouble and all(each.is_silent for each in batch)
        if not line.is_silent:
            LOG.warning("A message to %s did not go out: %s", name, outcome.says)
        if not line.is_hurried:
            line.failures += 1
            wait_s = PAUSE_LONGEST_S if outcome.is_hopeless else pause_s(line.failures)
            line.not_before_s = now_s + wait_s
        store.failed(ids)
        old = [each for each in batch if is_given_up(each.tries + 1, self._settings.retry_h)]
        if old:
            store.give_up([message.id for message in old])
            self._say_given_up(name, old, outcome)

    def _say_given_up(self, name: str, messages: Sequence[Stored], outcome: Outcome) -> None:
        self.given_up += len(messages)
        why = (
            f"{len(messages)} messages to {name} did not arrive within "
            f"{self._settings.retry_h:g} h and are not tried any more. {outcome.says}"
        )
        detail: dict[str, JSON] = {"service": name, "messages": len(messages)}
        self._tell(Happening(Kind.FAULT, source="telling", why=why, detail=detail))
