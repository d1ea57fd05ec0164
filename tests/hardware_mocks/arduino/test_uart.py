"""Bytes between two speeds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.arduino.uart import Receiver, Timed, byte_ns, garble

ANY_BYTES = st.binary(max_size=40)
BAUDS = st.sampled_from([300, 9600, 19200, 57600, 115200])


@settings(deadline=None)
@given(ANY_BYTES, BAUDS)
def test_at_its_own_speed_everything_is_understood(data, baud):
    assert garble(data, sent_baud=baud, heard_baud=baud) == data


@settings(deadline=None)
@given(ANY_BYTES)
def test_the_chips_rounded_speed_is_understood(data):
    """16 MHz / 8 / 17 is 117647, which every Uno calls 115200."""
    assert garble(data, sent_baud=117647, heard_baud=115200) == data


def test_slow_bytes_at_a_fast_ear_become_many_that_look_like_noise():
    """Each bit of 9600 lasts twelve of 115200: a low bit is a start bit and eight zeros."""
    assert garble(b"U", sent_baud=9600, heard_baud=115200) == bytes([0, 0, 0, 0, 0])
    assert garble(b"\xff", sent_baud=9600, heard_baud=115200) == b"\x00"
    assert garble(b"\x00", sent_baud=9600, heard_baud=115200) == b"\x00"


def test_at_half_speed_pairs_of_bits_are_one():
    """0x0F at 9600: low for one bit, high for four, low for four; heard at 19200."""
    assert garble(b"\x0f", sent_baud=9600, heard_baud=19200) == bytes([0xFE, 0x80])


def test_fast_bytes_at_a_slow_ear_melt_together():
    assert len(garble(b"READY" * 6, sent_baud=115200, heard_baud=9600)) <= 3


@settings(deadline=None)
@given(ANY_BYTES, BAUDS, BAUDS, st.lists(st.integers(1, 40), max_size=8))
def test_it_does_not_matter_how_often_one_asks(data, sent, heard, steps):
    each_ns = byte_ns(sent)
    whole, pieces = Receiver(heard), Receiver(heard)
    end_ns = len(data) * each_ns + 30 * byte_ns(heard) + each_ns
    asked = []
    for number, byte in enumerate(data, start=1):
        whole.hear(Timed(number * each_ns, byte), sent)
        pieces.hear(Timed(number * each_ns, byte), sent)
        if number in steps:
            asked += pieces.heard(number * each_ns)
    asked += pieces.heard(end_ns)

    assert asked == whole.heard(end_ns)


def test_a_byte_is_told_only_when_it_is_through():
    ear = Receiver(9600)
    ear.hear(Timed(byte_ns(115200), 0x00), 115200)  # low for 78 us: no start bit lasts less
    early = ear.heard(500_000)
    late = ear.heard(2_000_000)

    assert (early, [byte for _, byte in late]) == ([], [0xFF])


def test_a_spike_is_no_start_bit():
    ear = Receiver(300)
    ear.hear(Timed(byte_ns(115200), 0x00), 115200)

    assert ear.heard(100_000_000) == []


@pytest.mark.parametrize(("sent", "heard"), [(9600, 115200), (115200, 9600)])
def test_it_understands_again_when_the_speed_is_right(sent, heard):
    ear = Receiver(heard)
    ear.hear(Timed(byte_ns(sent), 0x55), sent)
    ear.heard(byte_ns(9600) * 3)
    ear.baud = sent
    ear.hear(Timed(100_000_000, 0x41), sent)

    assert ear.heard(110_000_000) == [Timed(100_000_000, 0x41)]
