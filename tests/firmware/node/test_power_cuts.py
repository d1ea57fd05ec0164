"""Power cuts while the compiled node writes its EEPROM, byte by byte, on several chips at once."""

import random

from house import AWAY, House, settings

from hardware_mocks.arduino.engine import CLOCK_HZ, START_UP_CYCLES
from makerkit.arduino.messages import node

CHIPS, CUTS = 4, 50  # 200 cuts in all
TURN = CLOCK_HZ // 50


def together(houses, seconds):
    """Let time pass for all houses at once."""
    for _ in range(round(seconds * CLOCK_HZ / TURN)):
        for house in houses:
            house.chip.start(TURN)
        for house in houses:
            house.chip.finish()
            house.host_turn()


def cut(house, after_s):
    """Take the power away at an exact instant, and give it back."""
    engine = house.chip.engine
    house.chip.start(round(after_s * CLOCK_HZ))
    house.chip.finish()
    house.chip.cut_power()
    memory = house.chip.eeprom()
    house.chip.restore_power()
    assert START_UP_CYCLES < CLOCK_HZ
    assert engine.cycle
    return memory


def events_in(memory):
    """Return the whole events of an EEPROM, by id: (kind, detail), and whether acknowledged."""
    found = {}
    for slot in range(64):
        record = memory[294 + 11 * slot : 294 + 11 * slot + 11]
        if crc16(record[:8]) == int.from_bytes(record[8:10], "little"):
            number = int.from_bytes(record[:2], "little")
            found[number] = (record[2], record[3], record[10] == number // 64 % 256)
    return found


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
    spoilt = 0
    try:
        together(houses, 0.4)
        told = [set() for _ in houses]
        for turn in range(CUTS):
            for house in houses:
                state = ("open", "closed", "cut", "closed")[turn % 4]
                house.loop(chance.randrange(4), state)
            together(houses, 0.12)  # it has been believed; from here on it is written
            for number, house in enumerate(houses):
                before = house.state.state
                memory = cut(house, chance.uniform(0.0, 0.2))
                after = house.chip.eeprom()
                told[number] |= set(events_in(memory))
                kept = events_in(after)
                spoilt += len([1 for one in range(max(kept) - 30, max(kept)) if one not in kept])
                assert before is not node.AlarmState.DISARMED
            together(houses, 0.3)
            for house in houses:
                assert house.state.state is not node.AlarmState.DISARMED, f"cut {turn}"
                assert house.state.mode is node.ArmMode.AWAY
        for number, house in enumerate(houses):
            kept = events_in(house.chip.eeprom())
            newest = max(kept)
            assert {one for one in told[number] if one > newest - 64} <= set(kept)
        assert spoilt == 0
    finally:
        for house in houses:
            house.close()


def test_events_that_were_whole_at_a_cut_are_told_once_each_and_in_order(memories):
    chance = random.Random(5)
    house = House(eeprom=memories["disarmed"])
    with house:
        house.wait(0.3)
        for turn in range(10):
            house.loop(turn % 4, "open" if turn < 4 else "closed")
            house.wait(0.12)
            cut(house, chance.uniform(0.0, 0.15))
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
