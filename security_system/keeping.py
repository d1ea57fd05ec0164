"""Brings what happened to the journal, turn by turn; no card stops the alarm, full or dead."""

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence

from security_system.alarm import Alarm
from security_system.alarm.happenings import Happening, Kind
from security_system.scribe import Keeper, Scribe

LOG = logging.getLogger(__name__)
MOST_HELD = 1000
BEHIND = (
    "The journal cannot be written: what happens is held in memory, and a power cut would lose it. "
    "Is the card full or broken?"
)
CAUGHT_UP = "The journal can be written again, and has everything."


class Keeping:
    """The panel's way to the journal; used on the panel's thread alone.

    Args:
        alarm: whose state is kept.
        journal: None keeps nothing.
        when_late: called when a card answers that was not waited for any more.

    Attributes:
        is_behind: the journal has refused, and holds or has lost what happened.
    """

    def __init__(
        self, alarm: Alarm, journal: Keeper | None, when_late: Callable[[], None] = lambda: None
    ) -> None:
        self._alarm = alarm
        self._scribe = None if journal is None else Scribe(journal, when_late)
        self._stored_revision = -1
        self._late: tuple[tuple[Happening, ...], int] | None = None
        self._held: deque[Happening] = deque(maxlen=MOST_HELD)
        self._unstored: list[Callable[[], None]] = []
        self.is_behind = False

    def start(self) -> None:
        """Write on a thread of its own from now on."""
        if self._scribe is not None:
            self._scribe.start()

    def stop(self) -> None:
        """End that thread."""
        if self._scribe is not None:
            self._scribe.stop()

    def keep(
        self, happenings: Sequence[Happening], on_stored: Callable[[], None] | None
    ) -> tuple[list[Happening], list[Callable[[], None]]]:
        """Write what is new.

        Args:
            happenings: of this turn.
            on_stored: who waits for them to be on the card.

        Returns:
            What the writing itself gave rise to, and who may be told now that all is stored.
        """
        if on_stored is not None:
            self._unstored.append(on_stored)
        is_new = bool(happenings) or self._alarm.revision != self._stored_revision
        is_stored = self._write(happenings) if is_new or self.is_behind else True
        told: list[Callable[[], None]] = []
        if is_stored:
            told, self._unstored = self._unstored, []
        return self._said(is_behind=not is_stored), told

    def _write(self, happenings: Sequence[Happening]) -> bool:
        scribe = self._scribe
        if scribe is None:
            return True
        self._held.extend(happenings)
        if scribe.is_busy:
            return False  # the card has not answered: what comes now waits for it
        if self._late is not None:
            (given, revision), self._late = self._late, None
            self._settle(scribe.answer, given, revision)
        given, revision = tuple(self._held), self._alarm.revision
        self._held.clear()
        kept, wall_s = self._alarm.keep(), time.time()
        return self._settle(lambda: scribe.append(given, kept, wall_s), given, revision)

    def _settle(
        self, ask: Callable[[], bool | None], given: tuple[Happening, ...], revision: int
    ) -> bool:
        """Return whether all is on the card; what the journal does not hold either is held here."""
        try:
            is_stored = ask()
        except Exception:  # a journal that fails in a new way must not end the alarm
            LOG.exception("The journal failed")
            self._held = deque((*given, *self._held), maxlen=MOST_HELD)
            return False
        if is_stored is None:
            self._late = given, revision
            return False
        self._stored_revision = revision  # the journal has it, on the card or in its memory
        return is_stored

    def _said(self, *, is_behind: bool) -> list[Happening]:
        """Return the fault, or its end, when the journal begins or ceases to refuse."""
        if is_behind is self.is_behind:
            return []
        self.is_behind = is_behind
        why = BEHIND if is_behind else CAUGHT_UP
        LOG.log(logging.ERROR if is_behind else logging.INFO, "%s", why)
        fault = Happening(kind=Kind.FAULT, source="journal", why=why)
        self._write((fault,))
        return [fault]
