"""Looks after the edges: one whose thread has died is told, and started again."""

import logging
import threading
import time
from collections.abc import Callable

from makerkit.app.edge import Edge
from makerkit.app.edges import Edges
from makerkit.errors import MakerKitError

LOG = logging.getLogger(__name__)
LOOK_S = 5.0
FIRST_PAUSE_S = 10.0
LONGEST_PAUSE_S = 300.0
"""Between two attempts to start the same edge; it doubles each time."""
STOP_WITHIN_S = 5.0
"""It may be starting an edge just now."""


class Watchdog:
    """The thread `watchdog`.

    An edge that has threads says by `is_alive` whether they run; one without is always alive.

    Args:
        edges: which to look after.
        tell: told in a sentence what has died and what came of it.
        beat: called each time it looks: the power-fail log wants to know that all is alive.
    """

    def __init__(
        self,
        edges: Edges,
        tell: Callable[[str, str], None],
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._edges = edges
        self._tell = tell
        self._beat = beat
        self._tries: dict[str, tuple[int, float]] = {}
        self._hopeless: set[str] = set()  # told already; every further try fails as well
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look."""
        self._ends.clear()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End.

        Raises:
            MakerKitError: the thread did not end.
        """
        self._ends.set()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)
            if self._thread.is_alive():
                raise MakerKitError(f"watchdog did not end within {STOP_WITHIN_S:g} s.")

    def look(self, now_s: float) -> None:
        """Start again what has died, unless that was tried just now."""
        for edge in self._edges:
            if _is_alive(edge):
                continue
            times, not_before_s = self._tries.get(edge.name, (0, 0.0))
            if now_s >= not_before_s:
                pause_s = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2**times)
                self._tries[edge.name] = (times + 1, now_s + pause_s)
                self._revive(edge)

    def _revive(self, edge: Edge) -> None:
        self._edges.stop(edge)
        if self._edges.start(edge) and _is_alive(edge):
            self._hopeless.discard(edge.name)
            self._say(edge.name, f"{edge.name}: its thread had died. It was started again.")
        elif edge.name not in self._hopeless:
            self._hopeless.add(edge.name)
            self._say(edge.name, f"{edge.name} does not run, and cannot be started.")

    def _say(self, name: str, words: str) -> None:
        LOG.error("%s", words)
        self._tell(name, words)

    def _run(self) -> None:
        while not self._ends.wait(LOOK_S):
            try:
                self.look(time.monotonic())
                self._beat()
            except Exception:  # the watchdog itself must not die of what it looks at
                LOG.exception("The watchdog failed")


def _is_alive(edge: Edge) -> bool:
    """Return whether an edge lives; one that cannot even say so must not cost the others."""
    try:
        return bool(getattr(edge, "is_alive", True))
    except Exception:
        LOG.exception("%s cannot say whether it lives", edge.name)
        return False
