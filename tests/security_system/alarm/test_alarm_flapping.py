"""A contact that flaps drowns neither the log nor the card, and guards as ever."""

from alarm_house import House

from security_system.alarm import AlarmState, Condition, Kind

OPEN, QUIET = Condition.OPEN, Condition.QUIET


def flap(house: House, for_s: float, each_s: float = 0.01, zone: str = "window") -> None:
    for number in range(round(for_s / each_s)):
        house.now_s += each_s
        house.see(zone, QUIET if number % 2 else OPEN)


def faults(house: House) -> list[str]:
    return [each.why for each in house.of(Kind.FAULT)]


def test_a_contact_that_changes_100_times_a_second_writes_a_page_and_not_a_book() -> None:
    house = House()
    before = house.alarm.revision
    flap(house, 60)
    assert len(house.happenings) < 40
    assert house.alarm.revision - before < 40
    (why,) = faults(house)
    assert why.startswith("window changes all the time: it guards as ever")
    assert "window" in {fault.name for fault in house.view.faults}


def test_it_alarms_while_it_flaps_and_after_a_disarming_again() -> None:
    house = House()
    flap(house, 5)
    for _ in range(2):
        house.close("window")
        house.armed()
        house.open("window")
        assert house.state is AlarmState.TRIGGERED
        assert house.count(Kind.ALARM) == 1
        house.disarm()


def test_it_is_written_down_again_once_it_has_rested() -> None:
    house = House()
    flap(house, 5)
    house.wait(61)
    assert house.view.faults == ()
    house.happenings.clear()
    house.open("window").close("window")
    assert house.kinds == [Kind.ZONE_OPENED, Kind.ZONE_CLOSED]


def test_the_door_of_a_busy_shop_does_not_flap() -> None:
    house = House()
    flap(house, 3600, each_s=6, zone="door")
    assert house.count(Kind.ZONE_OPENED) == house.count(Kind.CHIMED) == 300
    assert faults(house) == []


def test_a_camera_that_comes_and_goes_is_told_of_for_a_while_only() -> None:
    house = House()
    for _ in range(1000):
        house.lose("camera:hall").wait(1).find("camera:hall").wait(1)
    assert house.count(Kind.SOURCE_LOST) < 60
    assert len(faults(house)) == 1


def test_a_silent_call_for_help_is_told_as_often_as_it_is_made() -> None:
    house = House()
    flap(house, 2, zone="help")
    assert house.count(Kind.PANIC) == 100
    assert faults(house) == []
