"""Hypothesis looks for the shortest story in which the alarm and a second, small alarm differ.

The second one is written anew from the table, for a house of four zones and one mode: it knows no
smoke, no faults, no siren patterns. Both must be in the same state with the same time left, and
sound or not, after every step.
"""

from alarm_house import House
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from security_system.alarm import AlarmState, Condition, Kind

EXIT_S, ENTRY_S, SIREN_S, MOST = 45, 30, 180, 4
ZONES = ("door", "window", "hall", "lid")
D, AI, A, P, T = AlarmState


class Small:
    """The table, once more."""

    def __init__(self) -> None:
        self.state = D
        self.is_set = False
        self.ends_s: float | None = None
        self.entry_s: float | None = None
        self.open = dict.fromkeys(ZONES, False)
        self.out: set[str] = set()
        self.alarmed: set[str] = set()
        self.alarms = dict.fromkeys(ZONES, 0)
        self.siren_since_s = 0.0
        self.guards = False
        self.entry_zone = ""

    def arm(self, now_s: float) -> bool:
        if self.state is not D:
            return self.is_set
        if self.open["window"] or self.open["lid"]:
            return False
        self.alarms = dict.fromkeys(ZONES, 0)
        self.alarmed = set()
        self.state, self.is_set, self.ends_s = AI, True, now_s + EXIT_S
        return True

    def disarm(self) -> None:
        self.alarms, self.alarmed = dict.fromkeys(ZONES, 0), set()
        self.state, self.is_set, self.guards = D, False, False
        self.ends_s = self.entry_s = None
        self.out = set()

    def turn(self, zone: str, *, is_open: bool, now_s: float) -> None:
        if self.open[zone] is is_open:
            return
        self.open[zone] = is_open
        if not is_open:
            self.out.discard(zone)
            return
        if zone in self.out or self.alarms[zone] >= MOST:
            return
        if zone == "lid":
            self.alarm(zone, now_s)
        elif not self.guards or (zone == "hall" and self.entry_s is not None):
            return
        elif zone == "door":
            self.enter(now_s)
        else:
            self.alarm(zone, now_s)

    def enter(self, now_s: float) -> None:
        if self.entry_s is not None or "door" in self.alarmed:
            return
        self.entry_s = now_s + ENTRY_S
        if self.state is A:
            self.state, self.ends_s = P, self.entry_s

    def alarm(self, zone: str, now_s: float) -> None:
        if zone in self.alarmed and self.state is T:
            return
        if self.state is not T:
            self.siren_since_s = now_s
            self.alarmed = set()
        left_s = self.ends_s - now_s if self.state is T and self.ends_s else 0
        longest_s = 900 - (now_s - self.siren_since_s)
        self.state, self.ends_s = T, now_s + max(left_s, min(SIREN_S, longest_s))
        self.alarmed.add(zone)
        self.alarms[zone] += 1

    def tick(self, now_s: float) -> None:
        if self.entry_s is not None and now_s >= self.entry_s:
            is_cut_off_first = self.state is T and self.ends_s and self.ends_s < self.entry_s
            if not is_cut_off_first:
                self.entry_s = None
                self.alarmed.discard("door")
                self.alarm("door", now_s)
        if self.ends_s is not None and now_s >= self.ends_s:
            self.end(now_s)

    def end(self, now_s: float) -> None:
        self.ends_s, self.alarmed = None, set()
        if not self.is_set:
            self.state = D
        elif self.entry_s is not None:
            self.state, self.ends_s = P, self.entry_s
        else:
            self.state = A
            if not self.guards:
                self.out = {zone for zone in ("door", "window", "hall") if self.open[zone]}
            self.guards = True


class TwoAlarms(RuleBasedStateMachine):
    """Play with both."""

    def __init__(self) -> None:
        super().__init__()
        self.house = House()
        self.small = Small()

    @initialize(first=st.sampled_from(["", "window", "door", "lid"]))
    def the_story_begins(self, first: str) -> None:
        if first:
            self.somebody_arms()
            self.time_passes(EXIT_S)
            self.a_zone_opens_and_closes(first)

    @rule(zone=st.sampled_from(ZONES))
    def a_zone_opens_and_closes(self, zone: str) -> None:
        self.a_zone_changes(zone, is_open=True)
        self.a_zone_changes(zone, is_open=False)

    @rule(zone=st.sampled_from(ZONES), is_open=st.booleans())
    def a_zone_changes(self, zone: str, *, is_open: bool) -> None:
        self.house.see(zone, Condition.OPEN if is_open else Condition.QUIET)
        self.small.turn(zone, is_open=is_open, now_s=self.house.now_s)

    @rule()
    def somebody_arms(self) -> None:
        assert self.house.arm().is_done is self.small.arm(self.house.now_s)

    @rule()
    def somebody_comes_in(self) -> None:
        self.a_zone_opens_and_closes("door")

    @rule(is_sure=st.sampled_from([False, False, True]))
    def somebody_disarms(self, *, is_sure: bool) -> None:
        if not is_sure:
            return
        assert self.house.disarm().is_done
        self.small.disarm()

    @rule(seconds=st.sampled_from([1, 10, 30, 45, 180]))
    def time_passes(self, seconds: int) -> None:
        for _ in range(seconds):
            self.house.wait(1)
            self.small.tick(self.house.now_s)

    @precondition(lambda self: self.small.state in {D, A})
    @rule()
    def the_power_is_cut(self) -> None:
        for moved in ("entry_s", "ends_s"):
            assert getattr(self.small, moved) is None
        self.house.restart(off_s=0.0)

    @invariant()
    def both_are_the_same(self) -> None:
        view = self.house.view
        assert view.state is self.small.state
        left_s = None if self.small.ends_s is None else self.small.ends_s - self.house.now_s
        assert view.remaining_s == left_s
        assert view.siren.is_on is (self.small.state is T)
        assert self.house.count(Kind.ALARM) >= len(view.memory)


TwoAlarms.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    database=None,
)
TestTwoAlarms = TwoAlarms.TestCase
