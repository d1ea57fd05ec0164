"""The siren: its patterns, its end, and doors that swing in the wind."""

import pytest
from alarm_house import House

from security_system.alarm import (
    AlarmState,
    ArmMode,
    Cause,
    Condition,
    Disarm,
    Kind,
    Panic,
    SirenPattern,
    TestSiren,
)

D, AI, A, P, T = AlarmState


@pytest.mark.parametrize(
    ("zone", "pattern", "cause", "for_s"),
    [
        ("smoke", SirenPattern.TEMPORAL_3, Cause.SMOKE, 900),
        ("water", SirenPattern.DRIP, Cause.WATER, 180),
        ("lid", SirenPattern.PULSE, Cause.TAMPER, 180),
        ("glass", SirenPattern.WAIL, Cause.INTRUSION, 180),
        ("panic", SirenPattern.WAIL, Cause.PANIC, 180),
    ],
)
def test_each_cause_has_its_pattern_and_its_time(
    zone: str, pattern: SirenPattern, cause: Cause, for_s: float
) -> None:
    house = House().open(zone)
    view = house.view
    assert (view.siren.is_on, view.siren.pattern, view.cause) == (True, pattern, cause)
    assert (view.siren.remaining_s, view.siren.since_s) == (for_s, house.now_s)
    assert house.wait(for_s - 1).is_sounding
    assert not house.wait(1).is_sounding
    assert (house.state, house.view.cause) == (D, None)
    assert house.kinds[-1] is Kind.SIREN_CUT_OFF


def test_smoke_goes_before_burglars_and_water_behind_them() -> None:
    house = House().armed().open("window")
    assert house.view.siren.pattern is SirenPattern.WAIL
    house.open("water")
    assert (house.view.siren.pattern, house.view.cause) == (SirenPattern.WAIL, Cause.INTRUSION)
    house.open("smoke")
    assert house.view.siren.pattern is SirenPattern.TEMPORAL_3
    assert house.view.cause is Cause.SMOKE
    assert [str(each.detail["pattern"]) for each in house.of(Kind.SIREN_STARTED)] == [
        "wail",
        "temporal-3",
    ]


def test_another_zone_lets_it_sound_anew_and_the_same_one_does_not() -> None:
    house = House().armed().open("window").wait(100).pulse("window")
    assert house.view.siren.remaining_s == 80
    house.open("hall")
    assert house.view.siren.remaining_s == 180
    assert [each.zone for each in house.of(Kind.ALARM)] == ["window", "hall"]


def test_water_never_shortens_the_siren_of_smoke() -> None:
    house = House().open("smoke").wait(10).open("water")
    assert house.view.siren.remaining_s == 890


def test_water_that_comes_again_lets_it_sound_anew() -> None:
    house = House().open("water").wait(100).close("water").open("water")
    assert house.view.siren.remaining_s == 180
    assert house.count(Kind.ALARM) == 1


def test_it_never_sounds_for_longer_than_15_minutes_without_a_pause() -> None:
    zones = {f"w{i}": {"kind": "window", "source": f"gpio:{i}"} for i in range(20)}
    house = House(zones=zones).armed()
    began_s = house.open("window").now_s
    for zone in [*zones][:14]:
        house.wait(60).open(zone)
    assert house.view.siren.since_s == began_s
    assert house.view.siren.remaining_s == 60
    assert not house.wait(60).is_sounding
    assert house.now_s == began_s + 900


def test_a_swinging_door_alarms_four_times_and_is_shut_down_until_disarming() -> None:
    house = House().armed(ArmMode.AWAY)
    for _ in range(8):
        house.pulse("window").wait(181)
    assert house.count(Kind.ALARM) == 4
    assert house.of(Kind.ZONE_SHUT_DOWN)[0].zone == "window"
    view = house.view.zones["window"]
    assert (view.is_shut_down, view.counts_now) == (True, False)
    assert any(fault.name == "window" for fault in house.view.faults)
    assert house.open("hall").state is T
    house.disarm()
    house.close("window", "hall").armed()
    assert house.open("window").state is T


def test_no_retriggers_means_one_alarm() -> None:
    house = House(retriggers=0).armed()
    assert house.pulse("window").wait(181).pulse("window").state is A
    assert house.count(Kind.ALARM) == 1


def test_smoke_and_panic_are_never_shut_down() -> None:
    house = House(smoke_siren_s=60, siren_s=5)
    for _ in range(10):
        house.pulse("smoke").pulse("panic").wait(61)
    assert house.count(Kind.ALARM) == 20
    assert house.count(Kind.ZONE_SHUT_DOWN) == 0


def test_the_count_survives_a_power_cut() -> None:
    house = House().armed()
    for _ in range(8):
        house.pulse("window").wait(181).restart()
    assert house.count(Kind.ALARM) == 4


@pytest.mark.parametrize("start", ["arming", "armed", "pending", "triggered", "smoke"])
def test_disarming_always_ends_siren_and_delays(start: str) -> None:
    house = House()
    if start != "smoke":
        house.arm()
    if start not in {"arming", "smoke"}:
        house.wait(46)
    house.open(
        *{"pending": ["door"], "triggered": ["door", "window"], "smoke": ["smoke"]}.get(start, [])
    )
    assert house.disarm().is_done
    view = house.view
    assert (view.state, view.mode, view.siren.is_on, view.remaining_s) == (D, None, False, None)
    assert house.wait(4000).state is D
    assert not house.is_sounding


def test_a_siren_that_is_cut_off_leaves_the_house_guarded() -> None:
    house = House().armed(ArmMode.NIGHT).open("window").wait(180)
    view = house.view
    assert (view.state, view.mode, view.siren.is_on) == (A, ArmMode.NIGHT, False)
    assert house.open("back").state is P


def test_an_alarm_while_leaving_goes_on_to_armed_and_leaves_out_what_is_open() -> None:
    house = House()
    house.arm()
    house.open("window").open("lid").open("hall").wait(180)
    assert (house.state, house.view.mode) == (A, ArmMode.AWAY)
    assert [e.zone for e in house.of(Kind.AUTO_BYPASSED)] == ["window", "hall"]
    assert [e.zone for e in house.of(Kind.ALARM)] == ["lid"]
    assert house.close("window").open("window").state is T


def test_a_silent_zone_is_told_and_sounds_nothing_for_as_long() -> None:
    house = House(zones={"window": {"is_silent": True}}).armed().open("window")
    assert (house.state, house.is_sounding) == (T, False)
    assert house.kinds == [Kind.ZONE_OPENED, Kind.ALARM]
    assert house.wait(60).open("hall").is_sounding
    assert house.view.siren.since_s == house.now_s
    assert house.view.siren.remaining_s == 180
    assert house.wait(180).state is A


def test_a_silent_zone_does_not_lengthen_a_loud_siren() -> None:
    house = House(zones={"window": {"is_silent": True}}).armed().open("hall").wait(100)
    assert house.open("window").view.siren.remaining_s == 80
    assert house.wait(80).state is A


def test_a_silent_call_for_help_shows_nowhere() -> None:
    house = House()
    before = house.view
    answer = house.take(Panic(place="page", user="ada", is_silent=True))
    house.open("help")
    assert house.view == before
    assert answer.shown().happenings == ()
    assert [(h.kind, h.is_silent) for h in house.happenings] == [
        (Kind.PANIC, True),
        (Kind.ZONE_OPENED, True),
        (Kind.PANIC, True),
    ]
    assert house.close("help").happenings[-1].is_silent
    assert house.view == before


def test_a_loud_call_for_help_sounds_and_says_who_and_where() -> None:
    house = House()
    house.take(Panic(place="keypad", user="ada"))
    assert house.is_sounding
    assert house.kinds == [Kind.PANIC, Kind.ALARM, Kind.SIREN_STARTED]
    assert (house.happenings[1].place, house.happenings[1].user) == ("keypad", "ada")
    assert house.view.memory[0].name == "keypad"


def test_the_siren_can_be_tested_while_disarmed_alone() -> None:
    house = House()
    order = TestSiren(place="page", user="ada")
    assert house.take(order).is_done
    assert house.view.siren.pattern is SirenPattern.TEST
    assert (house.view.siren.since_s, house.view.siren.remaining_s) == (house.now_s, 2)
    assert house.take(order).is_done
    assert house.kinds == [Kind.SIREN_TESTED]
    assert house.alarm.next_deadline_s == house.now_s + 2
    assert not house.wait(2).is_sounding
    assert not house.armed().take(order).is_done


def test_arming_ends_a_siren_test() -> None:
    house = House()
    house.take(TestSiren(place="page"))
    assert house.arm().is_done
    assert not house.is_sounding


def test_the_entry_delay_runs_on_under_the_siren() -> None:
    house = House().armed().open("door").wait(10).open("smoke")
    assert house.state is T
    assert house.wait(20).of(Kind.ALARM)[-1].zone == "door"
    assert house.view.cause is Cause.SMOKE
    assert {line.name for line in house.view.memory} == {"smoke", "door"}


def test_who_comes_home_to_the_siren_gets_an_entry_delay_under_it() -> None:
    house = House(siren_s=20).armed().open("window").wait(10).open("door").open("hall")
    assert (house.state, house.count(Kind.ALARM)) == (T, 1)
    assert house.kinds[-2] is Kind.ENTRY_STARTED
    assert house.wait(10).state is P
    assert house.view.remaining_s == 20
    assert house.wait(20).state is T
    assert house.of(Kind.ALARM)[-1].zone == "door"


def test_disarming_by_the_schedule_waits_for_no_alarm() -> None:
    house = House().armed().open("door")
    order = Disarm(place="schedule", is_judged=True)
    assert not house.take(order).is_done
    assert not house.open("window").take(order).is_done
    assert house.is_sounding
    assert house.wait(211).take(order).is_done


def test_tampering_alarms_whatever_the_mode_and_while_disarmed_as_the_settings_say() -> None:
    assert House().armed(ArmMode.HOME).cut("hall").state is T
    house = House().cut("hall")
    assert (house.state, house.kinds) == (D, [Kind.ZONE_TAMPERED])
    assert (
        House(when_tampered_disarmed="alarm").cut("hall").view.siren.pattern is SirenPattern.PULSE
    )


def test_a_zone_that_opens_out_of_tampering_trips() -> None:
    house = House().armed().cut("window").wait(181).open("window")
    assert house.state is T
    assert house.count(Kind.ALARM) == 2


def test_an_unknown_zone_is_refused_and_told_to_nobody() -> None:
    house = House()
    house.see("nowhere", Condition.OPEN)
    assert house.happenings == []
