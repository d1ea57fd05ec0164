"""What the panel knows of one outpost: its run, its numbers, whether it is there; pure."""

from dataclasses import dataclass, field

from security_system.alarm.orders import BatterySeen, Condition, Order, SourceSeen
from security_system.mqtt.outpost_wire import Beat, Stamp
from security_system.mqtt.payloads import BadPayloadError
from security_system.mqtt.settings import OutpostSettings

PREFIX = "outpost:"
BOOTS_MAX = 100


@dataclass(slots=True)
class Outpost:
    """What is known of one self.

    Attributes:
        zones: our names of its zones.
        beat_s: when its last beat came; None if none has.
        boot: its run; earlier ones are in `past`.
        stalled: the event that the panel could not take; those behind it have to wait.
        conditions: what the panel was told of its zones.
    """

    name: str
    settings: OutpostSettings
    zones: dict[str, str]
    beat_s: float | None = None
    is_there: bool | None = None
    boot: str = ""
    past: list[str] = field(default_factory=list)
    beat_number: int = -1
    event_number: int = -1
    stalled: int | None = None
    conditions: dict[str, Condition] = field(default_factory=dict)
    low: tuple[str, ...] = ()
    cameras: list[str] = field(default_factory=list)

    @property
    def source(self) -> str:
        """Return what the alarm calls it."""
        return f"{PREFIX}{self.name}"

    def check_run(self, stamp: Stamp, panel: str) -> None:
        """Refuse what belongs to another run of the panel or of the self."""
        if stamp.panel != panel:
            raise BadPayloadError("It is late: it answers to an earlier run of the panel.")
        if stamp.boot == self.boot:
            return
        if stamp.boot in self.past:
            raise BadPayloadError("It is late: the outpost has started again since.")
        self.past = [*self.past, self.boot][-BOOTS_MAX:]
        self.boot, self.beat_number, self.event_number = stamp.boot, -1, -1
        self.stalled = None

    def find(self) -> list[Order]:
        """Return that an outpost is there, if that is news."""
        if self.is_there is True:
            return []
        self.is_there = True
        self.conditions.clear()  # the panel takes them for lost
        return [SourceSeen(source=self.source, is_there=True, why="It is heard.")]

    def lose(self, why: str) -> list[Order]:
        """Return that it is gone."""
        self.is_there = False
        return [SourceSeen(source=self.source, is_there=False, why=why)]

    def batteries(self, beat: Beat) -> list[Order]:
        """Return whose battery has become low, or good again."""
        before, self.low = set(self.low), beat.low_batteries
        now = set(self.low)
        return [
            BatterySeen(source=f"{self.source}/{each}", is_low=each in now)
            for each in sorted(before ^ now)
        ]
