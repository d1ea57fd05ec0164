"""What the node's sensors say to the panel: at once from SENSE, and for certain from its events.

SENSE comes first but may be lost; an event comes later and always. So what SENSE has told already
is not told again by its event, and what only an event tells is told by that.
"""

from __future__ import annotations

from collections.abc import Mapping

from makerkit.arduino.messages import node
from security_system.alarm.orders import Condition, ZoneSeen
from security_system.alarm.zone_settings import ZoneSettings
from security_system.node import zones as words
from security_system.node.zones import LID, LOOPS, MOTIONS, sensors_of

SAME_S = 3.0
"""An event is as old as it says, to a second or two: so near, it is what SENSE has told."""
_LOOP_EVENTS = {
    node.EventKind.ZONE_CLOSED: node.Zone.CLOSED,
    node.EventKind.ZONE_OPENED: node.Zone.OPEN,
    node.EventKind.ZONE_SHORTED: node.Zone.SHORTED,
    node.EventKind.ZONE_CUT: node.Zone.CUT,
    node.EventKind.ZONE_WRONG: node.Zone.WRONG,
}
Seen = tuple[Condition, str]


class Sensors:
    """Turns what the node says of its sensors into orders for the panel, each once.

    Args:
        zones: the zones of the settings; those of the node are found among them.
    """

    def __init__(self, zones: Mapping[str, ZoneSettings]) -> None:
        self._zones = sensors_of(zones)
        self._told: dict[int, Seen] = {}
        self._told_at_s: dict[tuple[int, Condition], float] = {}
        self._is_lid_open = False

    def forget(self) -> None:
        """The link was lost: everything is to be told anew."""
        self._told.clear()

    def zone_of(self, sensor: int) -> str:
        """Return the zone of a sensor; "" when it has none."""
        return self._zones.get(sensor, "")

    def sensed(self, sense: node.Sense, now_s: float) -> list[ZoneSeen]:
        """Take a SENSE; return what has changed."""
        self._is_lid_open = bool(sense.lid_open)
        orders = []
        for sensor in self._zones:
            orders += self._tell(sensor, self._of(sensor, sense), now_s)
        return orders

    def told(self, event: node.Event, happened_s: float, now_s: float) -> list[ZoneSeen]:
        """Take an event; return what SENSE has not told already.

        Args:
            event: of any kind.
            happened_s: when, on the clock of `now_s`.
            now_s: monotonic.
        """
        if event.kind in {node.EventKind.LID_OPENED, node.EventKind.LID_CLOSED}:
            self._is_lid_open = event.kind is node.EventKind.LID_OPENED
            return [order for s in self._zones for order in self._lid(s, happened_s, now_s)]
        seen = _of_event(event)
        return [] if seen is None else self._late(event.detail, seen, happened_s, now_s)

    def _lid(self, sensor: int, happened_s: float, now_s: float) -> list[ZoneSeen]:
        if sensor != LID and LID in self._zones:
            return []
        seen = (Condition.TAMPERED, words.LID_OPEN) if self._is_lid_open else None
        if seen is None and sensor == LID:
            seen = (Condition.QUIET, words.LID_CLOSED)
        return [] if seen is None else self._late(sensor, seen, happened_s, now_s)

    def _late(self, sensor: int, seen: Seen, happened_s: float, now_s: float) -> list[ZoneSeen]:
        told_s = self._told_at_s.get((sensor, seen[0]))
        if told_s is not None and told_s >= happened_s - SAME_S:
            return []
        return self._tell(sensor, seen, now_s)

    def _tell(self, sensor: int, seen: Seen, now_s: float) -> list[ZoneSeen]:
        zone = self._zones.get(sensor)
        if zone is None or self._told.get(sensor) == seen:
            return []
        self._told[sensor] = seen
        self._told_at_s[sensor, seen[0]] = now_s
        return [ZoneSeen(zone=zone, condition=seen[0], why=seen[1])]

    def _of(self, sensor: int, sense: node.Sense) -> Seen:
        if sense.lid_open and (sensor == LID or LID not in self._zones):
            return Condition.TAMPERED, words.LID_OPEN
        if sensor == LID:
            return Condition.QUIET, words.LID_CLOSED
        if sensor in LOOPS:
            loop = (sense.zone_0, sense.zone_1, sense.zone_2, sense.zone_3)[sensor]
            return _of_loop(sensor, loop)
        return _of_motion(sensor, sense)


def _of_loop(sensor: int, loop: node.Zone) -> Seen:
    condition, why = words.LOOP_WORDS[loop]
    return condition, why.format(sensor)


def _of_motion(sensor: int, sense: node.Sense) -> Seen:
    if not sense.motions >> (sensor - MOTIONS[0]) & 1:
        return Condition.QUIET, words.SEES_NOT.format(sensor)
    if not sense.warm:
        return Condition.QUIET, words.WARMING_UP.format(sensor)
    return Condition.OPEN, words.SEES.format(sensor)


def _of_event(event: node.Event) -> Seen | None:
    if event.kind in _LOOP_EVENTS and event.detail in LOOPS:
        return _of_loop(event.detail, _LOOP_EVENTS[event.kind])
    if event.kind is node.EventKind.MOTION and event.detail in MOTIONS:
        return Condition.OPEN, words.SEES.format(event.detail)
    return None
