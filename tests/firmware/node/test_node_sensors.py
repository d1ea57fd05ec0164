"""What the compiled node makes of its sensors and keys."""

import pytest
from house import KEYS, SIREN, STATUS, STROBE, House

from hardware_mocks.arduino.events import Drive
from makerkit.arduino.build import FIRMWARE, build
from makerkit.arduino.codec import LineReader
from makerkit.arduino.messages import link, node


@pytest.mark.parametrize("zone", range(4))
def test_each_zone_tells_each_fault(house, zone):
    seen = []
    for state in ("open", "shorted", "cut", "wrong", "closed"):
        house.loop(zone, state)
        house.wait(0.3)
        seen.append(getattr(house.sense, f"zone_{zone}").value)
    assert seen == ["OPEN", "SHORTED", "CUT", "WRONG", "CLOSED"]
    house.settle()
    assert house.take_events() == [
        *[("ZONE_OPENED", zone), ("ZONE_SHORTED", zone), ("ZONE_CUT", zone)],
        *[("ZONE_WRONG", zone), ("ZONE_CLOSED", zone)],
    ]


def test_a_loose_contact_wears_no_eeprom_out_and_is_seen_as_it_is(house):
    for _ in range(60):
        for state in ("open", "closed"):
            house.loop(1, state)
            house.wait(0.2)
    house.settle()
    assert 20 <= len(house.take_events()) <= 22
    house.loop(1, "open")
    house.wait(0.3)
    assert house.sense.zone_1 is node.Zone.OPEN
    house.loop(0, "open")
    house.wait(0.3)
    house.settle()
    house.loop(1, "cut")
    house.wait(0.3)
    house.settle()
    assert house.take_events() == [("ZONE_OPENED", 0), ("ZONE_CUT", 1)]


def test_battery_and_lid_are_told_apart(house):
    house.battery(4.2)
    house.wait(4)
    house.battery(0.0)
    house.wait(1)
    assert house.sense.lid_open == 1
    house.battery(5.2)
    house.wait(5)
    assert house.sense.battery_mv == pytest.approx(5200, abs=40)
    kinds = house.kinds()
    assert kinds == ["BATTERY_LOW", "LID_OPENED", "LID_CLOSED", "BATTERY_OK"]


def test_motion_is_believed_a_minute_after_power_on_and_each_sensor_for_itself(house):
    house.motion(4, 1)
    house.wait(1)
    house.motion(4, 0)
    house.wait(1)
    assert (house.sense.warm, house.sense.motions, house.events) == (0, 0, [])
    house.wait(57)
    assert house.sense.warm == 1
    for sensor in (4, 5):
        house.motion(sensor, 1)
        house.wait(0.6)
        assert house.sense.motions == 1 << (sensor - 4)
        house.motion(sensor, 0)
        house.wait(0.6)
    assert house.take_events() == [("MOTION", 4), ("MOTION", 5)]


def test_all_sixteen_keys_are_read(house):
    typed = []
    for key in "1234567890":
        house.press(key)
        house.wait(0.05)
        typed.append(house.state.typed)
        house.press("*")
    assert typed == [1] * 10
    house.press("DC")
    house.press("A")
    house.wait(0.2)
    assert house.state.mode is node.ArmMode.AWAY
    house.order(node.Disarm())
    house.press("B")
    house.wait(0.2)
    assert house.state.mode is node.ArmMode.HOME
    house.press("1234#")
    house.settle()
    assert house.take_events() == [
        *[("KEY_D", 0), ("KEY_C", 0), ("EXIT_STARTED", 2), ("DISARMED", 1)],
        *[("EXIT_STARTED", 2), ("CODE_WRONG", 1)],
    ]
    assert set(KEYS) == set("0123456789ABCD*#")


def test_a_key_that_chatters_is_read_once_and_two_at_once_not_at_all(house):
    for _ in range(3):
        house.hold("5")
        house.wait(0.02)
        house.hold("5", down=False)
        house.wait(0.02)
    house.hold("5")
    house.wait(0.2)
    house.hold("5", down=False)
    house.wait(0.2)
    assert house.state.typed == 1
    house.hold("1", "9")
    house.wait(0.2)
    house.hold("9", down=False)
    house.wait(0.2)
    house.hold("1", down=False)
    house.wait(0.2)
    assert house.state.typed == 1
    house.press("2")
    house.wait(0.1)
    assert house.state.typed == 2


def test_the_ghost_of_three_keys_is_not_read(house):
    house.hold("1", "2", "4")  # 5 then looks closed too
    house.wait(0.3)
    house.hold("1", "2", "4", down=False)
    house.wait(0.3)
    assert house.state.typed == 0
    assert house.events == []


def test_siren_and_strobe_are_silent_from_power_on_through_every_reset(house):
    house.chip.press_reset()
    house.wait(0.5)
    house.chip.cut_power()
    house.wait(0.1)
    house.chip.restore_power()
    house.wait(0.5)
    for pin in (SIREN, STROBE):
        assert {edge.drive for edge in house.chip.edges(pin)} <= {Drive.LOW, Drive.INPUT}
    assert house.chip.level(SIREN) == house.chip.level(STROBE) == 0


def test_the_status_led_shows_what_is_going_on(house):
    rates = []
    for wait_s in (8.0, 4.0):
        since_s = house.chip.now_s
        house.wait(wait_s)
        rises = [e for e in house.chip.edges(STATUS, since_s=since_s) if e.drive is Drive.HIGH]
        rates.append(len(rises) / wait_s)
        house.press("A")
    assert rates == pytest.approx([0.25, 1.0], abs=0.26)


def test_the_age_of_an_event_goes_on_over_a_reset_and_is_unknown_after_a_power_cut(house):
    house.unplug()
    house.loop(1, "open")
    house.wait(20)
    house.plug()
    house.wait(0.4)
    assert house.ages[:1] == pytest.approx([22], abs=2)
    house.settle()
    house.unplug()
    house.loop(1, "closed")
    house.wait(2)
    house.ages.clear()
    house.chip.cut_power()
    house.wait(1)
    house.chip.restore_power()
    house.wait(0.3)
    house.greet()
    house.settle()
    assert house.ages[0] == -1
    assert house.ages[-1] == 0


def test_the_sketch_fits_four_fifths_of_the_chip_without_a_warning():
    for board in ("uno", "nano"):
        made = build(FIRMWARE / "security_node", board=board)
        assert made.warnings == ()
        assert made.flash_bytes <= 25_804  # 80 %: it also sounds for its host
        assert made.ram_bytes <= 1_536


def test_what_it_says_is_what_the_table_says(house):
    reader = LineReader(node.FROM_BOARD)
    found = [
        one for line in house.chip.lines for one in reader.feed(f"{line.text}\n".encode("latin-1"))
    ]
    assert all(hasattr(one, "message") for one in found)
    assert link.Boot in {type(one.message) for one in found}


def test_a_house_of_its_own_starts_disarmed_and_says_that_it_is_new():
    with House() as house:
        house.plug()
        house.settle()
        assert house.take_events() == [("FIRST_START", 0), ("RESTARTED", 1), ("LINK_BACK", 0)]
        assert house.state.state is node.AlarmState.DISARMED
