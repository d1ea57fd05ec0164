"""How long one has to leave and to come in."""

from security_system.alarm.settings import AlarmSettings
from security_system.alarm.states import ArmMode


def exit_s(settings: AlarmSettings, mode: ArmMode) -> float:
    """Return the exit delay: the longest of what the mode and its exit route ask for."""
    mode_s = settings.modes[mode].exit_s
    ways = [zone for zone in settings.zones.values() if zone.exit_route and mode in zone.modes]
    own = [mode_s if way.exit_s is None else way.exit_s for way in ways]
    return max(own, default=mode_s)


def entry_s(settings: AlarmSettings, zone: str, mode: ArmMode | None) -> float:
    """Return the entry delay of a zone: its own, or the mode's."""
    own = settings.zones[zone].entry_s
    if own is not None:
        return own
    return 0.0 if mode is None else settings.modes[mode].entry_s
