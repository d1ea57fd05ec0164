"""A hundred thousand random steps: whatever happens in whatever order, these hold.

The model below knows nothing of the engine: it follows the happenings and the orders, and says what
may be seen.
"""

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from alarm_house import ZONES, House

from security_system.alarm import (
    Alarm,
    AlarmSeen,
    AlarmState,
    AlarmView,
    Answer,
    Arm,
    ArmMode,
    BatterySeen,
    Bypass,
    Cause,
    ClearMemory,
    Condition,
    Disarm,
    Happening,
    Kind,
    Order,
    Panic,
    PowerSeen,
    Restarted,
    SetChime,
    SirenPattern,
    SourceSeen,
    TestSiren,
    TypeCode,
    WalkTest,
    ZoneSeen,
)

STEPS = 25_000
D, AI, A, P, T = AlarmState
ALWAYS = {"smoke", "water", "lid", "glass", "panic"}
CODE = re.compile("1111|2222|3333|9999")
CODES = ["1111", "2222", "3333", "9999", ""]
BURGLARY = ["door", "back", "window", "hall", "camera", "shed"]
PLACES = ["page", "keypad", "mqtt", "elsewhere"]
SOURCES = ["node", "gpio", "camera:hall", "mqtt", "outpost:shed"]
CHANGES = {
    D: {AI, A, T},  # A: without an exit delay
    AI: {A, D, T, P},
    A: {P, T, D},
    P: {T, D},
    T: {A, P, D, T},
}
SETTINGS = {
    "zones": {
        "camera": {"confirm_with": ["any"]},
        "back": {"confirm_with": ["hall"], "entry_s": 10},
        "shed": {"source": "outpost:shed/door", "kind": "door", "modes": ["away", "night"]},
    },
    "modes": {"night": {"entry_s": 0}, "custom": {"exit_s": 5}},
    "siren_s": 30,
    "smoke_siren_s": 60,
    "source_grace_s": 10,
    "walk_test_s": 60,
}


def random_order(chance: random.Random) -> Order:
    """Return what a wild day may bring."""
    place, code = chance.choice(PLACES), chance.choice(CODES)
    zone = chance.choice([*ZONES, "shed", *BURGLARY, *BURGLARY])
    user = chance.choice(["", "ada"])
    dice = chance.random()
    if dice < 0.55:
        weights = (50, 45, 2, 3)
        return ZoneSeen(zone=zone, condition=chance.choices([*Condition], weights)[0])
    if dice < 0.63:
        return SourceSeen(source=chance.choice(SOURCES), is_there=chance.random() < 0.7)
    if dice < 0.75:
        forced, bypass = chance.random() < 0.7, chance.random() < 0.1
        return Arm(
            mode=chance.choice([*ArmMode]),
            place=place,
            code=chance.choice(["", "", "", code]),
            forced=forced,
            bypass=frozenset({zone} if bypass else ()),
            is_judged=chance.random() < 0.1,
        )
    if dice < 0.77:
        return Disarm(place=place, code=code, user=user, is_judged=chance.random() < 0.15)
    is_on = chance.random() < 0.5
    rare: list[Callable[[], Order]] = [
        lambda: Bypass(zone=zone, is_bypassed=is_on, place=place),
        lambda: Panic(place=place, is_silent=is_on),
        lambda: TypeCode(place=place, code=code),
        lambda: WalkTest(is_on=is_on, place=place),
        lambda: ClearMemory(place=place),
        lambda: TestSiren(place=place),
        lambda: SetChime(is_on=is_on, place=place),
        lambda: BatterySeen(source=chance.choice(SOURCES), is_low=is_on),
        lambda: PowerSeen(is_there=is_on),
        lambda: Restarted(off_s=None, cause="test"),
        lambda: AlarmSeen(zone=zone if is_on else "", source="node"),
    ]
    return chance.choice(rare)()


@dataclass
class Model:
    """What may be, by what was told.

    Attributes:
        bypassed: by hand.
        is_loud: an alarm that sounds is going on.
        entry_ends_s: when somebody must have disarmed.
        remembered: what the memory must have.
    """

    state: AlarmState = D
    mode: str = ""
    bypassed: set[str] = field(default_factory=set)
    is_loud: bool = False
    is_alarm: bool = False
    entry_ends_s: float | None = None
    remembered: set[tuple[str, str]] = field(default_factory=set)
    alarms: dict[str, int] = field(default_factory=dict)
    siren_since_s: float | None = None

    def hear(self, order: Order | None, happenings: tuple[Happening, ...], now_s: float) -> None:
        for each in happenings:
            assert each.why, each
            assert not CODE.search(f"{each.why}{each.detail}"), each
            self._hear_state(order, each)
            getattr(self, f"_{each.kind.name.lower()}", self._nothing)(each, now_s)
        if self.entry_ends_s is not None:
            assert now_s < self.entry_ends_s + 1e-6, "nobody disarmed in time, and nothing happened"

    def _hear_state(self, order: Order | None, each: Happening) -> None:
        if "state" not in each.detail:
            return
        after = AlarmState(str(each.detail["state"]))
        assert after in CHANGES[self.state], (self.state, each)
        if after is D and each.kind is not Kind.SIREN_CUT_OFF:
            assert isinstance(order, Disarm), "silently disarmed"
            assert order.is_judged or order.code in {"1111", "2222"}, "a wrong code disarms"
            assert each.kind is Kind.DISARMED
        if each.kind is Kind.SIREN_CUT_OFF and after is D:
            assert not self.mode, "armed before, and disarmed by the end of the siren"
        self.state, self.mode = after, str(each.detail["mode"])

    def _nothing(self, each: Happening, now_s: float) -> None:
        pass

    def _bypassed(self, each: Happening, now_s: float) -> None:
        assert each.zone not in {"smoke", "water"}
        self.bypassed.add(each.zone)

    def _auto_bypassed(self, each: Happening, now_s: float) -> None:
        assert each.zone not in {"smoke", "water"}

    def _unbypassed(self, each: Happening, now_s: float) -> None:
        self.bypassed.discard(each.zone)

    def _entry_started(self, each: Happening, now_s: float) -> None:
        assert self.mode
        assert self.entry_ends_s is None
        self.entry_ends_s = now_s + float(str(each.detail["for_s"]))

    def _alarm(self, each: Happening, now_s: float) -> None:
        assert each.zone not in self.bypassed, each
        assert self.mode or each.zone in ALWAYS or not each.zone, each
        key = each.zone or each.source
        self.alarms[key] = self.alarms.get(key, 0) + 1
        if key and key not in {"smoke", "water", "panic"} and "Nobody disarmed" not in each.why:
            assert self.alarms[key] <= 4, "a swinging door alarms for ever"
        self.is_alarm = self.is_loud = True
        if "Nobody disarmed" in each.why:
            self.entry_ends_s = None

    def _siren_started(self, each: Happening, now_s: float) -> None:
        assert self.is_loud
        if self.siren_since_s is None:
            self.siren_since_s = now_s

    def _siren_cut_off(self, each: Happening, now_s: float) -> None:
        self.is_alarm = self.is_loud = False
        self.siren_since_s = None

    def _disarmed(self, each: Happening, now_s: float) -> None:
        self._siren_cut_off(each, now_s)
        self.entry_ends_s = None

    def see(self, view: AlarmView, now_s: float) -> None:
        assert view.state is self.state
        assert (view.mode or "") == self.mode
        assert (view.mode is None) <= (view.state in {D, T})
        is_test = view.siren.pattern is SirenPattern.TEST
        assert (view.siren.is_on and not is_test) is self.is_loud
        assert not is_test or view.state is D
        if self.is_loud:
            assert view.state is T
            assert view.remaining_s is not None
            assert 0 < view.remaining_s < 60.001
            assert self.siren_since_s == view.siren.since_s
            assert now_s - (self.siren_since_s or 0) <= 900
        if view.state in {D, A}:
            assert view.remaining_s is None
        if view.state is P:
            assert self.entry_ends_s is not None
            assert 0 < (view.remaining_s or 0) <= self.entry_ends_s - now_s + 1e-6
        for zone in self.bypassed:
            assert view.zones[zone].is_bypassed
            assert not view.zones[zone].counts_now


def check_memory(before: AlarmView, after: AlarmView, order: Order | None) -> None:
    """The memory is cleared by ClearMemory alone."""
    lines = {(line.name, line.cause) for line in before.memory}
    left = {(line.name, line.cause) for line in after.memory}
    assert lines <= left or isinstance(order, ClearMemory)


def restore(alarm: Alarm, house: House, now_s: float, off_s: float | None, boot_s: float) -> Alarm:
    kept = json.loads(json.dumps(alarm.keep()))
    return Alarm.restored(house.settings, house.judge, kept, boot_s, off_s)


def check_restored(before: AlarmView, after: AlarmView) -> None:
    """A power cut leaves the same or a safer state."""
    assert (after.state, after.mode) == (before.state, before.mode)
    is_test = before.siren.pattern is SirenPattern.TEST
    assert after.siren.is_on is (before.siren.is_on and not is_test)
    if before.remaining_s is not None:
        left_s, had_s = after.remaining_s or 0.0, before.remaining_s
        assert abs(left_s - had_s) < 1e-6 or (before.state in {AI, P} and left_s < had_s)
    assert {(m.name, m.cause, m.times) for m in after.memory} == {
        (m.name, m.cause, m.times) for m in before.memory
    }
    for name, zone in before.zones.items():
        other = after.zones[name]
        assert (other.is_bypassed, other.is_shut_down) == (zone.is_bypassed, zone.is_shut_down)
        assert other.counts_now is zone.counts_now
    for place, left_s in before.locked_s.items():
        assert abs(after.locked_s[place] - left_s) < 1e-6


@pytest.mark.parametrize("seed", ["ada", "grace", "hedy", "katherine"])
def test_a_hundred_thousand_random_steps_keep_every_promise(seed: str) -> None:
    chance = random.Random(seed)
    house = House(**SETTINGS)
    alarm, now_s, model, view = house.alarm, house.now_s, Model(), house.view
    seen: set[AlarmState] = set()
    kinds: set[Kind] = set()
    causes: set[object] = set()
    for step in range(STEPS):
        now_s += chance.choice([0.0, 0.0, 0.1, 0.5, 1.0, 3.0, 10.0])
        happenings = alarm.tick(now_s)
        model.hear(None, happenings, now_s)
        locked, judged = view.locked_s, house.judged
        order = random_order(chance)
        if isinstance(order, Disarm | TypeCode):
            locked = alarm.view(now_s).locked_s
        answer: Answer = alarm.take(order, now_s)
        model.hear(order, answer.happenings, now_s)
        happenings += answer.happenings
        kinds.update(each.kind for each in happenings)
        causes.update(each.detail["cause"] for each in happenings if "cause" in each.detail)
        if isinstance(order, Disarm) and answer.is_done:
            assert model.state is D
            model.alarms.clear()
        if isinstance(order, Arm) and {Kind.EXIT_STARTED, Kind.ARMED} & {
            h.kind for h in answer.happenings
        }:
            model.alarms.clear()
        if isinstance(order, Disarm | TypeCode) and (order.place in locked):
            assert house.judged == judged, "a code was judged in spite of the lock"
        deadline_s = alarm.next_deadline_s
        assert deadline_s is None or deadline_s > now_s, "the panel would spin"
        if step % 10 == 0 or isinstance(order, ClearMemory):
            before, view = view, alarm.view(now_s)
            model.see(view, now_s)
            check_memory(before, view, order)
            seen.add(view.state)
        if step % 100 == 0:
            boot_s = chance.uniform(0, 10_000)
            off_s = chance.choice([None, 0.0, 2.0, 500.0])
            other = restore(alarm, house, now_s, off_s, boot_s)
            check_restored(alarm.view(now_s), other.view(boot_s))
    assert seen == set(AlarmState)
    assert causes >= {each.value for each in Cause}
    never = {Kind.SCHEDULED, Kind.NODE_TOLD, Kind.EVENTS_LOST, Kind.JOURNAL_TRIMMED}
    assert kinds >= set(Kind) - never - {Kind.JOURNAL_DAMAGED, Kind.CHANGED}


def test_looking_and_keeping_change_nothing() -> None:
    chance = random.Random("look")
    house = House(**SETTINGS)
    for _ in range(1000):
        house.now_s += chance.choice([0.0, 1.0, 10.0])
        house.take(random_order(chance))
        kept = house.alarm.keep()
        later_s = house.now_s + chance.uniform(0, 1000)
        house.alarm.view(later_s)
        assert house.alarm.next_deadline_s == house.alarm.next_deadline_s
        assert house.view == house.view
        assert house.alarm.keep() == kept


def test_life_goes_on_after_any_number_of_power_cuts() -> None:
    """core #10793, core #11552, alarmo #331: the state was lost or wrong after a restart."""
    chance = random.Random("cuts")
    house = House(**SETTINGS)
    model = Model()
    for _ in range(5000):
        house.now_s += chance.choice([0.0, 0.5, 3.0])
        model.hear(None, house.alarm.tick(house.now_s), house.now_s)
        order = random_order(chance)
        model.hear(order, house.take(order).happenings, house.now_s)
        if isinstance(order, Disarm | Arm):
            model.alarms.clear()
        if chance.random() < 0.1:
            boot_s = chance.uniform(0, 10_000)
            house.alarm = restore(house.alarm, house, house.now_s, 0.0, boot_s)
            moved_s = boot_s - house.now_s
            if model.entry_ends_s is not None:
                model.entry_ends_s += moved_s
            if model.siren_since_s is not None:
                model.siren_since_s = house.alarm.view(boot_s).siren.since_s
            house.now_s = boot_s
        view = house.view
        if view.remaining_s != 0.0:
            model.see(view, house.now_s)


def test_whoever_ticks_only_at_the_deadlines_misses_nothing() -> None:
    chance = random.Random("lazy")
    eager, lazy = House(**SETTINGS), House(**SETTINGS)
    for _ in range(3000):
        until_s = eager.now_s + chance.choice([0.0, 1.0, 7.0, 40.0])
        for house, step_s in ((eager, 0.5), (lazy, 1e9)):
            while house.now_s < until_s:
                next_s = house.alarm.next_deadline_s or 1e12
                house.now_s = min(until_s, next_s, house.now_s + step_s)
                house.happenings += house.alarm.tick(house.now_s)
        order = random_order(chance)
        assert eager.take(order).is_done is lazy.take(order).is_done
        assert eager.happenings == lazy.happenings
        eager.happenings.clear()
        lazy.happenings.clear()


def test_a_duress_code_looks_like_any_other_at_every_step() -> None:
    chance = random.Random("duress")
    free, forced = House(**SETTINGS), House(**SETTINGS)
    told = 0
    for _ in range(2500):
        order = random_order(chance)
        free.now_s = forced.now_s = free.now_s + chance.choice([0.0, 1.0, 10.0])
        if isinstance(order, Disarm):
            order = Disarm(place=order.place, code="1111")
            answer = forced.take(Disarm(place=order.place, code="2222"))
        else:
            answer = forced.take(order)
        other = free.take(order)
        assert answer.shown() == other.shown()
        assert forced.view == free.view
        assert forced.alarm.keep() == free.alarm.keep()
        if isinstance(order, Disarm) and answer.user:
            assert Kind.DURESS in {each.kind for each in answer.happenings}
            told += 1
    assert told > 25
