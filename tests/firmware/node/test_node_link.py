"""What the compiled node makes of what comes over its cable, good and bad."""

import random
from itertools import pairwise

import pytest
from house import AWAY, House, settings

from hardware_mocks.arduino.engine import CLOCK_HZ
from makerkit.arduino.codec import LineReader, encode
from makerkit.arduino.messages import link, node

CHIPS = 4
LINES = 100_000
BYTES_S = 11_520


def damaged_lines(count, seed):
    """Return lines that look like orders, each damaged so that no reader may take it."""
    chance = random.Random(seed)
    orders = [node.Disarm(), AWAY, link.Ack(event_id=9), node.Get(), link.Ping(token=7)]
    reader = LineReader(node.FROM_HOST)
    lines = []
    while len(lines) < count:
        line = bytearray(encode(chance.choice(orders), chance.randrange(256)))
        for _ in range(chance.randint(1, 3)):
            damage(line, chance)
        found = reader.feed(bytes(line))
        if all(not hasattr(one, "message") for one in found):
            lines.append(bytes(line))
        else:
            reader.restart()
    return lines


def damage(line, chance):
    place = chance.randrange(max(1, len(line) - 1))
    kind = chance.randrange(4)
    if kind == 0:
        line[place] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del line[place]
    elif kind == 2:
        line[place : place + 2] = line[place : place + 2][::-1]
    else:
        line.insert(place, chance.randrange(256))


def test_100_000_damaged_lines_change_nothing_and_reset_nothing(memories):
    houses = [House(eeprom=memories["armed"]) for _ in range(CHIPS)]
    floods = [b"".join(damaged_lines(LINES // CHIPS, seed)) for seed in range(CHIPS)]
    try:
        for house in houses:
            house.wait(0.5)
        before = [house.state for house in houses]
        seconds = max(map(len, floods)) / BYTES_S
        for house, flood in zip(houses, floods, strict=True):
            house.chip.send(flood)
        for _ in range(round(seconds / 0.2) + 6):
            for house in houses:
                house.chip.start(CLOCK_HZ // 5)
            for house in houses:
                house.chip.finish()
        for house, flood, was in zip(houses, floods, before, strict=True):
            house.wait(1.1)
            reader = LineReader(node.FROM_HOST)
            assert not [one for one in reader.feed(flood) if hasattr(one, "message")]
            counts = house.chip.said(link.Count)[-1]
            assert counts.good_lines == 0
            assert counts.bad_lines > LINES // CHIPS * 0.9
            assert house.state == was
            assert house.reset_causes() == []
            assert house.chip.bad == []
            assert house.siren_spans() == []
    finally:
        for house in houses:
            house.close()


@pytest.mark.parametrize(
    ("hello", "refusal"),
    [
        (None, link.Refusal.NO_HELLO),
        (link.Hello(protocol=9, schema=node.SCHEMA_HASH), link.Refusal.WRONG_SCHEMA),
        (link.Hello(protocol=1, schema=node.SCHEMA_HASH ^ 1), link.Refusal.WRONG_SCHEMA),
    ],
)
def test_without_a_hello_that_fits_no_order_is_carried_out(armed, hello, refusal):
    if hello:
        armed.chip.send(hello)
    for order in (node.Disarm(), settings(exit_s=9), node.Get()):
        answer = armed.order(order)
        assert isinstance(answer, link.Nak)
        assert answer.refusal is refusal
        armed.wait(0.3)  # at most five a second are refused
    armed.chip.send(link.Ack(event_id=1))
    armed.wait(1)
    assert armed.state.state is node.AlarmState.ARMED
    assert armed.chip.said(node.Event) == []


def test_hello_is_answered_by_boot_and_the_state(armed):
    seen = len(armed.chip.heard)
    armed.greet()
    armed.wait(0.2)
    kinds = [type(one.message) for one in armed.chip.heard[seen:]]
    assert kinds[0] is link.Boot
    assert set(kinds[1:]) >= {node.State, node.Sense, node.Event}
    boot = armed.chip.said(link.Boot)[-1]
    assert (boot.sketch, boot.schema) == (link.Sketch.NODE, node.SCHEMA_HASH)
    assert (boot.cause, boot.watchdog_resets) == (link.ResetCause.POWER, 1)


def test_settings_are_read_back_and_survive_a_power_cut(house):
    wanted = settings(exit_s=7, entry_s=11, siren_s=300, retriggers=1, entry_route=0b1000)
    assert isinstance(house.order(wanted), link.Done)
    house.chip.cut_power()
    house.chip.restore_power()
    house.wait(0.3)
    house.greet()
    house.wait(0.3)
    config = house.order(node.Get())
    assert config == node.Config(
        exit_s=7,
        entry_s=11,
        siren_s=300,
        retriggers=1,
        entry_route=0b1000,
        left_out_at_home=0b0110000,
        battery_low_mv=4400,
        tamper_sounds=0,
        has_code=0,
        has_duress=0,
    )


def test_orders_that_cannot_be_are_refused(house):
    short = node.Code(which=node.WhichCode.MAIN, digits=3, number=123, salt=1)
    longer = node.Code(which=node.WhichCode.MAIN, digits=4, number=12345, salt=1)
    off = node.Arm(mode=node.ArmMode.OFF, bypass=0)
    answers = []
    for order in (short, longer, off):
        answers.append(house.order(order))
        house.wait(0.3)
    assert [answer.refusal for answer in answers] == [link.Refusal.NOT_NOW] * 3
    house.order(AWAY)
    house.wait(0.3)
    assert house.order(AWAY).refusal is link.Refusal.NOT_NOW


def test_an_order_waits_for_the_one_before_to_be_stored_but_disarming_never_does(house):
    house.order(AWAY)
    seen = len(house.chip.heard)
    for order in (settings(exit_s=5), settings(exit_s=6), node.Disarm()):
        house.chip.send(order)
    house.wait(1.2)
    answers = [one.message for one in house.chip.heard[seen:]]
    answers = [one for one in answers if isinstance(one, (link.Done, link.Nak))]
    assert [type(one) for one in answers] == [link.Nak, link.Done]
    assert answers[0].refusal is link.Refusal.BUSY
    assert answers[1].order_seq == (answers[0].order_seq + 1) % 256, "the DISARM"
    assert house.state.state is node.AlarmState.DISARMED
    assert house.order(node.Get()).exit_s == 5


def test_an_event_is_repeated_every_half_second_until_it_is_acknowledged(house):
    house.unplug()
    house.loop(1, "open")
    since_s = house.chip.now_s
    house.wait(2.4)
    heard = [one for one in house.chip.heard if one.at_s > since_s]
    events = [one for one in heard if isinstance(one.message, node.Event)]
    assert {(one.message.kind, one.message.detail) for one in events} == {("ZONE_OPENED", 1)}
    gaps = [b.at_s - a.at_s for a, b in pairwise(events)]
    assert gaps == pytest.approx([0.5] * 4, abs=0.02)
    house.chip.send(link.Ack(event_id=events[0].message.event_id))
    house.wait(0.1)
    since_s = house.chip.now_s
    house.wait(1.5)
    assert house.chip.said(node.Event, since_s=since_s) == []


def test_a_question_mark_typed_by_hand_shows_the_state_and_nothing_typed_arms_or_disarms(armed):
    for text in (b"ARM\n", b"DISARM\n", b"$DISARM,1\n", b"DISARM,1*0000\n", b"?disarm\n"):
        armed.chip.send(text)
    armed.wait(1)
    assert armed.state.state is node.AlarmState.ARMED
    assert armed.chip.said(node.Config) != []


def test_the_telemetry_keeps_its_rates_and_every_line_is_whole(house):
    since_s = house.chip.now_s
    house.wait(10)
    counts = {
        kind: len(house.chip.said(kind, since_s=since_s))
        for kind in (node.State, node.Sense, link.Count)
    }
    assert counts == {
        node.State: pytest.approx(10, abs=1),
        node.Sense: pytest.approx(20, abs=1),
        link.Count: pytest.approx(10, abs=1),
    }
    assert house.chip.bad == []
    assert max(len(line.text) for line in house.chip.lines) <= 62
