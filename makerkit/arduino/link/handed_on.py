"""Which events have been handed on already: a board repeats one until it is acknowledged."""

from __future__ import annotations

from collections import OrderedDict
from enum import Enum

from makerkit.arduino.message import Message

ACK_AGAIN_S = 2.0
"""An event that comes again this soon has not seen its ACK; later it is another like it."""
_MOST = 256


class Event(Enum):
    """What an event that came in is."""

    NEW = "new"
    REPEATED = "handed on, and not acknowledged yet"
    ACKNOWLEDGED = "acknowledged, but the board has not heard it"


Key = tuple[object, ...]


def key_of(event: Message) -> Key:
    """Return what stays the same when an event is repeated: all but how long ago it was."""
    fields = zip(event.FIELDS, event.values(), strict=True)
    return (event.NAME, *(value for field, value in fields if field.name != "age_s"))


class HandedOn:
    """Remembers events by all that they say: a board that restarts may count its ids anew."""

    def __init__(self) -> None:
        self._acknowledged_s: OrderedDict[Key, float | None] = OrderedDict()

    def take(self, event: Message, now_s: float) -> Event:
        """Say what an event is, and remember it."""
        key = key_of(event)
        if key not in self._acknowledged_s:
            self._remember(key)
            return Event.NEW
        acknowledged_s = self._acknowledged_s[key]
        if acknowledged_s is None:
            return Event.REPEATED
        if now_s - acknowledged_s > ACK_AGAIN_S:
            self._remember(key)
            return Event.NEW
        return Event.ACKNOWLEDGED

    def acknowledge(self, event: Message, now_s: float) -> None:
        """Note that the board was told."""
        key = key_of(event)
        if key in self._acknowledged_s:
            self._acknowledged_s[key] = now_s

    def forget(self, event: Message) -> None:
        """Take an event as one that never came: there was no room for it."""
        self._acknowledged_s.pop(key_of(event), None)

    def clear(self) -> None:
        """Forget all: the board has restarted."""
        self._acknowledged_s.clear()

    def _remember(self, key: Key) -> None:
        self._acknowledged_s[key] = None
        self._acknowledged_s.move_to_end(key)
        while len(self._acknowledged_s) > _MOST:
            self._acknowledged_s.popitem(last=False)
