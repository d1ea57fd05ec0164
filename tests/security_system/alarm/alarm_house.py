"""A house under guard, to play with: its own clock, its own codes, every happening kept."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, Self

from security_system.alarm import (
    Alarm,
    AlarmSettings,
    AlarmState,
    AlarmView,
    Answer,
    Arm,
    ArmMode,
    Condition,
    Disarm,
    Happening,
    Judged,
    Kind,
    Order,
    Right,
    SourceSeen,
    ZoneSeen,
)

ZONES: dict[str, dict[str, Any]] = {
    "door": {"kind": "door", "source": "node:0", "chime": True},
    "back": {"kind": "door", "source": "node:1", "entry_s": 10},
    "window": {"kind": "window", "source": "gpio:26"},
    "hall": {"kind": "motion", "source": "node:4"},
    "camera": {"kind": "camera", "source": "camera:hall"},
    "smoke": {"kind": "smoke", "source": "mqtt:smoke"},
    "water": {"kind": "water", "source": "mqtt:water"},
    "lid": {"kind": "tamper", "source": "node:6"},
    "glass": {"kind": "glass", "type": "24h", "source": "gpio:5"},
    "panic": {"kind": "panic", "source": "gpio:6"},
    "help": {"kind": "panic", "source": "gpio:7", "is_silent": True},
}
NODE_ZONES = ("door", "back", "hall", "lid")

CODES = {
    "1111": Judged("ada"),
    "2222": Judged("ada", is_duress=True),
    "3333": Judged("guest", frozenset({Right.ARM})),
}


class House:
    """An alarm with a clock.

    Attributes:
        now_s: the time; `wait` lets it pass second by second.
        happenings: everything since the start.
        judged: how many codes were judged.
    """

    def __init__(self, *, is_heard: bool = True, **settings: Any) -> None:
        zones = dict(settings.pop("zones", {}))
        merged = {name: {**ZONES[name], **zones.pop(name, {})} for name in ZONES} | zones
        self.settings = AlarmSettings.model_validate({"zones": merged, **settings})
        self.now_s = 1000.0
        self.happenings: list[Happening] = []
        self.judged = 0
        self.alarm = Alarm(self.settings, self.judge, self.now_s)
        if is_heard:
            self.be_heard()

    def judge(self, code: str) -> Judged | None:
        self.judged += 1
        return CODES.get(code)

    def be_heard(self) -> None:
        for name, zone in self.settings.zones.items():
            self.take(SourceSeen(source=zone.source_name, is_there=True))
            self.see(name, Condition.QUIET)
        self.happenings.clear()

    def take(self, order: Order) -> Answer:
        answer = self.alarm.take(order, self.now_s)
        self.happenings += answer.happenings
        return answer

    def see(self, zone: str, condition: Condition) -> Self:
        self.take(ZoneSeen(zone=zone, condition=condition))
        return self

    def open(self, *zones: str) -> Self:
        for zone in zones:
            self.see(zone, Condition.OPEN)
        return self

    def close(self, *zones: str) -> Self:
        for zone in zones:
            self.see(zone, Condition.QUIET)
        return self

    def pulse(self, zone: str) -> Self:
        return self.open(zone).close(zone)

    def cut(self, zone: str) -> Self:
        return self.see(zone, Condition.TAMPERED)

    def lose(self, source: str) -> Self:
        self.take(SourceSeen(source=source, is_there=False))
        return self

    def find(self, source: str) -> Self:
        self.take(SourceSeen(source=source, is_there=True))
        return self

    def wait(self, for_s: float, step_s: float = 1.0) -> Self:
        end_s = self.now_s + for_s
        while self.now_s < end_s:
            self.now_s = min(end_s, self.now_s + step_s)
            self.happenings += self.alarm.tick(self.now_s)
        return self

    def arm(self, mode: ArmMode = ArmMode.AWAY, **how: Any) -> Answer:
        return self.take(Arm(mode=mode, place="page", **how))

    def armed(self, mode: ArmMode = ArmMode.AWAY, **how: Any) -> Self:
        answer = self.arm(mode, **how)
        assert answer.is_done, answer
        self.wait(46)
        assert self.state is AlarmState.ARMED
        self.happenings.clear()
        return self

    def disarm(self, code: str = "1111", place: str = "page") -> Answer:
        return self.take(Disarm(place=place, code=code))

    def restart(self, off_s: float | None = 0.0, boot_s: float = 5000.0) -> Self:
        """Cut the power; the new clock has nothing to do with the old one."""
        kept = json.loads(json.dumps(self.alarm.keep()))
        self.now_s = boot_s
        self.alarm = Alarm.restored(self.settings, self.judge, kept, self.now_s, off_s)
        self.happenings += self.alarm.tick(self.now_s)
        for zone in self.settings.zones.values():
            self.find(zone.source_name)
        return self

    @property
    def view(self) -> AlarmView:
        return self.alarm.view(self.now_s)

    @property
    def state(self) -> AlarmState:
        return self.view.state

    @property
    def is_sounding(self) -> bool:
        return self.view.siren.is_on

    @property
    def kinds(self) -> list[Kind]:
        return [each.kind for each in self.happenings]

    def count(self, kind: Kind) -> int:
        return Counter(self.kinds)[kind]

    def of(self, kind: Kind) -> list[Happening]:
        return [each for each in self.happenings if each.kind is kind]


Play = Callable[[House], object]
