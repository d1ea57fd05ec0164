"""A power cut at any instant leaves the same or a safer state."""

import json
from typing import Any

import pytest
from alarm_house import House

from security_system.alarm import Alarm, AlarmState, ArmMode, Kind, SirenPattern

D, AI, A, P, T = AlarmState


@pytest.mark.parametrize(("off_s", "left_s"), [(0.0, 20), (7.5, 12.5), (None, 10), (-3600.0, 10)])
def test_exit_and_entry_delay_lose_what_nothing_ran(off_s: float | None, left_s: float) -> None:
    house = House().armed().open("door").wait(10).restart(off_s)
    assert (house.state, house.view.remaining_s) == (P, left_s)
    assert house.wait(left_s - 0.5).state is P
    assert house.wait(0.5).of(Kind.ALARM)[0].zone == "door"
    house = House()
    house.arm()
    house.wait(25).restart(off_s)
    assert (house.state, house.view.remaining_s) == (AI, left_s)


@pytest.mark.parametrize("off_s", [20.0, 86_400.0])
def test_a_delay_that_ended_while_nothing_ran_ends_at_once(off_s: float) -> None:
    house = House().armed().open("door").wait(10).restart(off_s)
    assert (house.state, house.is_sounding) == (T, True)
    house = House()
    house.arm()
    assert house.wait(25).restart(off_s).state is A


def test_toggling_the_power_wins_a_burglar_no_time() -> None:
    house = House().armed().open("door")
    for _ in range(4):
        kept = house.alarm.revision
        house.wait(5)
        assert house.alarm.revision > kept, "a checkpoint while the delay runs"
        house.restart(None)
    assert house.state is T


@pytest.mark.parametrize("off_s", [0.0, None, 86_400.0])
def test_the_siren_goes_on_for_what_remained(off_s: float | None) -> None:
    house = House().armed().open("window").wait(60).restart(off_s)
    view = house.view
    assert (view.siren.is_on, view.siren.pattern) == (True, SirenPattern.WAIL)
    assert (view.siren.remaining_s, view.siren.since_s) == (120, house.now_s - 60)
    assert house.wait(120).state is A


def test_the_entry_delay_under_the_siren_goes_on() -> None:
    house = House().armed().open("door").wait(10).open("smoke").restart(5)
    assert house.wait(14).count(Kind.ALARM) == 1
    assert house.wait(1).of(Kind.ALARM)[-1].zone == "door"


def test_the_memory_keeps_its_times() -> None:
    house = House().armed().open("window").wait(60).restart(100)
    line = house.view.memory[0]
    assert house.now_s - line.t_s == 160


def test_a_loss_goes_on_counting() -> None:
    house = House().armed().lose("mqtt").wait(20)
    kept = house.alarm.keep()
    house.alarm = Alarm.restored(house.settings, house.judge, kept, 50.0, 3.0)
    house.now_s = 50.0
    assert house.wait(9).state is A
    assert house.wait(1).state is T


def test_a_pre_alarm_can_still_be_confirmed() -> None:
    house = House(zones={"camera": {"confirm_with": ["hall"]}}).armed()
    house.pulse("camera").wait(20).restart(0).open("hall")
    assert [each.zone for each in house.of(Kind.ALARM)] == ["hall", "camera"]
    house = House(
        zones={"camera": {"confirm_with": ["hall"]}, "hall": {"confirm_with": ["window"]}}
    )
    house.armed().pulse("hall").wait(20).restart(0).open("camera")
    assert [each.zone for each in house.of(Kind.ALARM)] == ["camera"]


def test_faults_chime_and_shut_down_zones_survive() -> None:
    house = House(retriggers=0).armed().pulse("window").wait(200).restart()
    assert house.view.zones["window"].is_shut_down


UNREADABLE: list[dict[str, Any]] = [
    {},
    {"state": "asleep"},
    {"state": "disarmed", "t_s": "now"},
    {"state": "disarmed", "t_s": float("nan")},
    {"state": "disarmed", "zones": [1]},
    {"state": "disarmed", "locks": {"page": {"until_s": float("inf")}}},
    {"mode": None},
]


@pytest.mark.parametrize("kept", UNREADABLE)
def test_what_cannot_be_read_is_taken_for_armed_and_told(kept: dict[str, Any]) -> None:
    house = House()
    house.alarm = Alarm.restored(house.settings, house.judge, kept, house.now_s, None)
    assert (house.state, house.view.mode) == (A, ArmMode.AWAY)
    before = house.alarm.revision
    house.wait(1)
    assert house.kinds == [Kind.FAULT]
    assert house.alarm.revision == before + 1
    assert house.open("window").state is T
    assert house.disarm().is_done


@pytest.mark.parametrize("state", AlarmState)
@pytest.mark.parametrize("mode", [None, "away"])
@pytest.mark.parametrize("part", ["deadline_s", "entry_deadline_s", "siren_cause", "is_exit_over"])
def test_a_state_that_does_not_agree_with_itself_is_mended_to_the_safer_side(
    state: AlarmState, mode: str | None, part: str
) -> None:
    house = House()
    if state is not D:
        house.arm()
    if state in {A, P, T}:
        house.wait(46)
    house.open(*{P: ["door"], T: ["window"]}.get(state, []))
    kept = json.loads(json.dumps(house.alarm.keep()))
    kept["mode"] = mode
    kept[part] = False if part == "is_exit_over" else None
    house.alarm = Alarm.restored(house.settings, house.judge, kept, house.now_s, 0.0)
    for zone in house.settings.zones.values():
        house.find(zone.source_name)
    house.happenings.clear()
    assert house.view.state is (A if state is AI and part == "deadline_s" else state)
    house.wait(400).close("window")
    if state is D:
        assert (house.state, house.view.mode, house.kinds) == (D, None, [])
    elif state is T and mode is None:
        assert house.state is D
    else:
        assert house.state is A
        assert house.view.mode is ArmMode.AWAY
        assert house.pulse("back").pulse("window").state is T
    assert not (state is P and house.count(Kind.ALARM) == 0)


def test_zones_that_came_and_went_meanwhile_are_fitted() -> None:
    house = House().armed().open("door")
    kept = house.alarm.keep()
    other = House(zones={"new": {"kind": "window", "source": "outpost:shed/new"}})
    zones = {k: v for k, v in other.settings.zones.items() if k != "door"}
    settings = other.settings.model_copy(update={"zones": zones})
    house.alarm = Alarm.restored(settings, house.judge, kept, house.now_s, 0.0)
    assert set(house.view.zones) == set(zones)
    assert house.wait(30).of(Kind.ALARM)[0].zone == ""
    assert house.state is T


def test_kept_is_plain_json_and_small() -> None:
    house = House().armed().open("door").open("smoke", "window").lose("node")
    text = json.dumps(house.alarm.keep(), allow_nan=False)
    assert len(text) < 8000
    assert json.loads(text)["state"] == "triggered"


def test_the_revision_grows_when_there_is_something_to_keep_and_not_else() -> None:
    house = House().armed()
    before = house.alarm.revision
    house.wait(3600)
    house.close("door")
    assert house.alarm.revision == before
    house.open("door")
    assert house.alarm.revision == before + 1
    house.wait(4)
    assert house.alarm.revision == before + 1
    house.wait(1)
    assert house.alarm.revision == before + 2


def test_a_siren_or_an_entry_delay_that_fits_no_state_is_mended() -> None:
    house = House().armed().open("door")
    kept = {**house.alarm.keep(), "siren_cause": "smoke", "cause": "smoke"}
    house.alarm = Alarm.restored(house.settings, house.judge, kept, house.now_s, 0.0)
    assert not house.is_sounding
    assert house.view.cause is None
    kept = {**house.alarm.keep(), "state": "armed"}
    house.alarm = Alarm.restored(house.settings, house.judge, kept, house.now_s, 0.0)
    assert (house.state, house.view.remaining_s) == (A, None)
    assert house.wait(31).state is T


@pytest.mark.parametrize("mode", ArmMode)
def test_the_mode_survives(mode: ArmMode) -> None:
    assert House().armed(mode).restart().view.mode is mode
