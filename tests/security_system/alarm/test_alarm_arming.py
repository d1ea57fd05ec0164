"""Arming in every mode: what counts, what is in the way, what is forced; and the delays."""

import pytest
from alarm_house import House

from security_system.alarm import (
    Alarm,
    AlarmSettings,
    AlarmState,
    Answer,
    Arm,
    ArmMode,
    Condition,
    Kind,
    ZoneSeen,
)

D, AI, A, P, T = AlarmState


@pytest.mark.parametrize("mode", ArmMode)
def test_each_mode_guards_its_zones_and_no_others(mode: ArmMode) -> None:
    house = House().armed(mode)
    inside = mode in {ArmMode.AWAY, ArmMode.VACATION, ArmMode.CUSTOM}
    counting = {name for name, zone in house.view.zones.items() if zone.counts_now}
    always = {"smoke", "water", "lid", "glass", "panic", "help"}
    assert counting == always | {"door", "back", "window"} | (
        {"hall", "camera"} if inside else set()
    )
    assert house.open("hall").state is (T if inside else A)


@pytest.mark.parametrize(
    ("mode", "exit_s"), [("away", 45), ("home", 0), ("night", 0), ("vacation", 45), ("custom", 45)]
)
def test_each_mode_has_its_exit_delay(mode: str, exit_s: float) -> None:
    house = House()
    house.arm(ArmMode(mode))
    view = house.view
    assert (view.state, view.remaining_s) == ((AI, exit_s) if exit_s else (A, None))
    assert house.kinds == [Kind.EXIT_STARTED if exit_s else Kind.ARMED]
    assert house.happenings[0].place == "page"
    assert house.happenings[0].detail.get("for_s") == (exit_s or None)


def test_the_longest_exit_delay_of_the_exit_route_holds() -> None:
    zones = {"door": {"exit_s": 60}, "back": {"exit_s": 5}, "window": {"exit_s": 170}}
    house = House(zones=zones)
    house.arm()
    assert house.view.remaining_s == 60
    assert house.view.delay_s == 60


def test_a_zone_of_another_mode_does_not_lengthen_the_exit_delay() -> None:
    house = House(zones={"door": {"exit_s": 60, "modes": ["home"]}})
    house.arm()
    assert house.view.remaining_s == 45


def test_each_door_has_its_entry_delay_and_the_shorter_one_holds() -> None:
    house = House().armed().open("door")
    assert house.view.remaining_s == 30
    house.wait(5).open("back")
    assert house.view.remaining_s == 10
    assert house.view.state is P
    house.wait(1).pulse("door")
    assert house.view.remaining_s == 9
    assert house.wait(9).state is T
    assert house.of(Kind.ALARM)[0].zone == "back"


def test_a_later_door_does_not_lengthen_the_entry_delay() -> None:
    house = House().armed().open("back").wait(5).open("door")
    assert house.view.remaining_s == 5
    assert house.wait(5).of(Kind.ALARM)[0].zone == "back"


def test_no_entry_delay_alarms_at_once() -> None:
    house = House(modes={"away": {"entry_s": 0}}).armed().open("door")
    assert house.state is T
    assert Kind.ENTRY_STARTED not in house.kinds
    assert House(zones={"door": {"entry_s": 0}}).armed().open("door").state is T


def test_inside_one_may_pass_only_after_coming_in_by_the_door() -> None:
    assert House().armed().open("door").open("hall", "camera").state is P
    assert House().armed().open("hall").state is T


def test_disarming_in_the_entry_delay_keeps_the_siren_silent() -> None:
    house = House().armed().open("door").wait(29).open("hall")
    assert house.disarm().is_done
    house.wait(400)
    assert house.kinds == [Kind.ZONE_OPENED, Kind.ENTRY_STARTED, Kind.ZONE_OPENED, Kind.DISARMED]


def test_one_who_stays_in_the_hall_is_left_out_until_it_is_quiet() -> None:
    house = House().open("hall")
    assert house.arm().is_done
    house.wait(45)
    assert house.of(Kind.AUTO_BYPASSED)[0].zone == "hall"
    assert house.close("hall").open("hall").state is T


def test_without_an_exit_delay_an_open_door_is_in_the_way() -> None:
    house = House().open("door")
    assert [hurdle.zone for hurdle in house.arm(ArmMode.HOME).hurdles] == ["door"]
    assert house.state is D


@pytest.mark.parametrize("condition", [Condition.OPEN, Condition.TAMPERED, Condition.LOST])
def test_forced_arming_leaves_out_what_is_in_the_way_until_it_is_quiet(
    condition: Condition,
) -> None:
    house = House().see("window", condition)
    assert not house.arm().is_done
    house.happenings.clear()
    answer = house.arm(forced=True)
    assert (answer.is_done, [hurdle.zone for hurdle in answer.hurdles]) == (True, ["window"])
    assert "window" in answer.says
    assert house.kinds == [Kind.AUTO_BYPASSED, Kind.EXIT_STARTED]
    assert house.wait(400).state is A
    view = house.view.zones["window"]
    assert (view.is_bypassed, view.counts_now) == (True, False)
    assert view.left_out_why
    house.close("window")
    assert house.view.zones["window"].counts_now
    assert house.open("window").state is T


def test_a_zone_that_was_left_out_open_still_alarms_for_its_wire() -> None:
    house = House().open("window")
    house.arm(forced=True)
    assert house.wait(50).cut("window").state is T


@pytest.mark.parametrize("zone", ["smoke", "water"])
def test_nobody_can_force_arming_while_there_is_smoke_or_water(zone: str) -> None:
    house = House().open(zone)
    house.disarm()
    answer = house.arm(forced=True)
    assert not answer.is_done
    assert not answer.hurdles[0].can_force
    assert zone in answer.says


def test_a_lost_smoke_detector_is_told_and_never_left_out() -> None:
    house = House().see("smoke", Condition.LOST)
    assert house.arm(forced=True).is_done
    assert Kind.FAULT in house.kinds
    assert Kind.AUTO_BYPASSED not in house.kinds
    assert house.wait(400).state is A
    assert not house.view.zones["smoke"].is_bypassed
    assert house.open("smoke").state is T


def test_a_zone_never_heard_of_is_in_the_way() -> None:
    house = House(is_heard=False)
    assert {hurdle.zone for hurdle in house.arm().hurdles} == set(house.settings.zones)
    assert house.view.zones["door"].condition is Condition.LOST


def test_the_first_word_of_a_quiet_zone_is_told_to_nobody_else() -> None:
    house = House(is_heard=False)
    before = house.alarm.revision
    house.close("door")
    assert house.kinds == [Kind.ZONE_BACK]
    assert house.alarm.revision == before + 1


def test_arming_what_guards_nothing_is_refused() -> None:
    alarm = Alarm(AlarmSettings(), House().judge)
    answer = alarm.take(Arm(mode=ArmMode.AWAY, place="page"), 1.0)
    assert not answer.is_done
    assert "No zone" in answer.says
    assert alarm.take(Arm(mode=ArmMode.AWAY, place="page", forced=True), 1.0).is_done


def test_zones_of_another_mode_are_not_in_the_way_but_cut_wires_are() -> None:
    house = House().open("hall")
    assert house.view.is_ready_for(ArmMode.HOME) == ()
    house.see("camera", Condition.LOST)
    assert house.view.is_ready_for(ArmMode.HOME) == ()
    house.cut("hall")
    assert [hurdle.zone for hurdle in house.view.is_ready_for(ArmMode.HOME)] == ["hall"]


@pytest.mark.parametrize("zone", ["smoke", "nowhere"])
def test_a_bypass_that_may_not_be_refuses_the_whole_order(zone: str) -> None:
    house = House()
    answer = house.arm(bypass=frozenset({zone, "window"}), forced=True)
    assert not answer.is_done
    assert zone in answer.says
    assert not house.view.zones["window"].is_bypassed


def test_what_is_bypassed_is_not_in_the_way() -> None:
    house = House().open("window")
    assert house.arm(bypass=frozenset({"window"})).is_done
    assert house.kinds[-2:] == [Kind.BYPASSED, Kind.EXIT_STARTED]
    assert house.wait(46).cut("window").state is A
    house.disarm()
    assert not house.view.zones["window"].is_bypassed


def test_arming_the_same_mode_again_is_done_and_changes_nothing() -> None:
    house = House().armed()
    assert house.arm() == Answer(is_done=True, says="It is armed away already.")
    house.arm(ArmMode.HOME)
    assert house.view.mode is ArmMode.AWAY
    assert house.happenings == []


def test_arming_at_home_cannot_take_the_place_of_arming_away() -> None:
    house = House().armed()
    answer = house.arm(ArmMode.HOME)
    assert (answer.is_done, answer.says) == (False, "It is armed away: disarm first.")


def test_arming_needs_a_code_if_the_settings_say_so() -> None:
    house = House(arm_needs_code=True)
    assert not house.arm().is_done
    assert house.kinds == [Kind.CODE_WRONG]
    assert house.arm(code="3333").user == "guest"
    house.disarm()
    assert house.arm(is_judged=True).is_done


def test_a_code_that_is_given_is_judged_even_if_none_is_needed() -> None:
    house = House()
    assert not house.arm(code="9999").is_done
    assert house.state is D
    assert house.arm(code="1111").user == "ada"
    assert house.happenings[-1].user == "ada"


def test_a_guest_may_arm_and_not_disarm() -> None:
    house = House()
    assert house.arm(code="3333").is_done
    answer = house.disarm("3333")
    assert (answer.is_done, answer.says) == (False, "guest may not disarm.")
    assert house.kinds[-1] is Kind.REFUSED
    assert house.state is AI


def test_time_that_runs_back_stands_still() -> None:
    house = House().armed().open("door")
    house.alarm.take(ZoneSeen(zone="hall", condition=Condition.OPEN), house.now_s - 500)
    assert house.view.remaining_s == 30
    assert house.alarm.view(house.now_s - 500).remaining_s == 30


def test_a_long_sleep_is_made_up_in_one_turn() -> None:
    house = House()
    house.arm()
    house.now_s += 1000
    house.open("door")
    assert house.kinds == [Kind.EXIT_STARTED, Kind.ARMED, Kind.ZONE_OPENED, Kind.ENTRY_STARTED]
    house.now_s += 1000
    assert house.alarm.tick(house.now_s)[0].kind is Kind.ALARM
    assert house.view.siren.remaining_s == 180


def test_settings_can_change_while_armed() -> None:
    house = House().armed().open("door")
    zones = {name: zone for name, zone in house.settings.zones.items() if name != "door"}
    house.alarm.change(AlarmSettings(zones=zones, siren_s=60))
    assert house.state is P
    assert house.wait(30).of(Kind.ALARM)[0].zone == ""
    assert house.view.siren.remaining_s == 60


def test_no_happening_and_no_repr_has_a_code_in_it() -> None:
    house = House(arm_needs_code=True)
    for code in ["1111", "2222", "9999"]:
        house.arm(code=code)
        house.disarm(code)
        assert code not in repr(Arm(mode=ArmMode.AWAY, place="page", code=code))
    assert not [h for h in house.happenings for code in ("1111", "2222", "9999") if code in repr(h)]
