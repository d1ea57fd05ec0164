"""Thousands of damaged lines, back to back, to each sketch: none is obeyed, all are counted."""

import lines_to_judge
import pytest

from hardware_mocks.arduino.chip import Chip
from hardware_mocks.arduino.events import Overrun, WasReset
from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino.codec import Decoded, LineReader, encode
from makerkit.arduino.messages import car, link, node

SKETCHES = {"car_controller": car, "security_node": node}
LINES = 5_000
PIECE_S = 0.2
BYTES_PER_S = 11_000  # nearly what the line can carry


def damaged_lines(module, name):
    """Return damaged lines in which nothing is to be understood, as many as wanted."""
    lines = []
    for seed in range(100):
        for line in lines_to_judge.lines(seed):
            found = LineReader(module.FROM_HOST).feed(line.data)
            if line.side == f"{name}.FROM_HOST" and not any(isinstance(x, Decoded) for x in found):
                lines.append(line.data)
        if len(lines) >= LINES:
            return lines[:LINES]
    raise AssertionError("too few")


@pytest.mark.parametrize("sketch", SKETCHES)
def test_damaged_lines_change_nothing_reset_nothing_and_are_all_counted(sketch):
    require_toolchain()
    module = SKETCHES[sketch]
    lines = damaged_lines(module, "car" if module is car else "node")
    with Chip(f"firmware/{sketch}", known=module.FROM_BOARD) as chip:
        chip.wait_for(link.Boot, within_s=3.0)
        chip.send(link.Hello(protocol=module.PROTOCOL_VERSION, schema=module.SCHEMA_HASH))
        settle(chip)
        eeprom, states = chip.eeprom(), states_said(chip)
        pongs = len(chip.said(link.Pong))
        sent, pings = send_all(chip, lines)
        chip.wait(1.5)
        assert [event for event in chip.events if isinstance(event, (Overrun, WasReset))] == []
        assert chip.said(link.Done) + chip.said(link.Nak) == []
        assert chip.eeprom() == eeprom
        assert states_said(chip) == states
        assert len(chip.said(link.Pong)) == pongs + pings
        reader = LineReader(module.FROM_HOST)
        reader.feed(sent)
        assert chip.said(link.Count)[-1].bad_lines == reader.statistics.bad.total()


def states_said(chip):
    """Return in which states the board has said it is, leaving times out."""
    modes = {state.mode for state in chip.said(car.State)}
    return modes | {state.state for state in chip.said(node.State)}


def settle(chip):
    """Let the events of the start be told, and acknowledge them."""
    for _ in range(40):
        chip.send(link.Ping(token=0))
        chip.wait(0.2)
        for event in chip.said(type_of_event(chip), since_s=chip.now_s - 0.2):
            chip.send(link.Ack(event_id=event.event_id))


def type_of_event(chip):
    return car.Event if chip.said(car.State) else node.Event


def send_all(chip, lines):
    """Send the lines as quickly as the line carries them, with PINGs between.

    Returns:
        what was sent, and how many PINGs.
    """
    sent, piece, pings = b"", b"", 0
    for line in [*lines, b""]:
        piece += line
        if len(piece) > PIECE_S * BYTES_PER_S or not line:
            piece += b"\n" + encode(link.Ping(token=0), 0)
            chip.send(piece)
            chip.wait(len(piece) / BYTES_PER_S)
            sent, piece, pings = sent + piece, b"", pings + 1
    return sent, pings
