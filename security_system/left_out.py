"""Zones whose part is left out on the command line are left out with it: nobody will hear of them.

They would count as lost, and keep everybody from arming. What is merely missing (a camera that was
unplugged) stays, and is a fault.
"""

from security_system.alarm import AlarmSettings, ZoneSettings
from security_system.part_names import Part

PART_OF = {
    "gpio": Part.GPIO,
    "node": Part.NODE,
    "camera": Part.CAMERA,
    "mqtt": Part.MQTT,
    "outpost": Part.MQTT,
}


def without_left_out(
    settings: AlarmSettings, parts: frozenset[Part]
) -> tuple[AlarmSettings, tuple[str, ...]]:
    """Return the settings for these parts, and the zones that went.

    Args:
        settings: as the file says.
        parts: which there are.
    """
    gone = tuple(name for name, zone in settings.zones.items() if not _is_there(zone, parts))
    if not gone:
        return settings, ()
    zones = {
        name: zone.model_copy(update={"confirm_with": _known(zone.confirm_with, gone)})
        for name, zone in settings.zones.items()
        if name not in gone
    }
    return settings.model_copy(update={"zones": zones}), gone


def _is_there(zone: ZoneSettings, parts: frozenset[Part]) -> bool:
    part = PART_OF.get(zone.source.partition(":")[0])
    return part is None or part in parts


def _known(names: tuple[str, ...], gone: tuple[str, ...]) -> tuple[str, ...]:
    """Return the zones that can still confirm; who was to be confirmed by nobody else alarms."""
    return tuple(name for name in names if name not in gone)
