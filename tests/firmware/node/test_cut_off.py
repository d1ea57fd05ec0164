"""Armed and cut off from its host, the compiled node goes on alone, and tells all of it later."""

import pytest
from house import AWAY, CODE_4711, settings

from makerkit.arduino.messages import node


def test_cut_off_for_ten_minutes_an_opened_door_sounds_and_is_told_after_the_port_is_opened_again(
    house,
):
    house.order(settings())
    house.order(AWAY)
    house.settle()
    house.take_events()
    house.unplug()
    house.wait(60)
    opened_s = house.chip.now_s
    house.loop(0, "open")
    house.wait(540)
    ((on_s, off_s),) = house.siren_spans()
    assert on_s - opened_s == pytest.approx(30, abs=0.3)
    assert off_s - on_s == pytest.approx(180, abs=0.1)
    house.ages.clear()
    house.plug()
    house.settle()
    assert house.take_events() == [
        *[("LINK_LOST", 0), ("ZONE_OPENED", 0), ("ENTRY_STARTED", 0), ("ALARM", 0)],
        *[("SIREN_CUT_OFF", 0), ("RESTARTED", 1), ("LINK_BACK", 0)],
    ]
    assert house.ages == pytest.approx([597, 542, 542, 512, 332, 0, 0], abs=3)
    assert (house.state.state, house.state.has_alarmed) == (node.AlarmState.ARMED, 1)
    assert house.reset_causes() == ["external", "external"]
    house.wait(10)
    assert house.take_events() == []
    assert len(house.siren_spans()) == 1, "the window that stands open does not sound again"


def test_the_siren_goes_on_after_the_port_was_opened_and_is_silent_only_while_the_chip_starts(
    armed,
):
    armed.loop(1, "open")
    armed.wait(10)
    armed.plug()
    armed.wait(180)
    ((first, reset_s), (again, last)) = armed.siren_spans()
    assert again - reset_s == pytest.approx(1.6, abs=0.1)
    assert last - first == pytest.approx(180, abs=3)


def test_the_code_at_the_keypad_disarms_while_cut_off(armed):
    armed.loop(0, "open")
    armed.wait(5)
    armed.press("4711#")
    armed.wait(40)
    assert armed.siren_spans() == []
    assert armed.state.state is node.AlarmState.DISARMED
    armed.plug()
    armed.settle()
    assert armed.take_events()[-3:] == [("DISARMED", 2), ("RESTARTED", 1), ("LINK_BACK", 0)]


def test_three_wrong_codes_lock_for_90_s_also_over_a_restart(armed):
    armed.press("1111#2222#")
    armed.wait(0.3)
    armed.chip.press_reset()
    armed.wait(0.3)
    armed.press("3333#")
    armed.wait(1)
    assert 88 <= armed.state.locked_s <= 90
    armed.chip.cut_power()
    armed.chip.restore_power()
    armed.wait(0.5)
    armed.press("4711#")
    armed.wait(1.2)
    assert armed.state.state is node.AlarmState.ARMED
    assert armed.state.locked_s >= 85
    armed.wait(90)
    assert armed.state.locked_s == 0
    armed.press("4711#")
    armed.wait(1.2)
    assert armed.state.state is node.AlarmState.DISARMED


def test_the_order_of_the_host_disarms_at_once_in_the_alarm(house):
    house.order(settings(tamper_sounds=1))
    house.order(AWAY)
    house.loop(2, "cut")
    house.wait(1)
    assert house.state.state is node.AlarmState.ALARM
    house.order(node.Disarm())
    house.wait(1)
    ((on_s, off_s),) = house.siren_spans()
    assert off_s - on_s < 1.1
    house.settle()
    assert house.take_events()[-3:] == [("ZONE_CUT", 2), ("ALARM", 2), ("DISARMED", 1)]


def test_a_code_is_kept_as_no_digits(memories):
    assert CODE_4711.number == 4711
    memory = memories["armed"]
    for digits in (bytes([4, 7, 1, 1]), b"4711", (4711).to_bytes(2, "little"), bytes([0x47, 0x11])):
        assert digits not in memory[8:84]
