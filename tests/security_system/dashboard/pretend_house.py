"""A house for the pages: everything they ask for, in memory, and behaving; no thread of its own.

`python -m tests.security_system.dashboard.pretend_house --port N --folder F` serves it.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pydantic import Field, ValidationError

from makerkit.app.edge import Health, Level
from makerkit.app.section import Section
from makerkit.errors import BadInputError, NotThereError
from security_system.alarm import CodeBook
from security_system.alarm.answer import Answer, Hurdle
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.orders import (
    Arm,
    Bypass,
    ClearMemory,
    Disarm,
    Panic,
    SetChime,
    TestSiren,
    WalkTest,
)
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.states import (
    AlarmState,
    ArmMode,
    Cause,
    Condition,
    SirenPattern,
    ZoneKind,
    ZoneType,
)
from security_system.alarm.view import AlarmView, Remembered, SirenView, ZoneView
from security_system.dashboard.settings import WebSettings
from security_system.evidence.settings import RecordingSettings
from security_system.eyes.settings import CameraSettings
from security_system.telling.settings import TellingSettings

ZONES = (
    ("front_door", "Front door", ZoneKind.DOOR, ZoneType.DELAYED),
    ("kitchen_window", "Kitchen window", ZoneKind.WINDOW, ZoneType.INSTANT),
    ("hall", "Hall", ZoneKind.MOTION, ZoneType.INTERIOR),
    ("hall_camera", "Hall camera", ZoneKind.CAMERA, ZoneType.INTERIOR),
    ("cellar", "Cellar", ZoneKind.WATER, ZoneType.WATER),
    ("smoke", "Smoke, upstairs", ZoneKind.SMOKE, ZoneType.SMOKE),
)
CODE = "7391"
EXIT_S, ENTRY_S = 45.0, 30.0


class PretendSettings(Section):
    """As much of the settings as the pages show."""

    alarm: AlarmSettings
    cameras: dict[str, CameraSettings] = Field(default_factory=dict)
    recording: RecordingSettings = RecordingSettings()
    telling: TellingSettings = TellingSettings()
    web: WebSettings = WebSettings(port=0, host="127.0.0.1")


def usual_settings(cameras: tuple[str, ...] = ("hall", "garden")) -> PretendSettings:
    zones = {
        name: {"name": title, "kind": kind.value, "source": f"gpio:{number}"}
        for number, (name, title, kind, _type) in enumerate(ZONES, 4)
    }
    found = {name: CameraSettings() for name in cameras}
    return PretendSettings(alarm=AlarmSettings(zones=zones), cameras=found)


class PretendPanel:
    """An alarm in few words: it arms, counts, disarms by a code, and tells who listens."""

    def __init__(self, codes: CodeBook, journal: "PretendJournal") -> None:
        self.codes = codes
        self.journal = journal
        self.asked: list[Any] = []
        self.delay_s = 0.0
        self._lock = threading.RLock()
        self._listeners: list[Callable[[Any], None]] = []
        zones = {
            name: ZoneView(name, title, kind, type_, f"gpio:{name}", Condition.QUIET,
                           can_bypass=kind not in (ZoneKind.SMOKE, ZoneKind.WATER))
            for name, title, kind, type_ in ZONES
        }  # fmt: skip
        self._view = self._with_hurdles(AlarmView(t_s=time.monotonic(), zones=zones))

    @property
    def view(self) -> AlarmView:
        return self._view

    def listen(self, listener: Callable[[Any], None]) -> None:
        self._listeners.append(listener)

    def ask(self, order: Any, timeout_s: float = 5.0) -> Answer:
        time.sleep(self.delay_s)
        with self._lock:
            self.asked.append(order)
            answer = self._obey(order)
            self.happen(*answer.happenings)
            return answer

    def tell(self, *happenings: Happening) -> None:
        self.happen(*happenings)

    def show(self, **what: Any) -> None:
        """Let the alarm be so."""
        with self._lock:
            self._view = self._with_hurdles(replace(self._view, t_s=time.monotonic(), **what))
            self.happen()

    def set_zone(self, zone: str, **what: Any) -> None:
        changed = {**self._view.zones, zone: replace(self._view.zones[zone], **what)}
        self.show(zones=changed)

    def happen(self, *happenings: Happening) -> None:
        for happening in happenings:
            self.journal.add(happening)
        for listener in self._listeners:
            listener(SimpleNamespace(happenings=happenings, view=self._view, t_s=time.monotonic()))

    def trigger(self, zone: str = "front_door") -> None:
        name = self._view.zones[zone].name
        why = f"The {name.lower()} was opened while the alarm was armed."
        memory = (Remembered(name, Cause.INTRUSION, why, time.monotonic()),)
        siren = SirenView(is_on=True, pattern=SirenPattern.WAIL, since_s=time.monotonic())
        self.show(state=AlarmState.TRIGGERED, cause=Cause.INTRUSION, siren=siren, memory=memory,
                  remaining_s=180.0)  # fmt: skip
        self.set_zone(zone, condition=Condition.OPEN, is_in_memory=True)
        self.happen(Happening(Kind.ALARM, zone=zone, why=why))

    def _obey(self, order: Any) -> Answer:
        match order:
            case Arm():
                return self._arm(order)
            case Disarm():
                return self._disarm(order)
            case Bypass(zone=zone, is_bypassed=is_bypassed):
                if zone not in self._view.zones:
                    return Answer(False, f"There is no zone {zone!r}.")
                self.set_zone(zone, is_bypassed=is_bypassed)
            case Panic():
                self.show(state=AlarmState.TRIGGERED,
                          siren=SirenView(is_on=True, pattern=SirenPattern.WAIL))  # fmt: skip
            case WalkTest(is_on=is_on):
                self.show(is_walk_test=is_on)
            case SetChime(is_on=is_on):
                self.show(is_chime_on=is_on)
            case ClearMemory():
                self.show(memory=())
            case TestSiren():
                pass
        return Answer(True)

    def _arm(self, order: Arm) -> Answer:
        hurdles = self._view.is_ready_for(order.mode)
        if hurdles and not order.forced:
            says = f"Not armed. {hurdles[0].says}"
            happening = Happening(Kind.ARMING_REFUSED, user=order.user, place=order.place, why=says)
            return Answer(False, says, hurdles, (happening,))
        self.show(state=AlarmState.ARMING, mode=order.mode, remaining_s=EXIT_S, delay_s=EXIT_S)
        why = f"{order.user or 'Somebody'} armed at the page: {order.mode}."
        return Answer(True, "", hurdles, (Happening(Kind.EXIT_STARTED, why=why, user=order.user),))

    def _disarm(self, order: Disarm) -> Answer:
        judged = self.codes.judge(order.code)
        if judged is None:
            wrong = Happening(Kind.CODE_WRONG, place=order.place, why="A wrong code was typed.")
            return Answer(False, "That is not a code.", happenings=(wrong,))
        self.show(state=AlarmState.DISARMED, mode=None, remaining_s=None, siren=SirenView())
        user = judged.user
        told = [Happening(Kind.DISARMED, user=user, why=f"{user} disarmed at the page.")]
        if judged.is_duress:
            told.append(Happening(Kind.DURESS, user=user, why=f"{user} was forced."))
        return Answer(True, happenings=tuple(told), user=user)

    def _with_hurdles(self, view: AlarmView) -> AlarmView:
        hurdles = tuple(
            Hurdle(zone.id, says=f"{zone.name} is {_words(zone)}.")
            for zone in view.zones.values()
            if zone.condition is not Condition.QUIET
            and not zone.is_bypassed
            and zone.kind in (ZoneKind.DOOR, ZoneKind.WINDOW)
        )
        return replace(view, hurdles=dict.fromkeys(ArmMode, hurdles))


def _words(zone: ZoneView) -> str:
    return "open" if zone.condition is Condition.OPEN else zone.condition.value


@dataclass(frozen=True)
class PretendRow:
    id: int
    wall_s: float
    kind: str
    zone: str = ""
    source: str = ""
    user: str = ""
    place: str = ""
    why: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    evidence: str = ""
    hash: str = "00"


class PretendJournal:
    """Rows in memory."""

    def __init__(self) -> None:
        self.all: list[PretendRow] = []
        self.is_whole = True

    def add(self, happening: Happening, wall_s: float | None = None) -> None:
        self.all.append(
            PretendRow(
                len(self.all) + 1, time.time() if wall_s is None else wall_s, str(happening.kind),
                happening.zone, happening.source, happening.user, happening.place, happening.why,
                happening.detail, happening.evidence,
            )
        )  # fmt: skip

    def rows(self, since_id=0, limit=100, kinds=None, before_id=None):
        assert before_id is None or before_id < 2**63, "SQLite takes no larger number"
        found = [
            row for row in self.all
            if (kinds is None or row.kind in kinds) and (before_id is None or row.id < before_id)
            and row.id > since_id
        ]  # fmt: skip
        return tuple(found[:limit] if since_id else found[-limit:])

    def verify(self) -> Any:
        says = "" if self.is_whole else "Row 12 is not what it was when it was written."
        return SimpleNamespace(
            is_whole=self.is_whole, rows=len(self.all), broken_id=None, says=says
        )


@dataclass(frozen=True)
class PretendEvent:
    id: str
    number: int
    camera: str
    kind: str
    cause_s: float
    start_s: float
    end_s: float
    clip: str = ""
    snapshot: str = ""
    thumbnail: str = ""
    boxes: tuple[tuple[float, float, float, float], ...] = ((0.42, 0.3, 0.16, 0.55),)
    score: float = 0.86
    why: str = "Something as large as 4 % of the picture moved for 0.4 s."
    zone: str = "hall_camera"
    is_protected: bool = False
    feedback: str = ""
    is_running: bool = False
    problem: str = ""
    objects: tuple[str, ...] = ("person",)


class PretendEvidence:
    """Events with files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.all: dict[str, PretendEvent] = {}
        self.begun: list[tuple[str, Any]] = []

    def add(self, cause_s: float, **what: Any) -> PretendEvent:
        number = len(self.all) + 1
        stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(cause_s))
        camera = what.pop("camera", "hall")
        event = PretendEvent(
            f"{number:06d}-{stamp}-{camera}", number, camera, what.pop("kind", "motion"),
            cause_s, cause_s - 5, cause_s + what.pop("seconds", 12), **what,
        )  # fmt: skip
        self.all[event.id] = event
        return event

    def events(self, *, before=None, limit=50, camera=None, only=None):
        found = [
            event for event in sorted(self.all.values(), key=lambda one: -one.number)
            if (before is None or event.number < before) and camera in (None, event.camera)
            and (only is None or only == event.kind or (only == "protected" and event.is_protected)
                 or only == event.feedback)
        ]  # fmt: skip
        return found[:limit]

    def event(self, key: str) -> PretendEvent:
        if key not in self.all:
            raise NotThereError(f"There is no event {key}.")
        return self.all[key]

    def path(self, key: str, part: str) -> Path:
        name = getattr(self.event(key), part)
        if not name or not (self.folder / name).is_file():
            raise NotThereError(f"Event {key} has no {part}.")
        return self.folder / name

    def protect(self, key: str, *, is_protected: bool = True) -> None:
        self.all[key] = replace(self.event(key), is_protected=is_protected)

    def delete(self, key: str) -> None:
        if self.event(key).is_protected:
            raise BadInputError(f"Event {key} is protected. Take the protection away first.")
        del self.all[key]

    def remedies(self, key: str) -> tuple[Any, ...]:
        camera = self.event(key).camera
        mask = [[0.4, 0.3], [0.6, 0.3], [0.6, 0.9]]
        return (
            SimpleNamespace(id="mask", words="Ignore this place of the picture from now on",
                            section=f"cameras.{camera}.motion", values={"masks": [mask]}),
            SimpleNamespace(id="less", words="Make the camera less sensitive (50 to 40)",
                            section=f"cameras.{camera}.motion", values={"sensitivity": 40}),
        )  # fmt: skip

    def mark_false(self, key: str, remedy_id: str = "") -> Any:
        found = {remedy.id: remedy for remedy in self.remedies(key)}
        if remedy_id and remedy_id not in found:
            raise BadInputError(f"There is no remedy {remedy_id!r}.")
        self.all[key] = replace(self.event(key), feedback="false")
        return found.get(remedy_id)

    def mark_true(self, key: str) -> None:
        self.all[key] = replace(self.event(key), feedback="true")

    def export(self, key: str, blur: bool = False, journal: Any = None, on_progress: Any = None):
        path = self.folder / f"{self.event(key).id}.zip"
        self.extracted = list(journal(0.0, 4e9))
        path.write_bytes(b"PK\x05\x06" + bytes(18))
        return path

    def export_done(self, path: Path) -> None:
        path.unlink()

    def begin(self, camera: str, cause: Any, t_s: float | None = None) -> str:
        self.begun.append((camera, cause))
        return "000099-20260101T000000Z-hall"


class PretendEye:
    """A camera; pictures come when somebody shows them."""

    def __init__(self, name: str) -> None:
        from makerkit.camera.fan_out import FanOut

        self.name = name
        self.fan_out = FanOut(4, fps=8)
        self.jpeg: bytes | None = None
        self.seen: list[Any] = []

    def latest_jpeg(self) -> bytes | None:
        return self.fan_out.picture() or self.jpeg

    def sights(self, count: int) -> list[Any]:
        return self.seen[:count]


class PretendHouse:
    """All of it, as the pages want it."""

    def __init__(self, folder: Path, settings: PretendSettings | None = None) -> None:
        self.folder = folder
        self.config_path = folder / "config.toml"
        self.settings = settings or usual_settings()
        self.codes = CodeBook(b"a key for tests " * 2)
        self.journal = PretendJournal()
        self.panel = PretendPanel(self.codes, self.journal)
        self.evidence: Any = PretendEvidence(folder / "clips")
        self.eyes: dict[str, Any] = {name: PretendEye(name) for name in self.settings.cameras}
        self.told = 0
        self.node: Any = None
        self.mqtt: Any = None
        self.saved = 0
        self.addresses: dict[str, str] = {}
        self.telling: Any = SimpleNamespace(
            test=self._tell,
            has_address=self.addresses.__contains__,
            set_address=self._set_address,
        )
        self.changes: list[tuple[str, dict[str, Any]]] = []
        self.healths = [
            Health("panel", Level.OK, numbers={"waiting": 0}),
            Health("node", Level.OK, "Link good.", {"battery_v": 4.9, "round_trip_ms": 12}),
            Health("camera hall", Level.OK, "", {"fps": 9.9}),
            Health("mqtt", Level.WARNING, "The broker does not answer at 10.0.0.2:1883."),
        ]

    def _tell(self) -> list[str]:
        self.told += 1
        return ["phone: sent."]

    def _set_address(self, service: str, address: str) -> None:
        if service not in self.settings.telling.services:
            raise BadInputError(f"There is no service {service!r}.")
        self.addresses[service] = address

    def health(self) -> list[Health]:
        return list(self.healths)

    def save_codes(self) -> None:
        self.saved += 1

    def change(self, section: str, values: Mapping[str, Any]) -> str:
        tables = self.settings.model_dump(mode="json", exclude_unset=True)
        first, *rest = section.split(".")
        table = tables["alarm"] if first in ("modes", "zones") else tables
        for name in (first, *rest):
            table = table.setdefault(name, {})
        table.update(values)
        try:
            self.settings = PretendSettings.model_validate(tables)
        except ValidationError as error:
            first_wrong = error.errors()[0]
            raise BadInputError(f"`{first_wrong['loc'][-1]}` {first_wrong['msg']}.") from error
        self.changes.append((section, dict(values)))
        return "It counts after a restart."
