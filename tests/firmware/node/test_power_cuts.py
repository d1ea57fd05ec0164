"""Power cuts while the compiled node writes its EEPROM, byte by byte, on several chips at once."""

import random

from house import AWAY, House, settings

from hardware_mocks.arduino.engine import CLOCK_HZ
from makerkit.arduino.messages import node

CHIPS, TURNS = 4, 76
EECR, EEPE = 0x3F, 0b10  # the EEPROM's control register; set while a byte is being written
TURN = CLOCK_HZ // 50


def together(houses, seconds):
    """Let time pass for all houses at once."""
    for _ in range(round(seconds * CLOCK_HZ / TURN)):
        for house in houses:
            house.chip.start(TURN)
        for house in houses:
            house.chip.finish()
            house.host_turn()


def is_writing(house):
    return bool(house.chip.engine.peek(EECR)[0] & EEPE)


def cut_in_write(house, chance):
    """Take the power away in one of the next writes; return the EEPROM before and after."""
    wanted_ms = chance.uniform(0.5, 28)
    for _ in range(150):  # steps of about a millisecond; a byte takes 3.4
        house.chip.start(round(chance.uniform(0.0005, 0.0015) * CLOCK_HZ))
        house.chip.finish()
        wanted_ms -= is_writing(house)
        if wanted_ms < 0 and is_writing(house):
            break
    before = house.chip.eeprom()
    house.chip.cut_power()
    after = house.chip.eeprom()
    house.chip.restore_power()
    return before, after


def events_in(memory):
    """Return the whole events of an EEPROM, by id: (kind, detail), and whether acknowledged."""
    found = {}
    for slot in range(64):
        record = memory[294 + 11 * slot : 294 + 11 * slot + 11]
        if crc16(record[:8]) == int.from_bytes(record[8:10], "little"):
            number = int.from_bytes(record[:2], "little")
            found[number] = (record[2], record[3], record[10] == number // 64 % 256)
    return found


def waiting(memory):
    """Return the ids of the whole events that are not acknowledged."""
    return {number for number, (_, _, is_done) in events_in(memory).items() if not is_done}


def crc16(data):
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ (0x1021 if crc & 0x8000 else 0)) & 0xFFFF
    return crc


def test_200_power_cuts_while_it_writes_never_lose_the_armed_state_nor_a_whole_event(memories):
    chance = random.Random(4)
    houses = [House(eeprom=memories["armed"]) for _ in range(CHIPS)]
    spoilt_bytes = 0
    try:
        together(houses, 0.4)
        for turn in range(TURNS):
            state = ("open", "closed", "cut", "closed")[turn % 4]
            for house in houses:
                house.loop(turn // 2 % 4, state)
            together(houses, 0.1)  # now it is believed, and written
            for house in houses:
                before, after = cut_in_write(house, chance)
                spoilt_bytes += before != after
                torn = {max(events_in(before))}
                assert waiting(before) - waiting(after) <= torn
            together(houses, 0.2)
            for house in houses:
                house.greet()
            together(houses, 0.3)
            for house in houses:
                assert house.state.state is not node.AlarmState.DISARMED, f"cut {turn}"
                assert house.state.mode is node.ArmMode.AWAY
    finally:
        for house in houses:
            house.close()
    assert spoilt_bytes >= 200  # the power went while a byte was being written


def test_events_that_were_whole_at_a_cut_are_told_once_each_and_in_order(memories):
    chance = random.Random(5)
    house = House(eeprom=memories["disarmed"])
    with house:
        house.wait(0.3)
        for turn in range(10):
            house.loop(turn % 4, "open" if turn < 4 else "closed")
            house.wait(0.12)
            cut_in_write(house, chance)
            house.wait(0.2)
        whole = events_in(house.chip.eeprom())
        waiting = [
            (number, kind, detail)
            for number, (kind, detail, is_acknowledged) in sorted(whole.items())
            if not is_acknowledged
        ]
        house.greet()
        house.settle()
        kinds = list(node.EventKind)
        expected = [(kinds[kind - 1].value, detail) for _, kind, detail in waiting]
        assert house.take_events()[: len(expected)] == expected
        assert house.repeats == 0
        opened = [detail for kind, detail in expected if kind == "ZONE_OPENED"]
        assert opened == [0, 1, 2, 3]


def test_arming_that_was_answered_survives_a_cut_at_that_very_instant(memories):
    house = House(eeprom=memories["disarmed"], quantum_s=0.002)
    with house:
        house.wait(0.3)
        house.greet()
        house.wait(0.3)
        house.order(settings())
        house.order(AWAY)  # waits 20 ms at a time for the answer
        house.chip.cut_power()
        house.chip.restore_power()
        house.wait(0.5)
        assert house.state.state is node.AlarmState.ARMED
