"""Writes to the journal on a thread of its own: a card that hangs must not hang the alarm.

A card that is worn out often fails by not answering, for seconds or for ever. The alarm waits for
it for a moment, then goes on, and hears later what has become of it.
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from security_system.alarm.happenings import Happening

LOG = logging.getLogger(__name__)
WAIT_S = 2.0
"""A healthy card answers within 0.1 s, one that tidies up within a second."""
END_WITHIN_S = 1.0


class Keeper(Protocol):
    """What keeps happenings and the alarm's state: the journal."""

    def append(
        self, happenings: Sequence[Happening], kept: Mapping[str, Any], wall_s: float
    ) -> bool:
        """Write both in one transaction.

        Returns:
            True: this and everything before is on the card. False: it is held in memory, because
            the card is full or broken, and is tried again with the next call.
        """


Work = tuple[Sequence[Happening], Mapping[str, Any], float]


class Scribe:
    """The thread `journal`; without it (before `start`) whoever appends writes himself.

    Args:
        journal: what is written to, on this thread alone.
        when_late: called when an answer comes that nobody waits for any more.
    """

    def __init__(self, journal: Keeper, when_late: Callable[[], None]) -> None:
        self._journal = journal
        self._when_late = when_late
        self._work: Work | None = None
        self._answer: bool | Exception = True
        self._is_late = False
        self._has_work, self._is_done = threading.Event(), threading.Event()
        self._is_done.set()
        self._ends = False
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Whether the card has not answered yet."""
        return not self._is_done.is_set()

    def start(self) -> None:
        """Begin to write; one that still waits for its card goes on."""
        self._ends = False
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End, once what is being written is written; a card that hangs is left behind."""
        self._ends = True
        self._has_work.set()
        if self._thread is not None and self._thread.ident is not None:
            self._thread.join(END_WITHIN_S)
            if self._thread.is_alive():
                LOG.error("The journal's card has not answered: what came last may be lost.")
                return
        self._thread = None

    def append(
        self, happenings: Sequence[Happening], kept: Mapping[str, Any], wall_s: float
    ) -> bool | None:
        """Write; return None if the card has not answered in time (`answer` tells later).

        Raises:
            Exception: whatever the journal raises.
        """
        if self._thread is None:
            return self._journal.append(happenings, kept, wall_s)
        self._is_late = False
        self._work = (happenings, kept, wall_s)
        self._is_done.clear()
        self._has_work.set()
        if not self._is_done.wait(WAIT_S):
            self._is_late = True
            if self.is_busy:
                return None
        return self.answer()

    def answer(self) -> bool:
        """Return what has become of the last writing.

        Raises:
            Exception: whatever the journal raised.
        """
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer

    def _run(self) -> None:
        while True:
            self._has_work.wait()
            self._has_work.clear()
            work, self._work = self._work, None
            if work is not None:
                self._write(work)
            if self._ends:
                return

    def _write(self, work: Work) -> None:
        try:
            self._answer = self._journal.append(*work)
        except Exception as error:  # raised again where it was asked for
            self._answer = error
        self._is_done.set()
        if self._is_late:
            self._when_late()
