"""A line that is damaged changes nothing: not the wheels, not the state, not one event."""

import random
from itertools import zip_longest

from car_bench import Car, side_by_side
from noisy_drive import QUANTUM_S, NoisyDrive

from hardware_mocks.arduino.events import Overrun
from makerkit.arduino.codec import encode
from makerkit.arduino.messages import car, link

LINES = 100_000
BOARDS = 2
BATCH_S = 0.5
BYTES_PER_S = 11_520
COMMANDS = (
    car.Drv(left_mm_s=300, right_mm_s=-300),
    car.Arm(),
    car.Disarm(),
    car.Pan(pulse_us=900),
    car.Set(setting=car.Setting.SONAR, number=0),
    link.Hello(protocol=car.PROTOCOL_VERSION, schema=car.SCHEMA_HASH ^ 0x55),
    link.Ack(event_id=0),
)


def damaged(line, chance):
    """Return a line with one to four bytes changed, lost, doubled or swapped; its end stays."""
    body = bytearray(line[:-1])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(1, len(body))
        kind = chance.randrange(4)
        if kind == 0:
            body[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del body[at]
        elif kind == 2:
            body.insert(at, body[at])
        else:
            body[at - 1 : at + 1] = body[at - 1 : at + 1][::-1]
    return bytes(body).replace(b"\n", b"\x0b") + b"\n"


def damaged_lines(count, seed):
    """Return lines of which none is good by chance, nor typed text that means something."""
    chance, lines = random.Random(seed), []
    good = {encode(command, seq)[:-1] for command in COMMANDS for seq in range(256)}
    while len(lines) < count:
        line = damaged(encode(chance.choice(COMMANDS), chance.randrange(256)), chance)
        parts = {b"$" + part for part in line[:-1].split(b"$")}
        if not parts & good and line.strip() not in {b"?", b"stop"}:
            lines.append(line)
    return lines


def batches(lines):
    """Pour lines into pieces as long as the wire takes for a batch."""
    batch = bytearray()
    for line in lines:
        batch += line
        if len(batch) > BYTES_PER_S * BATCH_S * 0.99:
            yield bytes(batch)
            batch.clear()
    yield bytes(batch)


def test_100_000_damaged_lines_change_nothing_and_reset_nothing(at_the_end):
    boards = [at_the_end.enter_context(Car()) for _ in range(BOARDS)]
    for board in boards:
        board.hello()
        board.keep_commanding(0, 0, 0.2)
    before = [board.state for board in boards]
    pieces = [batches(damaged_lines(LINES // BOARDS, f"damage {k}")) for k in range(BOARDS)]
    since_s = boards[0].now_s
    for piece in zip_longest(*pieces, fillvalue=b""):
        for board, data in zip(boards, piece, strict=True):
            board.send(data)
        side_by_side(boards, BATCH_S, lambda number, board: None)
    for board, state in zip(boards, before, strict=True):
        board.wait(1.5)
        assert board.said(car.State, since_s=since_s) == [state] * len(
            board.said(car.State, since_s=since_s)
        )
        assert board.is_safe
        assert board.resets() == []
        assert [event for event in board.events if isinstance(event, Overrun)] == []
        assert board.said(link.Done, since_s=since_s) == []
        assert board.said(car.Value, since_s=since_s) == []
        assert board.events_since(since_s) == []
        count = board.said(link.Count)[-1]
        assert count.bad_lines >= 40_000  # lines that lost their $ join none, cut ones count once
        board.hello()
        board.arm()


DRIVES = 2
MINUTES_EACH = 30


def test_an_hour_with_1_percent_of_bytes_damaged_loses_no_event_and_moves_no_wheel_wrongly(
    at_the_end,
):
    drives = [NoisyDrive(share=0.01, seed=f"hour {k}") for k in range(DRIVES)]
    for drive in drives:
        at_the_end.enter_context(drive.board)
    for _ in range(round(MINUTES_EACH * 60 / QUANTUM_S)):
        for drive in drives:
            drive.start()
        for drive in drives:
            drive.finish()
    for drive in drives:
        assert drive.unexplained == []
        assert drive.driven_s > 0.4 * MINUTES_EACH * 60
        assert drive.damaged_lines > 0.1 * drive.sent_lines
        assert [boot.cause for boot in drive.boots if boot.uptime_ms < 20] == [
            link.ResetCause.POWER
        ]
        assert sorted(drive.events) == list(range(len(drive.events)))
        assert drive.events == drive.said_events
        stops = [
            event.stop for event in drive.events.values() if event.kind is car.EventKind.STOPPED
        ]
        assert stops == drive.expected_stops[: len(stops)]
        assert len(drive.expected_stops) - len(stops) <= 1  # the last may just be happening
        assert len(stops) > 100
