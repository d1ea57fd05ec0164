"""MakerLink on the chip itself: its smallest sketch, compiled and simulated."""

import lines_to_judge
import pytest

from hardware_mocks.arduino.chip import Chip
from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino.codec import encode
from makerkit.arduino.messages import link

PONG = "firmware/libraries/MakerLink/examples/Pong"


@pytest.fixture
def chip():
    require_toolchain()
    with Chip(PONG) as board:
        board.wait_for(link.Boot, within_s=0.5)
        yield board


def test_the_board_says_who_it_is_at_its_start_and_to_each_hello(chip):
    chip.send(link.Hello(protocol=1, schema=0))
    chip.wait(0.05)
    boots = chip.said(link.Boot)
    assert [(boot.protocol, boot.schema) for boot in boots] == [
        (link.PROTOCOL_VERSION, link.SCHEMA_HASH)
    ] * 2
    assert boots[0].uptime_ms < boots[1].uptime_ms


def test_the_chips_own_checksum_agrees_with_the_hosts_both_ways(chip):
    tokens = [0, 1, 9, 10, 255, 256, 12345, 65535]
    for token in tokens:
        chip.send(link.Ping(token=token))
        chip.wait(0.02)
    assert [pong.token for pong in chip.said(link.Pong)] == tokens
    assert chip.bad == []


def test_each_line_of_the_board_has_the_next_number(chip):
    for _ in range(300):
        chip.send(link.Ping(token=1))
        chip.wait(0.01)
    seqs = [heard.seq for heard in chip.heard]
    assert seqs == [number % 256 for number in range(len(seqs))]
    assert len(seqs) > 300


def test_damaged_lines_are_counted_as_the_host_would_and_answered_by_nothing(chip):
    lines = [line for line in lines_to_judge.lines() if line.side == "link.FROM_HOST"]
    damaged = [
        line for line in lines if line.verdict in {"CHECKSUM", "FORM", "RANGE", "FIELD_COUNT"}
    ]
    for line in damaged[:400]:
        chip.send(line.data)
        chip.wait(0.01)
    chip.wait(1.1)
    assert chip.said(link.Pong) == []
    assert len(chip.said(link.Boot)) == 1
    assert chip.said(link.Count)[-1].bad_lines == len(damaged[:400])
    assert chip.said(link.Count)[-1].good_lines == 0


def test_a_flood_is_answered_as_far_as_there_is_room_and_never_blocks(chip):
    chip.send(b"".join(encode(link.Ping(token=number), number) for number in range(200)))
    chip.wait(1.5)
    count = chip.said(link.Count)[-1]
    tokens = [pong.token for pong in chip.said(link.Pong)]
    assert count.good_lines == 200
    assert count.unsent_lines == 200 - len(tokens)
    assert tokens == sorted(tokens)
    assert 100 < len(tokens) < 200  # an answer is longer than its question
    assert chip.bad == []
