"""Whether the node is there: supervision, and until when it had told everything."""

from __future__ import annotations

from makerkit.arduino.link import LinkState
from security_system.alarm.orders import SourceSeen
from security_system.node.telling import NODE

RESTART_S = 2.5
"""A node that starts again is back within 1.6 s: that is no loss."""
FIRST_S = 8.0
"""So long a port may take after the start: finding it, the boot-loader, the greeting."""
NEVER_HEARD = "The node has not answered since the start."


class Contact:
    """Follows the link, and says when the node is lost or back.

    Attributes:
        is_ready: orders reach the node.
        is_there: as it was last told; None before.
        told_all_s: when the node last had nothing left to tell; None: not in this run.
        restarts: how often the link became ready.
    """

    def __init__(self) -> None:
        self.is_ready = False
        self.is_there: bool | None = None
        self.told_all_s: float | None = None
        self.restarts = 0
        self.why = NEVER_HEARD
        self._lost_at_s: float | None = None

    def start(self, now_s: float) -> None:
        """The edge begins to look for the node."""
        self._lost_at_s = now_s + FIRST_S

    def changed(self, state: LinkState, why: str, now_s: float) -> list[SourceSeen]:
        """The link has another state.

        Args:
            state: the new one.
            why: in words; "" where all is well.
            now_s: monotonic.
        """
        self.is_ready = state is LinkState.READY
        if self.is_ready:
            self._lost_at_s = None
            return []
        self.why = why or self.why
        if state is LinkState.WAITING:
            self._lost_at_s = self._lost_at_s or now_s + RESTART_S
            return []
        if self.is_there is None and state is LinkState.SEARCHING:
            return []  # start() has said how long it may take
        return self._tell(is_there=False)

    def heard_all(self) -> list[SourceSeen]:
        """The node is greeted and has said its state and its sensors."""
        return self._tell(is_there=True) if self.is_ready else []

    def tick(self, now_s: float) -> list[SourceSeen]:
        """Time went on."""
        if self._lost_at_s is None or now_s < self._lost_at_s:
            return []
        self._lost_at_s = None
        return self._tell(is_there=False)

    def _tell(self, *, is_there: bool) -> list[SourceSeen]:
        if is_there is self.is_there:
            return []
        self.is_there = is_there
        self.restarts += is_there
        why = (
            "The node answers." if is_there else self.why.partition("\n")[0]
        )  # what to try: health
        return [SourceSeen(source=NODE, is_there=is_there, why=why)]
