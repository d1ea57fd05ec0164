"""Which zones of the alarm a camera brings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from security_system.alarm.zone_settings import ZoneSettings


def zones_of(camera: str, zones: Mapping[str, "ZoneSettings"]) -> dict[str, str]:
    """Return area by zone of the zones whose source is `camera:NAME` or `camera:NAME/AREA`."""
    found = {}
    for zone, settings in zones.items():
        kind, _, rest = settings.source.partition(":")
        name, _, area = rest.partition("/")
        if kind == "camera" and name == camera:
            found[zone] = area
    return found
