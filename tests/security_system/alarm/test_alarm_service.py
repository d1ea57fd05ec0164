"""Bypass, walk test, chime, memory, duress, locks."""

import pytest
from alarm_house import House

from security_system.alarm import (
    AlarmState,
    ArmMode,
    Bypass,
    ClearMemory,
    Disarm,
    Kind,
    Right,
    SetChime,
    TypeCode,
    WalkTest,
)

D, AI, A, P, T = AlarmState


def bypass(house: House, zone: str, *, is_on: bool = True) -> bool:
    return house.take(Bypass(zone=zone, is_bypassed=is_on, place="page", user="ada")).is_done


def test_a_bypass_by_hand_holds_until_somebody_disarms() -> None:
    house = House()
    assert bypass(house, "window")
    assert bypass(house, "window")
    assert house.kinds == [Kind.BYPASSED]
    assert house.happenings[0].user == "ada"
    house.disarm()
    house.open("window").armed()
    assert house.close("window").open("window").state is A
    house.disarm()
    assert house.kinds[-2:] == [Kind.DISARMED, Kind.UNBYPASSED]
    assert not house.view.zones["window"].is_bypassed


def test_smoke_cannot_be_bypassed_unless_its_settings_say_so() -> None:
    assert not bypass(House(), "smoke")
    house = House(zones={"smoke": {"can_bypass": True}})
    assert bypass(house, "smoke")
    assert house.kinds == [Kind.BYPASSED]
    assert house.open("smoke").state is D


def test_no_zone_can_be_bypassed_while_it_guards() -> None:
    for house in (House().armed(), House().armed().open("door"), House().open("smoke")):
        assert not bypass(house, "window")
        assert not house.view.zones["window"].is_bypassed
    assert not bypass(House(), "nowhere")


def test_a_zone_that_counts_again_while_armed_must_close_first() -> None:
    house = House().open("window")
    bypass(house, "window")
    house.armed()
    assert bypass(house, "window", is_on=False)
    assert house.kinds == [Kind.UNBYPASSED, Kind.AUTO_BYPASSED]
    assert house.cut("hall").state is T


def test_a_quiet_zone_counts_again_at_once() -> None:
    house = House()
    bypass(house, "window")
    house.armed()
    bypass(house, "window", is_on=False)
    assert house.open("window").state is T


def test_a_door_chimes_while_disarmed_if_it_may() -> None:
    house = House().pulse("door").pulse("window")
    assert [each.zone for each in house.of(Kind.CHIMED)] == ["door"]
    for is_on in (False, False):
        house.take(SetChime(is_on=is_on, place="page"))
    assert house.count(Kind.CHIME_SET) == 1
    assert not house.view.is_chime_on
    house.pulse("door")
    assert house.count(Kind.CHIMED) == 1
    house.take(SetChime(is_on=True, place="page"))
    house.armed(ArmMode.HOME).pulse("door")
    assert Kind.CHIMED not in house.kinds


def test_a_walk_test_ticks_off_each_sensor_and_names_who_is_missing() -> None:
    house = House()
    order = WalkTest(is_on=True, place="page", user="ada")
    assert house.take(order).is_done
    assert house.take(order).is_done
    house.pulse("door").pulse("door").open("lid").cut("hall").pulse("glass")
    assert (house.state, house.is_sounding) == (D, False)
    assert [each.zone for each in house.of(Kind.WALK_TESTED)] == ["door", "lid", "hall", "glass"]
    assert house.view.is_walk_test
    assert house.view.zones["door"].is_tested
    house.take(WalkTest(is_on=False, place="page"))
    assert "camera" in house.happenings[-1].why
    assert "door" not in house.happenings[-1].why
    assert house.kinds.count(Kind.WALK_TEST_STARTED) == 1
    assert house.close("lid").open("lid").state is T


@pytest.mark.parametrize("zone", ["smoke", "water", "panic"])
def test_a_walk_test_never_silences_smoke_water_or_a_call_for_help(zone: str) -> None:
    house = House()
    house.take(WalkTest(is_on=True, place="page"))
    assert house.open(zone).is_sounding


def test_a_walk_test_ends_by_itself_by_arming_and_by_a_restart() -> None:
    house = House()
    house.take(WalkTest(is_on=True, place="page"))
    house.wait(1799)
    assert house.view.is_walk_test
    house.wait(1)
    assert (house.view.is_walk_test, house.kinds[-1]) == (False, Kind.WALK_TEST_ENDED)
    for end in (house.arm, house.restart):
        house.disarm()
        house.take(WalkTest(is_on=True, place="page"))
        end()
        assert not house.view.is_walk_test
    assert not house.armed().take(WalkTest(is_on=True, place="page")).is_done


def test_a_second_walk_test_begins_anew() -> None:
    house = House()
    for _ in range(2):
        house.take(WalkTest(is_on=True, place="page"))
        assert not house.view.zones["door"].is_tested
        house.pulse("door")
        house.take(WalkTest(is_on=False, place="page"))


def test_the_memory_is_cleared_by_hand_alone() -> None:
    house = House().armed().open("window").wait(400).pulse("hall")
    clear = ClearMemory(place="page", user="ada")
    assert not house.take(clear).is_done
    house.disarm()
    house.close("window").armed()
    house.disarm()
    lines = house.view.memory
    assert [(line.name, line.times) for line in lines] == [("window", 1), ("hall", 1)]
    assert house.view.zones["window"].is_in_memory
    assert house.take(clear).is_done
    assert house.view.memory == ()
    assert house.kinds[-1] is Kind.MEMORY_CLEARED
    assert house.take(clear).is_done
    assert house.count(Kind.MEMORY_CLEARED) == 1


def test_the_memory_counts_how_often_and_when_last() -> None:
    house = House().armed().pulse("window").wait(300).pulse("window")
    line = house.view.memory[0]
    assert (len(house.view.memory), line.times, line.t_s) == (1, 2, house.now_s)


def test_a_duress_code_disarms_and_tells_only_those_told_silently() -> None:
    house = House().armed().open("door")
    answer = house.disarm("2222")
    assert answer.shown() == House().armed().open("door").disarm("1111").shown()
    silent = [each for each in answer.happenings if each.is_silent]
    assert [(each.kind, each.user) for each in silent] == [(Kind.DURESS, "ada")]
    assert Kind.DURESS not in {each.kind for each in answer.shown().happenings}


def test_duress_is_told_in_every_state_and_at_every_use_of_the_code() -> None:
    house = House()
    house.disarm("2222")
    house.take(TypeCode(place="page", code="2222"))
    house.arm(code="2222")
    house.take(Disarm(place="keypad", is_judged=True, is_duress=True))
    assert house.count(Kind.DURESS) == 4


def test_three_wrong_codes_lock_the_place_and_no_other() -> None:
    house = House().armed()
    says = [house.disarm("9999").says for _ in range(3)]
    assert says[:2] == ["This code is wrong. 2 more tries.", "This code is wrong. 1 more try."]
    assert house.kinds == [Kind.CODE_WRONG] * 3 + [Kind.CODE_LOCKED]
    assert house.view.locked_s == {"page": 90}
    judged = house.judged
    assert not house.disarm().is_done
    assert not house.take(TypeCode(place="page", code="1111")).is_done
    assert not house.arm(code="1111").is_done or house.state is A
    assert (house.judged, house.state) == (judged, A)
    assert house.disarm(place="mqtt").is_done


def test_a_lock_ends_and_doubles_up_to_15_minutes() -> None:
    house = House().armed()
    locks = []
    for _ in range(6):
        for _ in range(3):
            house.disarm("9999")
        locks.append(house.view.locked_s["page"])
        house.wait(locks[-1] - 1)
        assert "page" in house.view.locked_s
        house.wait(1)
        assert house.view.locked_s == {}
        assert house.kinds[-1] is Kind.CODE_UNLOCKED
    assert locks == [90, 180, 360, 720, 900, 900]
    assert house.disarm().is_done
    for _ in range(3):
        house.disarm("9999")
    assert house.view.locked_s == {"page": 90}


def test_a_right_code_forgets_the_wrong_ones() -> None:
    house = House()
    for _ in range(5):
        house.disarm("9999")
        house.disarm("9999")
        assert house.disarm().is_done
    assert Kind.CODE_LOCKED not in house.kinds


def test_an_empty_or_endless_code_is_wrong_and_never_hashed() -> None:
    house = House().armed()
    house.disarm("")
    house.disarm("1" * 65)
    assert (house.judged, house.count(Kind.CODE_WRONG)) == (0, 2)


def test_invented_places_share_one_lock() -> None:
    house = House().armed()
    for number in range(3):
        house.disarm("9999", place=f"door {number}")
    assert not house.disarm(place="door 99").is_done
    assert list(house.view.locked_s) == ["other"]


def test_a_code_may_be_asked_for_a_right_and_a_guests_is_refused() -> None:
    house = House()
    assert not house.take(TypeCode(place="mqtt", code="3333", right=Right.BYPASS)).is_done
    assert house.kinds == [Kind.REFUSED]
    assert house.take(TypeCode(place="mqtt", code="1111", right=Right.BYPASS)).is_done


def test_who_a_code_belongs_to_is_answered() -> None:
    answer = House().take(TypeCode(place="page", code="3333"))
    assert (answer.is_done, answer.user) == (True, "guest")
