"""What waits to be sent: of a state only the newest, of events a bounded number.

The broker may be gone for hours. Then nothing here grows: a state that changes a thousand times
takes one place, and of too many events the oldest are dropped and counted.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

STATES_MAX = 2_000
BYTES_MAX = 512 * 1024
"""The largest message: a picture of a camera."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to the broker.

    Attributes:
        is_retained: whether the broker keeps it for whoever subscribes later.
        qos: 0 may get lost, 1 arrives at least once.
    """

    topic: str
    payload: bytes
    is_retained: bool
    qos: int = 1


class Outbox:
    """Keeps what waits; any thread may put, the thread of the broker takes.

    Args:
        events_max: how many events wait at most.
        wake: called after something was put.
    """

    def __init__(self, events_max: int, wake: Callable[[], None]) -> None:
        self._lock = threading.Lock()
        self._wake = wake
        self._states: dict[str, bytes] = {}
        self._changed: dict[str, None] = {}  # in the order of their change
        self._events: deque[Outgoing] = deque(maxlen=events_max)
        self.dropped = 0

    def state(self, topic: str, payload: bytes) -> None:
        """Keep what is so now; it is sent, retained, if it differs from what was said last."""
        with self._lock:
            if self._states.get(topic) == payload or not self._fits(topic, payload):
                return
            self._states[topic] = payload
            self._changed[topic] = None
        self._wake()

    def event(self, topic: str, payload: bytes, *, qos: int = 1) -> None:
        """Send something that has happened: once, and not retained."""
        with self._lock:
            if len(payload) > BYTES_MAX:
                self.dropped += 1
                return
            self.dropped += len(self._events) == self._events.maxlen
            self._events.append(Outgoing(topic, payload, is_retained=False, qos=qos))
        self._wake()

    def say_all_states_again(self) -> None:
        """Send every state once more: the broker, or who listens there, has begun anew."""
        with self._lock:
            self._changed = dict.fromkeys(self._states)
        self._wake()

    def say_again(self, topic: str) -> None:
        """Send one state once more."""
        with self._lock:
            if topic in self._states:
                self._changed[topic] = None
        self._wake()

    def clear(self, topic: str) -> None:
        """Have the broker forget what somebody made it keep."""
        with self._lock:
            self._events.append(Outgoing(topic, b"", is_retained=True))
        self._wake()

    def take(self) -> Outgoing | None:
        """Return what is to be sent next: events before states; None if all is said."""
        with self._lock:
            if self._events:
                return self._events.popleft()
            if not self._changed:
                return None
            topic = next(iter(self._changed))
            del self._changed[topic]
            return Outgoing(topic, self._states[topic], is_retained=True)

    def put_back(self, message: Outgoing) -> None:
        """Have a message sent later that could not be sent now."""
        with self._lock:
            if message.is_retained and message.payload:
                self._changed[message.topic] = None
            elif len(self._events) < (self._events.maxlen or 0):
                self._events.appendleft(message)
            else:
                self.dropped += 1

    def forget(self, topic: str) -> None:
        """Say a state no more: its thing is gone."""
        with self._lock:
            self._states.pop(topic, None)
            self._changed.pop(topic, None)

    @property
    def waiting(self) -> int:
        """Return how many messages wait."""
        with self._lock:
            return len(self._events) + len(self._changed)

    def _fits(self, topic: str, payload: bytes) -> bool:
        fits = len(payload) <= BYTES_MAX and (
            topic in self._states or len(self._states) < STATES_MAX
        )
        self.dropped += not fits
        return fits
