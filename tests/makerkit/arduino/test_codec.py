"""Lines of the link to messages and back, whatever comes."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from messages_to_try import CLASSES, KNOWN_SETS, any_message, any_seq, messages_of

from makerkit.arduino.codec import (
    Bad,
    BadLine,
    Decoded,
    LineReader,
    MessageError,
    checksum,
    decode,
    encode,
)
from makerkit.arduino.message import Number
from makerkit.arduino.messages import link


def signed(body):
    """Return a line with the right checksum over whatever stands between $ and *."""
    return b"$%s*%04X" % (body, checksum(body))


def read(data, known=link.FROM_BOARD):
    return LineReader(known).feed(data)


def reasons(data, known=link.FROM_BOARD):
    return [found.reason if isinstance(found, BadLine) else found for found in read(data, known)]


def test_the_checksum_is_the_published_one():
    assert checksum(b"123456789") == 0x29B1


def test_a_message_is_its_line():
    assert encode(link.Pong(token=7, uptime_ms=100), seq=3) == signed(b"PONG,7,100,3") + b"\n"
    assert encode(link.Nak(order_seq=0, refusal=link.Refusal.NO_HELLO), seq=255) == (
        signed(b"NAK,0,NO_HELLO,255") + b"\n"
    )


@given(any_message, any_seq)
def test_what_is_encoded_is_decoded_to_the_same(message, seq):
    line = encode(message, seq)
    assert len(line) <= 63
    for known in KNOWN_SETS:
        if known.get(message.NAME) is type(message):
            assert LineReader(known).feed(line) == [Decoded(message, seq)]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.NAME)
def test_every_message_can_be_said_to_somebody(kind):
    assert any(known.get(kind.NAME) is kind for known in KNOWN_SETS)


def test_a_message_is_only_understood_from_its_own_side():
    ping = encode(link.Ping(token=1), seq=0)
    assert read(ping, link.FROM_HOST) == [Decoded(link.Ping(token=1), seq=0)]
    assert reasons(ping, link.FROM_BOARD) == [Bad.UNKNOWN_NAME]


pieces = st.lists(
    st.one_of(
        st.builds(encode, messages_of(list(link.FROM_BOARD.values())), any_seq),
        st.binary(max_size=80),
        st.text("$*,0123456789-ABCDEFPONG\r\n", max_size=90).map(str.encode),
        st.sampled_from(
            [b"$", b"\n", b"\r", b"\r\n", b"*", b"\0", b"x" * 62, b"x" * 63, b"x" * 64]
        ),
    ),
    max_size=8,
).map(b"".join)


@given(pieces, st.data())
def test_any_bytes_in_any_pieces_give_the_same_as_in_one(data, draw):
    cuts = draw.draw(st.lists(st.integers(0, len(data)), max_size=10).map(sorted))
    reader = LineReader(link.FROM_BOARD)
    found = []
    for begin, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
        found += reader.feed(data[begin:end])
    in_one = LineReader(link.FROM_BOARD)
    assert found == in_one.feed(data)
    assert reader.statistics == in_one.statistics
    assert len(found) == reader.statistics.good + reader.statistics.bad.total()
    byte_wise = LineReader(link.FROM_BOARD)
    one_by_one = [byte_wise.feed(data[place : place + 1]) for place in range(len(data))]
    assert [result for results in one_by_one for result in results] == found


@given(pieces)
def test_after_anything_the_next_whole_line_is_understood(noise):
    pong = link.Pong(token=1, uptime_ms=2)
    reader = LineReader(link.FROM_BOARD)
    reader.feed(noise)
    assert reader.feed(encode(pong, 9))[-1] == Decoded(pong, 9)


@given(st.binary(max_size=70))
def test_a_single_line_of_anything_is_decoded_or_bad(line):
    assert isinstance(decode(line, link.FROM_BOARD), Decoded | BadLine)


GOOD = signed(b"PONG,7,100,3")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"hello\n", Bad.NO_START),
        (b"hello$", Bad.NO_START),
        (b"$PONG,7$", Bad.CUT),
        (b"$" + b"x" * 63, Bad.TOO_LONG),
        (b"$" + b"x" * 62 + b"\n", Bad.TOO_LONG),
        (b"x" * 64, Bad.TOO_LONG),
        (b"$\n", Bad.NO_CHECKSUM),
        (b"$PONG,7,100,3\n", Bad.NO_CHECKSUM),
        (b"$PONG,7,100,3*\n", Bad.NO_CHECKSUM),
        (b"$*FFF\n", Bad.NO_CHECKSUM),
        (b"*FFFF\n", Bad.NO_START),
        (GOOD.lower() + b"\n", Bad.NO_CHECKSUM),
        (GOOD[:-4] + b"ffff\n", Bad.NO_CHECKSUM),
        (GOOD[:-4] + b"FFFG\n", Bad.NO_CHECKSUM),
        (GOOD.replace(b"*", b"#") + b"\n", Bad.NO_CHECKSUM),
        (GOOD + b" \n", Bad.NO_CHECKSUM),
        (GOOD + b"\r\r\n", Bad.NO_CHECKSUM),
        (GOOD.replace(b"7", b"8") + b"\n", Bad.CHECKSUM),
        (b"$*FFFF\n", Bad.UNKNOWN_NAME),
        (signed(b"pong,7,100,3") + b"\n", Bad.UNKNOWN_NAME),
        (signed(b"PON,7,100,3") + b"\n", Bad.UNKNOWN_NAME),
        (signed(b"PONGG,7,100,3") + b"\n", Bad.UNKNOWN_NAME),
        (signed(b"PONG\0,7,100,3") + b"\n", Bad.UNKNOWN_NAME),
        (signed(b",PONG,7,100,3") + b"\n", Bad.UNKNOWN_NAME),
        (signed(b"PONG") + b"\n", Bad.FIELD_COUNT),
        (signed(b"PONG,7,100") + b"\n", Bad.FIELD_COUNT),
        (signed(b"PONG,7,100,3,") + b"\n", Bad.FIELD_COUNT),
        (signed(b"PONG,,100,3") + b"\n", Bad.FORM),
        (signed(b"PONG,7,100,") + b"\n", Bad.FORM),
        (signed(b"PONG,+7,100,3") + b"\n", Bad.FORM),
        (signed(b"PONG,07,100,3") + b"\n", Bad.FORM),
        (signed(b"PONG,-0,100,3") + b"\n", Bad.FORM),
        (signed(b"PONG,-,100,3") + b"\n", Bad.FORM),
        (signed(b"PONG, 7,100,3") + b"\n", Bad.FORM),
        (signed(b"PONG,7 ,100,3") + b"\n", Bad.FORM),
        (signed(b"PONG,7.0,100,3") + b"\n", Bad.FORM),
        (signed(b"PONG,1_0,100,3") + b"\n", Bad.FORM),
        (signed(b"PONG,0x7,100,3") + b"\n", Bad.FORM),
        (signed(b"PONG,99999999999999999999x,100,3") + b"\n", Bad.FORM),
        (signed("PONG,\N{ARABIC-INDIC DIGIT SEVEN},100,3".encode()) + b"\n", Bad.FORM),
        (signed(b"NAK,7,NO_HELL,3") + b"\n", Bad.FORM),
        (signed(b"NAK,7,NO_HELLOO,3") + b"\n", Bad.FORM),
        (signed(b"NAK,7,no_hello,3") + b"\n", Bad.FORM),
        (signed(b"NAK,7,,3") + b"\n", Bad.FORM),
        (signed(b"NAK,7,0,3") + b"\n", Bad.FORM),
        (signed(b"PONG,65536,100,3") + b"\n", Bad.RANGE),
        (signed(b"PONG,-1,100,3") + b"\n", Bad.RANGE),
        (signed(b"PONG,7,2147483648,3") + b"\n", Bad.RANGE),
        (signed(b"PONG,7,4294967296,3") + b"\n", Bad.RANGE),
        (signed(b"PONG,7,99999999999999999999,3") + b"\n", Bad.RANGE),
        (signed(b"PONG,7,100,256") + b"\n", Bad.RANGE),
        (signed(b"PONG,65536,x,3") + b"\n", Bad.RANGE),
        (signed(b"PONG,x,65536,300") + b"\n", Bad.FORM),
    ],
)
def test_every_fault_has_its_reason(data, reason):
    assert reasons(data) == [reason]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_carriage_return_and_empty_lines_change_nothing(end):
    pong = Decoded(link.Pong(token=7, uptime_ms=100), seq=3)
    assert read(end + GOOD + end + end + GOOD + end) == [pong, pong]


def test_the_longest_line_may_end_in_a_carriage_return():
    long = signed(b"x" * 56)
    assert len(long) == 62
    assert reasons(long + b"\r\n") == [Bad.UNKNOWN_NAME]
    assert reasons(long + b"\n") == [Bad.UNKNOWN_NAME]


def test_the_rest_of_a_line_that_is_too_long_is_not_reported_again():
    pong = Decoded(link.Pong(token=7, uptime_ms=100), seq=3)
    assert reasons(b"x" * 500 + b"\n" + GOOD + b"\n") == [Bad.TOO_LONG, pong]
    assert reasons(b"x" * 500 + GOOD + b"\n") == [Bad.TOO_LONG, pong]


def test_a_line_that_is_too_long_is_reported_once_however_it_comes():
    reader = LineReader(link.FROM_BOARD)
    found = [result for _ in range(50) for result in reader.feed(b"x" * 10)]
    assert [result.reason for result in found] == [Bad.TOO_LONG]


def test_a_line_that_interrupts_another_is_understood():
    pong = Decoded(link.Pong(token=7, uptime_ms=100), seq=3)
    assert read(b"$PON" + GOOD + b"\n") == [BadLine(Bad.CUT, "$PON"), pong]


def test_two_swapped_characters_are_always_found():
    body = b"PONG,1234,5678,99"
    passed = []
    for i in range(len(body)):
        for j in range(i + 1, len(body)):
            swapped = bytearray(body)
            swapped[i], swapped[j] = body[j], body[i]
            if swapped != body and checksum(swapped) == checksum(body):
                passed.append(bytes(swapped))
    assert passed == []


def test_statistics_count_good_bad_and_lost_lines():
    reader = LineReader(link.FROM_BOARD)
    for seq in (254, 255, 2, 3):
        reader.feed(encode(link.Pong(token=7, uptime_ms=0), seq))
    reader.feed(b"noise\n" + GOOD.replace(b"7", b"8") + b"\n")
    assert (reader.statistics.good, reader.statistics.lost) == (4, 2)
    assert reader.statistics.bad == {Bad.NO_START: 1, Bad.CHECKSUM: 1}
    reader.feed(b"noise\n" + GOOD.replace(b"7", b"8") + b"\n")
    assert reader.statistics.bad == {Bad.NO_START: 2, Bad.CHECKSUM: 2}


def test_a_board_that_starts_anew_has_lost_no_lines():
    reader = LineReader(link.FROM_BOARD)
    reader.feed(encode(link.Pong(token=7, uptime_ms=0), 100) + b"$PONG,7")
    reader.restart()
    found = reader.feed(encode(link.Pong(token=7, uptime_ms=0), 0))
    assert [type(result) for result in found] == [Decoded]
    assert reader.statistics.lost == 0


@pytest.mark.parametrize("begun", [b"$PONG,7", b"noise", b"x" * 100])
def test_after_a_restart_nothing_of_the_old_line_is_left(begun):
    reader = LineReader(link.FROM_BOARD)
    reader.feed(begun)
    reader.restart()
    assert reader.feed(b"hello\n") == [BadLine(Bad.NO_START, "hello")]


def numbers():
    return [(kind, field) for kind in CLASSES for field in kind.FIELDS if isinstance(field, Number)]


@pytest.mark.parametrize(("kind", "field"), numbers(), ids=lambda thing: getattr(thing, "name", ""))
def test_a_message_cannot_hold_what_its_line_could_not_say(kind, field):
    good = kind(
        *(
            getattr(f, "low", None) if isinstance(f, Number) else next(iter(f.words))
            for f in kind.FIELDS
        )
    )
    for value in (field.low - 1, field.high + 1, 1.0, True, "1", None):
        with pytest.raises(MessageError) as refused:
            dataclasses.replace(good, **{field.name: value})
        assert str(refused.value) == (
            f"{kind.NAME}: {field.name} must be a whole number from {field.low} to {field.high} "
            f"(got {value!r})"
        )


def test_a_message_refuses_a_word_that_is_not_of_its_enum():
    with pytest.raises(MessageError, match=r"NAK: refusal must be one of Refusal\.NO_HELLO, "):
        link.Nak(order_seq=1, refusal="NO_HELLO")


@pytest.mark.parametrize("seq", [-1, 256, 1.5])
def test_a_sequence_number_is_one_byte(seq):
    with pytest.raises(MessageError, match="seq must be a whole number from 0 to 255"):
        encode(link.Ping(token=1), seq)
