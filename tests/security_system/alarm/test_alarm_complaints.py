"""What users of other alarms complain of, each as a test."""

import pytest
from alarm_house import House

from security_system.alarm import AlarmState, ArmMode, Condition, Kind

D, AI, A, P, T = AlarmState


@pytest.mark.parametrize("times", [1, 2, 5])
def test_a_door_that_is_opened_in_the_exit_delay_never_aborts_arming(times: int) -> None:
    """alarmo #658, #659, #666: the door opens in the exit delay, and arming is off."""
    house = House()
    house.arm()
    for _ in range(times):
        house.wait(2).open("hall").open("door").wait(3).close("door", "hall")
    assert house.state is AI
    house.wait(46)
    assert (house.state, house.count(Kind.ALARM)) == (A, 0)
    assert house.open("door").state is P


def test_a_door_that_is_open_at_the_order_is_the_way_out() -> None:
    """alarmo #658: who stands in the open door with the phone in hand may arm."""
    house = House().open("door")
    assert house.arm().is_done
    assert house.wait(10).close("door").wait(36).state is A
    assert house.count(Kind.AUTO_BYPASSED) == 0


def test_arming_says_why_not_before_you_have_left() -> None:
    """alarmo #1222: it failed to arm after you had left, without telling you."""
    house = House().open("window")
    house.happenings.clear()
    answer = house.arm()
    assert not answer.is_done
    assert "window is open" in answer.says
    assert [hurdle.zone for hurdle in answer.hurdles] == ["window"]
    assert house.kinds == [Kind.ARMING_REFUSED]
    assert house.wait(60).state is D


def test_what_stands_in_the_way_can_be_seen_before_the_order() -> None:
    """alarmo #1222."""
    house = House().open("window").lose("mqtt")
    view = house.view
    assert [hurdle.zone for hurdle in view.is_ready_for(ArmMode.AWAY)] == [
        "window",
        "smoke",
        "water",
    ]
    assert house.close("window").find("mqtt").view.is_ready_for(ArmMode.AWAY) == ()


def test_a_window_that_opens_after_you_left_is_left_out_and_told() -> None:
    """alarmo #1222: what fails at the end of the exit delay arms all the same, and is told."""
    house = House()
    house.arm()
    house.wait(10).open("window")
    assert house.kinds[-1] is Kind.FAULT
    house.wait(40)
    assert house.state is A
    assert [each.zone for each in house.of(Kind.AUTO_BYPASSED)] == ["window"]
    house.close("window")
    assert house.kinds[-1] is Kind.UNBYPASSED
    assert house.open("window").state is T


def test_a_window_that_opens_after_you_left_is_an_alarm_if_the_settings_say_so() -> None:
    """alarmo #1222: or an alarm, by the settings."""
    house = House(when_open_after_exit="alarm")
    house.arm()
    house.wait(10).open("window").wait(40)
    assert (house.state, house.is_sounding) == (T, True)
    assert [each.zone for each in house.of(Kind.ALARM)] == ["window"]


def test_a_door_left_open_is_an_entry_if_the_settings_say_alarm() -> None:
    """alarmo #1222: the owner is warned by the entry delay, and may still disarm."""
    house = House(when_open_after_exit="alarm")
    house.arm()
    assert house.wait(10).open("door").wait(36).state is P
    assert house.disarm().is_done


@pytest.mark.parametrize("after_s", [0, 1, 20, 44, 46, 60, 90, 120, 400])
@pytest.mark.parametrize("off_s", [None, 0.0, 3.0])
def test_state_survives_a_restart_at_any_instant(after_s: int, off_s: float | None) -> None:
    """core #10793, core #11552: armed before the restart, disarmed or wrong after it."""
    house = House()
    house.arm()
    house.wait(60).open("door") if after_s > 60 else None
    house.wait(after_s % 60 if after_s > 60 else after_s)
    before = house.view
    house.restart(off_s)
    after = house.view
    order = [D, AI, A, P, T]
    assert order.index(after.state) >= order.index(before.state)
    assert after.mode is before.mode
    assert after.siren.is_on >= before.siren.is_on


def test_a_restart_while_armed_raises_no_alarm_by_itself() -> None:
    """alarmo #331: a false alarm after each restart, for the sensors were unknown for a while."""
    house = House().armed()
    house.restart(off_s=20).be_heard()
    assert (house.wait(300).state, house.is_sounding) == (A, False)


def test_a_window_that_was_broken_while_the_power_was_off_alarms() -> None:
    """core #11552: whoever cuts the power first must not get in."""
    house = House().armed().restart(off_s=60)
    assert house.open("window").state is T


def test_a_bypass_survives_a_restart() -> None:
    """alarmo #331."""
    house = House()
    house.arm(bypass=frozenset({"window"}))
    house.wait(46).restart()
    assert house.view.zones["window"].is_bypassed
    assert house.open("window").state is A


def test_three_wrong_codes_lock_and_a_restart_does_not_unlock() -> None:
    """Facts: no alarm of the field has a lock that survives a restart."""
    house = House().armed()
    for _ in range(3):
        assert not house.disarm("9999").is_done
    assert house.count(Kind.CODE_LOCKED) == 1
    house.restart(off_s=80)
    judged = house.judged
    answer = house.disarm("1111")
    assert (answer.is_done, house.judged, house.state) == (False, judged, A)
    assert "90 s" in answer.says
    house.wait(91)
    assert house.disarm("1111").is_done


def test_a_condition_told_twice_is_no_second_alarm() -> None:
    """alarmo #331: sensors that repeat themselves after a restart."""
    house = House().armed().open("window").wait(181)
    for _ in range(10):
        house.see("window", Condition.OPEN)
    assert (house.state, house.count(Kind.ALARM)) == (A, 1)
