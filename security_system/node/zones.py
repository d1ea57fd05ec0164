"""Which zone is which sensor of the node, and what the sensor's words mean.

Sources: "node:0" to "node:3" are its loops, "node:4" and "node:5" its motion sensors, "node:lid"
its lid. Where no zone has the lid, an open lid is tampering with every zone of the node: whoever
has it open can bridge them all.
"""

from __future__ import annotations

from collections.abc import Mapping

from makerkit.arduino.messages import node
from security_system.alarm.orders import Condition
from security_system.alarm.states import ArmMode, ZoneType
from security_system.alarm.zone_settings import ZoneSettings

LOOPS, MOTIONS, LID = range(4), range(4, 6), 6
SENSORS = range(7)
ALL = 0b1111111
LOOP_WORDS: dict[node.Zone, tuple[Condition, str]] = {
    node.Zone.CLOSED: (Condition.QUIET, "Loop {} is closed."),
    node.Zone.OPEN: (Condition.OPEN, "Loop {} is open."),
    node.Zone.SHORTED: (Condition.TAMPERED, "The wires of loop {} touch each other (0 ohm)."),
    node.Zone.CUT: (Condition.TAMPERED, "A wire of loop {} is cut, or its plug is out."),
    node.Zone.WRONG: (
        Condition.TAMPERED,
        "Loop {} has a resistance that it cannot have: somebody is at it, or a contact corrodes.",
    ),
}
WARMING_UP = "Motion sensor {} fired while it warmed up; not believed."
SEES, SEES_NOT = "Motion sensor {} sees somebody.", "Motion sensor {} sees nobody."
LID_OPEN = "The node's lid is open, or its battery is gone."
LID_CLOSED = "The node's lid is closed."


def sensors_of(zones: Mapping[str, ZoneSettings]) -> dict[int, str]:
    """Return the zone of each of the node's sensors that has one."""
    found = {}
    for zone, settings in zones.items():
        family, _, place = settings.source.partition(":")
        if family == "node":
            found[LID if place == "lid" else int(place)] = zone
    return found


def mask_of(sensors: set[int] | frozenset[int]) -> int:
    """Return a mask of sensors; bit 0 is sensor 0."""
    return sum(1 << sensor for sensor in sensors)


def entry_route(zones: Mapping[str, ZoneSettings]) -> int:
    """Return the sensors that start the node's entry delay.

    Interior sensors are among them: who comes in by the door passes them on the way to the keypad.
    While the link is up the panel alarms at once where one of these trips first.
    """
    of = sensors_of(zones)
    delayed = {ZoneType.DELAYED, ZoneType.INTERIOR}
    return mask_of({sensor for sensor, zone in of.items() if zones[zone].type in delayed})


def left_out_in(mode: ArmMode, zones: Mapping[str, ZoneSettings]) -> int:
    """Return the sensors that the node must leave out in a mode: the panel judges them alone.

    They are those that no zone has, that do not count in the mode, that another zone must confirm,
    and that are to be silent. The lid always counts.
    """
    of = sensors_of(zones)
    counting = {s for s, zone in of.items() if _counts_alone(zones[zone], mode)} | {LID}
    return mask_of(set(SENSORS) - counting)


def _counts_alone(zone: ZoneSettings, mode: ArmMode) -> bool:
    is_on = mode in zone.modes or not zone.is_burglary
    return is_on and not zone.confirm_with and not zone.is_silent
