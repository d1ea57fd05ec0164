"""What all deciding parts stand on: settings, status, the time, and one way to tell."""

from collections.abc import Mapping
from typing import TypedDict, Unpack

from security_system.alarm.happenings import JSON, Happening, Kind
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.states import AlarmState, ArmMode, Cause, Condition
from security_system.alarm.status import SourceStatus, Status, Watched, ZoneStatus
from security_system.alarm.zone_settings import ZoneSettings

ARMED_STATES = frozenset({AlarmState.ARMED, AlarmState.PENDING})


class Who(TypedDict, total=False):
    """Whom a happening concerns."""

    zone: str
    source: str
    user: str
    place: str
    evidence: str


class Core:
    """Settings and status, and what has happened in this turn.

    Attributes:
        source_of: by zone, the name of who brings it.
        told: the happenings of this turn, oldest first.
        is_changed: whether this turn has changed something worth keeping.
    """

    def __init__(self, settings: AlarmSettings, status: Status) -> None:
        self.settings = settings
        self.status = status
        self.now_s = status.t_s
        self.told: list[Happening] = []
        self.is_changed = False
        _fit(status, settings)
        self.source_of = {name: zone.source_name for name, zone in settings.zones.items()}
        self._sources = {name: status.sources[each] for name, each in self.source_of.items()}

    def tell(
        self, kind: Kind, why: str, detail: Mapping[str, JSON] | None = None, **who: Unpack[Who]
    ) -> None:
        """Note that something has happened."""
        self.is_changed = True
        self.told.append(Happening(kind, why=why, detail=detail or {}, **who))

    def tell_news(
        self,
        watched: Watched,
        kind: Kind,
        why: str,
        detail: Mapping[str, JSON] | None = None,
        **who: Unpack[Who],
    ) -> None:
        """Note that a zone or a source has changed, unless it does so all the time."""
        if not watched.is_muted:
            self.tell(kind, why, detail, **who)

    def enter(
        self,
        state: AlarmState,
        kind: Kind,
        why: str,
        *,
        for_s: float | None = None,
        cause: Cause | None = None,
        **who: Unpack[Who],
    ) -> None:
        """Change the state: the only way to, and always told with its reason.

        Args:
            for_s: how long it lasts; None for ever.
            cause: what an alarm is about.
        """
        status = self.status
        status.state = state
        status.siren_test_until_s = None
        self.last_for(for_s)
        detail: dict[str, JSON] = {"state": state.value, "mode": mode_name(status.mode)}
        if for_s is not None:
            detail["for_s"] = round(for_s, 3)
        if cause is not None:
            detail["cause"] = cause.value
        self.tell(kind, why, detail, **who)

    def last_for(self, for_s: float | None) -> None:
        """Let the state last so long from now; None for ever."""
        self.status.delay_s = for_s
        self.status.deadline_s = None if for_s is None else self.now_s + for_s

    def zone(self, name: str) -> tuple[ZoneSettings, ZoneStatus]:
        """Return a zone's settings and status.

        Raises:
            KeyError: there is no such zone.
        """
        return self.settings.zones[name], self.status.zones[name]

    def source(self, name: str) -> SourceStatus:
        """Return a source's status, from now on kept."""
        return self.status.sources.setdefault(name, SourceStatus())

    def name_of(self, zone: str) -> str:
        """Return what people call a zone."""
        settings = self.settings.zones.get(zone)
        return (settings.name if settings else "") or zone or "a zone that is gone"

    def condition(self, zone: str) -> Condition:
        """Return how a zone is: LOST while its source is."""
        if self._sources[zone].lost_s is not None:
            return Condition.LOST
        return self.status.zones[zone].condition

    def guards(self, zone: str, mode: ArmMode | None) -> bool:
        """Return whether a zone counts in a mode (None: while disarmed)."""
        settings, status = self.zone(zone)
        if status.is_bypassed or status.is_shut_down or status.left_out_why:
            return False
        return not settings.is_burglary or (mode is not None and mode in settings.modes)

    def guards_now(self, zone: str) -> bool:
        """Return whether a zone would alarm, or start the entry delay, if it tripped now."""
        settings = self.settings.zones[zone]
        if settings.is_burglary and not self.status.is_exit_over:
            return False
        return self.guards(zone, self.status.mode)


def mode_name(mode: ArmMode | None) -> str:
    """Return the mode's name; "" while disarmed."""
    return "" if mode is None else mode.value


def _fit(status: Status, settings: AlarmSettings) -> None:
    """Let the status have exactly the zones of the settings, and all sources they name."""
    old = status.zones
    status.zones = {name: old.get(name, ZoneStatus()) for name in settings.zones}
    if status.entry_zone not in settings.zones:
        status.entry_zone = ""
    for zone in settings.zones.values():
        status.sources.setdefault(zone.source_name, SourceStatus())
