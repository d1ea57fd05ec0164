"""What it means that the settings name no broker: nothing, or zones that nobody will hear of."""

from collections.abc import Mapping

from makerkit.app.edge import Health, Level
from security_system.alarm.zone_settings import ZoneSettings

NAME = "mqtt"
BY_BROKER = ("mqtt:", "outpost:")


def without_broker(zones: Mapping[str, ZoneSettings]) -> Health:
    """Return how it is without a broker: a fault if zones come by one."""
    waiting = [name for name, zone in zones.items() if zone.source.startswith(BY_BROKER)]
    if not waiting:
        return Health(NAME, Level.ABSENT, "There is no broker in the settings.")
    says = (
        f'{", ".join(waiting)}: by a broker, and the settings name none: say host = "…" in [mqtt]'
    )
    return Health(NAME, Level.ERROR, says)
