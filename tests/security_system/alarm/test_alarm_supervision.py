"""Everybody who should be there: sensors, node, cameras, batteries, mains; and two who agree."""

import pytest
from alarm_house import House

from security_system.alarm import (
    AlarmSeen,
    AlarmState,
    ArmMode,
    BatterySeen,
    Cause,
    Condition,
    Kind,
    PowerSeen,
    Restarted,
)

D, AI, A, P, T = AlarmState


def test_a_node_lost_while_disarmed_is_a_fault_and_no_alarm() -> None:
    house = House().lose("node").wait(500)
    assert (house.state, house.kinds) == (D, [Kind.SOURCE_LOST])
    view = house.view
    assert view.faults[0].name == "node"
    assert view.zones["door"].condition is Condition.LOST
    house.find("node")
    assert house.kinds == [Kind.SOURCE_LOST, Kind.SOURCE_BACK]
    assert house.view.faults == ()
    assert house.view.zones["door"].condition is Condition.QUIET


@pytest.mark.parametrize("source", ["node", "camera:hall", "mqtt", "gpio"])
def test_a_source_lost_while_armed_is_an_alarm_after_its_grace(source: str) -> None:
    house = House().armed().lose(source).wait(29)
    assert house.state is A
    house.wait(1)
    assert (house.state, house.view.cause) == (T, Cause.LOST)
    assert house.of(Kind.ALARM)[0].source == source
    assert house.wait(1000).count(Kind.ALARM) == 1


def test_a_source_that_is_back_within_its_grace_is_no_alarm() -> None:
    house = House().armed()
    for _ in range(20):
        house.lose("node").wait(29).find("node").wait(1)
    assert house.state is A


def test_a_source_that_is_lost_again_alarms_again_and_is_shut_down_at_last() -> None:
    house = House().armed()
    for _ in range(7):
        house.lose("node").wait(31).find("node").wait(181)
    assert house.count(Kind.ALARM) == 4
    assert house.of(Kind.ZONE_SHUT_DOWN)[0].source == "node"


def test_a_loss_is_a_fault_if_the_settings_say_so() -> None:
    assert House(when_lost="fault").armed().lose("node").wait(500).state is A


def test_no_grace_alarms_at_once() -> None:
    assert House(source_grace_s=0).armed().lose("node").state is T


def test_a_source_none_of_whose_zones_counts_is_no_alarm() -> None:
    house = House().armed(ArmMode.HOME).lose("camera:hall")
    assert house.wait(500).state is A
    assert house.alarm.next_deadline_s is None


def test_a_zone_lost_while_armed_is_an_alarm_after_its_grace() -> None:
    house = House().armed().see("window", Condition.LOST).wait(29)
    assert house.state is A
    assert house.wait(1).of(Kind.ALARM)[0].zone == "window"
    assert house.view.zones["window"].is_in_memory


def test_what_was_lost_and_known_when_arming_is_no_alarm() -> None:
    house = House().lose("node")
    assert house.arm(forced=True).is_done
    assert house.wait(500).state is A
    house.find("node")
    assert house.view.zones["door"].counts_now
    house.lose("node").wait(31)
    assert house.state is T


def test_a_source_lost_in_the_exit_delay_is_left_out_or_alarms_by_the_settings() -> None:
    for policy, after in (("bypass", A), ("alarm", T)):
        house = House(when_open_after_exit=policy)
        house.arm()
        assert house.wait(10).lose("camera:hall").wait(80).state is after


def test_a_zone_that_opened_while_its_source_was_lost_trips() -> None:
    house = House().armed().lose("node").wait(5).open("door")
    assert house.state is P


def test_who_is_not_heard_of_within_a_minute_of_the_start_is_lost() -> None:
    house = House(is_heard=False).close("door")
    assert house.alarm.next_deadline_s == house.now_s + 60
    house.wait(59)
    assert Kind.SOURCE_LOST not in house.kinds
    house.wait(1)
    assert {each.source for each in house.of(Kind.SOURCE_LOST)} == {"gpio", "camera:hall", "mqtt"}
    assert house.alarm.next_deadline_s is None


def test_whoever_cuts_power_and_camera_together_is_met_after_the_restart() -> None:
    house = House().armed()
    kept = house.alarm.keep()
    house.alarm = house.alarm.restored(house.settings, house.judge, kept, 0.0, 100.0)
    house.now_s = 0.0
    for source in ("node", "gpio", "mqtt"):
        house.find(source)
    assert house.wait(89).state is A
    assert house.wait(1).of(Kind.ALARM)[0].source == "camera:hall"


def test_batteries_and_mains_are_told_once_and_shown() -> None:
    house = House()
    for _ in range(3):
        house.take(BatterySeen(source="node", is_low=True, volts=4.31))
        house.take(PowerSeen(is_there=False))
    assert house.kinds == [Kind.BATTERY_LOW, Kind.POWER_LOST]
    assert "4.31 V" in house.happenings[0].why
    assert [fault.name for fault in house.view.faults] == ["power", "node"]
    house.take(BatterySeen(source="node", is_low=False))
    house.take(PowerSeen(is_there=True))
    assert house.kinds[2:] == [Kind.BATTERY_OK, Kind.POWER_BACK]
    assert house.view.faults == ()


def test_a_restart_is_told_with_its_reason() -> None:
    house = House().armed()
    house.take(Restarted(off_s=61.2, cause="a power cut"))
    house.take(Restarted(off_s=None, cause="an update"))
    house.take(Restarted(off_s=None, cause=""))
    whys = [each.why for each in house.of(Kind.RESTARTED)]
    assert whys == [
        "Started again after a power cut: nothing ran for 61 s. It is armed.",
        "Started again after an update: nothing ran for an unknown time. It is armed.",
        "Started: nothing is known of a time before. It is armed.",
    ]


def test_strange_sources_are_bounded() -> None:
    house = House()
    for number in range(500):
        house.lose(f"x{number}")
        house.take(BatterySeen(source=f"y{number}", is_low=True))
    assert len(house.alarm.keep()["sources"]) == 200  # type: ignore[arg-type]


def test_a_camera_alone_gives_a_pre_alarm_only_and_a_second_sense_confirms_it() -> None:
    house = House(zones={"camera": {"confirm_with": ["hall", "window"]}}).armed()
    house.open("camera")
    assert (house.state, house.kinds) == (A, [Kind.ZONE_OPENED, Kind.PRE_ALARMED])
    house.close("camera").wait(60).open("hall")
    assert house.state is T
    assert [each.zone for each in house.of(Kind.ALARM)] == ["hall", "camera"]
    assert house.of(Kind.CONFIRMED)[0].zone == "camera"


def test_a_second_sense_too_late_confirms_nothing() -> None:
    house = House(zones={n: {"confirm_with": ["any"]} for n in ("camera", "hall")}).armed()
    house.pulse("camera").wait(61).pulse("hall")
    assert (house.state, house.count(Kind.PRE_ALARMED)) == (A, 2)
    house.wait(60).pulse("camera")
    assert house.state is T
    assert [each.zone for each in house.of(Kind.CONFIRMED)] == ["camera", "hall"]


def test_a_camera_that_still_sees_somebody_is_confirmed_however_late() -> None:
    house = House(zones={"camera": {"confirm_with": ["hall"]}}).armed()
    house.open("camera").wait(300).open("hall")
    assert "camera" in [each.zone for each in house.of(Kind.ALARM)]


def test_what_does_not_count_confirms_nothing() -> None:
    zones = {"window": {"confirm_with": ["any"]}}
    house = House(zones=zones).armed(ArmMode.HOME).open("hall").open("smoke", "lid")
    house.disarm()
    house.close("smoke", "lid", "hall").armed(ArmMode.HOME).open("hall").open("window")
    assert (house.state, house.kinds[-1]) == (A, Kind.PRE_ALARMED)


def test_what_moved_while_people_left_confirms_nothing() -> None:
    house = House(zones={"camera": {"confirm_with": ["hall"]}})
    house.arm()
    house.wait(40).pulse("hall").wait(6).open("camera")
    assert house.state is A


def test_only_the_named_zones_confirm() -> None:
    house = House(zones={"camera": {"confirm_with": ["hall"]}}).armed()
    house.open("camera").open("window")
    assert [each.zone for each in house.of(Kind.ALARM)] == ["window"]


def test_an_alarm_of_the_node_alone_is_an_alarm_here_and_only_remembered_while_disarmed() -> None:
    house = House().armed()
    house.take(AlarmSeen(zone="window", source="node", why="The window, while cut off."))
    assert (house.state, house.of(Kind.ALARM)[0].why) == (T, "The window, while cut off.")
    house = House()
    house.take(AlarmSeen(zone="lid?", source="node"))
    assert (house.state, house.kinds) == (D, [Kind.FAULT])
    assert house.view.memory[0].name == "node"
    house = House()
    house.arm(bypass=frozenset({"window"}))
    house.take(AlarmSeen(zone="window", source="node"))
    assert house.state is AI
