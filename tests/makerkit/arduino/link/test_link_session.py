"""The link's state machine: bytes and times in, happenings and lines out. No port, no thread."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.arduino.codec import Bad, LineReader, encode
from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.link.application import CAR, NODE
from makerkit.arduino.link.events import LinkState, Received, StateChanged
from makerkit.arduino.link.session import Session
from makerkit.arduino.messages import car, node
from makerkit.arduino.messages.link import (
    Ack,
    Boot,
    Hello,
    Nak,
    Ping,
    Pong,
    Refusal,
    ResetCause,
    Sketch,
)

PORT = "/dev/ttyACM0"
HELLO = Hello(CAR.protocol, CAR.schema)
STATE = car.State(car.Mode.DISARMED, car.Stop.BOOT, car.Block.CLEAR, 0, 0)


def boot(*, uptime_ms=0, sketch=Sketch.CAR, protocol=CAR.protocol, schema=CAR.schema):
    return Boot(sketch, protocol, schema, ResetCause.EXTERNAL, 1, uptime_ms)


def event(event_id, at_s=7):
    return car.Event(event_id, car.EventKind.STOPPED, car.Stop.ESTOP, car.Block.CLEAR, at_s)


class Board:
    """The other end: counts its lines, and remembers what it was told."""

    def __init__(self):
        self.seq = 0
        self.reader = LineReader(CAR.from_host)
        self.told = []

    def says(self, *messages):
        data = b""
        for message in messages:
            data += encode(message, self.seq)
            self.seq = (self.seq + 1) % 256
        return data

    def starts(self):
        self.seq = 0
        return self.says(boot())

    def hears(self, session):
        new = [
            found.message for line in session.take_outgoing() for found in self.reader.feed(line)
        ]
        self.told += new
        return new


@pytest.fixture
def board():
    return Board()


@pytest.fixture
def session():
    return Session(CAR, ping_every_s=None)


def states(happenings):
    return [
        (h.state, h.reason.id if h.reason else None)
        for h in happenings
        if isinstance(h, StateChanged)
    ]


def messages(happenings):
    return [h.message for h in happenings if isinstance(h, Received)]


def make_ready(session, board, now_s=0.0):
    session.opened(PORT, now_s)
    session.received(board.starts(), now_s + 1.6)
    session.take_outgoing()
    session.received(board.says(boot(uptime_ms=10)), now_s + 1.61)
    assert session.state is LinkState.READY


def test_a_board_that_starts_gets_hello_at_once_and_its_answer_makes_the_link_ready(session, board):
    seen = states(session.opened(PORT, 0.0))
    seen += states(session.received(board.starts(), 1.62))
    told = board.hears(session)
    seen += states(session.received(board.says(boot(uptime_ms=11)), 1.63))

    assert seen == [(LinkState.WAITING, None), (LinkState.READY, None)]
    assert told == [HELLO]
    assert session.counters.boots == 1


def test_nothing_is_said_into_the_boot_loader(session, board):
    session.opened(PORT, 0.0)
    for tenth in range(20):
        session.tick(tenth / 10)

    assert board.hears(session) == []


def test_a_board_that_was_not_restarted_is_greeted_as_soon_as_it_is_heard(session, board):
    session.opened(PORT, 0.0)
    session.received(board.says(STATE), 0.02)
    session.tick(0.02)

    assert board.hears(session) == [HELLO]


def test_hello_is_repeated_until_it_is_answered(session, board):
    session.opened(PORT, 0.0)
    for tenth in range(41):
        session.tick(tenth / 10)

    assert board.hears(session) == [HELLO] * 5  # at 2.0, 2.5, 3.0, 3.5 and 4.0 s


def test_a_ready_link_says_no_hello_for_that_would_disarm_a_car(session, board):
    make_ready(session, board)
    for tenth in range(100):
        session.received(board.says(STATE), 2 + tenth / 10)
        session.tick(2 + tenth / 10)

    assert board.hears(session) == []


def test_a_board_that_restarts_by_itself_is_greeted_anew(session, board):
    make_ready(session, board)

    seen = states(session.received(board.starts(), 10.0))
    told = board.hears(session)
    seen += states(session.received(board.says(boot(uptime_ms=12)), 10.01))

    assert seen == [(LinkState.WAITING, None), (LinkState.READY, None)]
    assert told == [HELLO]
    assert session.counters.boots == 2
    assert session.gaps.lost == 0


def test_a_restart_whose_boot_line_was_damaged_is_noticed_by_the_uptime(session, board):
    session = Session(CAR, ping_every_s=1.0)
    make_ready(session, board)
    session.tick(3.0)
    ping = board.hears(session)[-1]
    session.received(board.says(Pong(ping.token, 5_000)), 3.01)
    session.tick(4.0)
    ping = board.hears(session)[-1]

    seen = states(session.received(board.says(Pong(ping.token, 300)), 4.01))

    assert seen == [(LinkState.WAITING, None)]
    assert board.hears(session) == [HELLO]


@pytest.mark.parametrize(
    "answer", [Nak(3, Refusal.NO_HELLO), car.Hurdle(3, car.ArmHurdle.NO_HELLO)]
)
def test_a_board_that_has_heard_no_hello_gets_one(session, board, answer):
    make_ready(session, board)

    seen = states(session.received(board.says(answer), 5.0))

    assert seen == [(LinkState.WAITING, None)]
    assert board.hears(session) == [HELLO]


@pytest.mark.parametrize(
    ("said", "reason", "words"),
    [
        (boot(sketch=Sketch.NODE), "link.wrong_sketch", "runs the sketch NODE"),
        (boot(protocol=CAR.protocol - 1), "link.older_board", "is older than this program"),
        (boot(protocol=CAR.protocol + 1), "link.newer_board", "is newer than this program"),
        (boot(schema=CAR.schema ^ 1), "link.other_table", "another table of messages"),
    ],
)
def test_a_board_that_does_not_fit_is_refused_in_one_sentence(session, board, said, reason, words):
    session.opened(PORT, 0.0)
    seen = states(session.received(board.says(said), 1.6))

    assert seen == [(LinkState.REFUSED, reason)]
    assert board.hears(session) == []
    error = ArduinoError.saying(session.reason)
    assert words in error.title
    assert error.title.count(". ") == 0
    assert "`./maker flash car_controller`" in error.title


def test_a_refused_board_that_is_flashed_meanwhile_is_taken(session, board):
    session.opened(PORT, 0.0)
    session.received(board.says(boot(sketch=Sketch.NODE)), 1.6)
    session.received(board.starts(), 30.0)
    session.received(board.says(boot(uptime_ms=12)), 30.01)

    assert session.state is LinkState.READY


def test_nothing_heard_is_said_with_the_time_and_the_sketch(session):
    session.opened(PORT, 0.0)
    seen = []
    for tenth in range(101):
        seen += states(session.tick(tenth / 10))

    assert seen == [(LinkState.WAITING, "link.no_answer")]
    assert ArduinoError.saying(session.reason).title == (
        "No answer from the board on /dev/ttyACM0 after 5.0 s. Is the USB cable a data cable, "
        "and is the `car_controller` sketch uploaded?"
    )


def test_other_text_is_quoted(session):
    session.opened(PORT, 0.0)
    session.received(b"lo 11\r\nhello 12\r\nhello 13\r\n", 3.0)

    assert states(session.tick(5.0)) == [(LinkState.WAITING, "link.wrong_device")]
    assert ArduinoError.saying(session.reason).title == (
        r"On /dev/ttyACM0 I hear b'hello 13\r\n', which is not the kit's protocol."
    )


def test_garbage_waits_until_other_speeds_were_tried(session):
    session.opened(PORT, 0.0)
    session.received(bytes([0x00, 0xFC, 0x80, 0x9E, 0xE0, 0xFE, 0x1C, 0x80]), 3.0)

    assert states(session.tick(5.0)) == []
    assert session.garbage.id == "link.garbage"
    assert states(session.explained(session.garbage, 9.0)) == [(LinkState.WAITING, "link.garbage")]
    assert session.garbage is None


def test_a_stray_byte_of_the_reset_is_nothing_heard(session):
    session.opened(PORT, 0.0)
    session.received(b"\x00\xf8", 0.1)

    assert states(session.tick(5.0)) == [(LinkState.WAITING, "link.no_answer")]


def test_good_lines_without_a_boot_line_mean_that_the_board_does_not_hear(session, board):
    session.opened(PORT, 0.0)
    session.received(board.says(STATE), 1.7)

    assert states(session.tick(5.0)) == [(LinkState.WAITING, "link.no_boot_line")]


def test_lines_of_another_table_are_told_from_damaged_ones(session):
    session.opened(PORT, 0.0)
    session.received(encode(Ping(7), 0), 1.7)  # no board says PING

    assert states(session.tick(5.0)) == [(LinkState.WAITING, "link.other_table")]


def test_a_board_that_falls_silent_is_asked_and_then_said_to_be_silent(session, board):
    make_ready(session, board)
    seen = []
    for tenth in range(16, 50):
        seen += states(session.tick(tenth / 10))

    assert seen == [(LinkState.WAITING, "link.fell_silent")]
    kinds = [type(message) for message in board.hears(session)]
    assert kinds[:2] == [Ping, Ping]
    session.received(board.says(STATE), 5.0)
    session.tick(5.5)
    assert board.hears(session) == [HELLO]


def test_the_cable_comes_out_and_back(session, board):
    make_ready(session, board)
    reason = ArduinoError.__subclasses__()  # any message will do here
    assert reason
    from makerkit.arduino.link.errors import UnpluggedError

    seen = states(session.closed(UnpluggedError(port=PORT).message, 7.0))
    seen += states(session.opened("/dev/ttyACM1", 9.0))
    seen += states(session.received(board.starts(), 10.6))
    seen += states(session.received(board.says(boot(uptime_ms=9)), 10.61))

    assert seen == [
        (LinkState.SEARCHING, "link.unplugged"),
        (LinkState.WAITING, None),
        (LinkState.READY, None),
    ]


def test_an_event_is_handed_on_once_and_acknowledged_on_request(session, board):
    make_ready(session, board)
    first = messages(session.received(board.says(event(3)) + board.says(event(3)), 4.0))
    ack = session.acknowledge(first[0], 4.1)
    again = messages(session.received(board.says(event(3)), 4.2))

    assert (first, again) == ([event(3)], [])
    assert ack == Ack(3)
    assert board.hears(session) == [Ack(3)]  # that of the repeated one: the first was lost
    assert session.counters.repeated == 2


def test_an_event_of_the_node_that_grows_older_while_it_is_repeated_is_one(board):
    session = Session(NODE, ping_every_s=None)
    session.opened(PORT, 0.0)
    told = [node.Event(7, node.EventKind.LID_OPENED, 0, age_s) for age_s in (0, 1, 2)]
    came = messages(session.received(board.says(told[0]), 2.0))
    came += messages(session.received(board.says(told[1]), 2.5))
    session.acknowledge(told[0], 2.6)
    came += messages(session.received(board.says(told[2]), 3.0))

    assert came == [told[0]]
    assert Ack(7) in board.hears(session)


def test_an_event_of_the_same_words_after_a_while_is_another(session, board):
    make_ready(session, board)
    session.received(board.says(event(3)), 4.0)
    session.acknowledge(event(3), 4.1)

    assert messages(session.received(board.says(event(3)), 6.2)) == [event(3)]


def test_after_a_restart_of_the_board_every_event_is_new(session, board):
    make_ready(session, board)
    session.received(board.says(event(0)), 4.0)
    session.acknowledge(event(0), 4.1)
    session.received(board.starts(), 4.5)

    assert messages(session.received(board.says(event(0)), 4.6)) == [event(0)]


def test_an_event_that_found_no_room_counts_as_never_come(session, board):
    make_ready(session, board)
    session.received(board.says(event(3)), 4.0)
    session.forget(event(3))

    assert messages(session.received(board.says(event(3)), 4.2)) == [event(3)]


def test_lost_lines_are_counted_by_the_gaps_also_where_the_count_begins_again(session, board):
    make_ready(session, board)
    for number in range(600):
        line = board.says(STATE)
        if number % 7:
            session.received(line, 2.0 + number / 50)

    assert session.gaps.lost == 86
    assert session.reader.statistics.good == 2 + 514


def test_the_round_trip_is_measured(board):
    session = Session(CAR, ping_every_s=1.0)
    make_ready(session, board)
    for number in range(3):
        session.tick(3.0 + number)
        ping = board.hears(session)[-1]
        session.received(board.says(Pong(ping.token, 2_000 + number)), 3.004 + number * 1.001)

    assert session.pulse.round_trip_s == pytest.approx(0.006)
    assert session.pulse.longest_round_trip_s == pytest.approx(0.006)


def test_an_uptime_that_begins_again_after_24_days_is_no_restart(board):
    session = Session(CAR, ping_every_s=1.0)
    make_ready(session, board)
    for second, uptime_ms in ((3.0, 2**31 - 500), (4.0, 500)):
        session.tick(second)
        ping = board.hears(session)[-1]
        session.received(board.says(Pong(ping.token, uptime_ms)), second + 0.01)

    assert session.state is LinkState.READY


def test_sequence_numbers_count_up_over_hello_and_orders(session, board):
    make_ready(session, board)
    seqs = [session.line(car.Drv(0, 0))[0] for _ in range(3)]

    assert seqs == [1, 2, 3]


@settings(deadline=None)  # the machine may be busy
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=80),
            st.sampled_from([encode(boot(), 0), encode(boot(uptime_ms=50), 1), encode(STATE, 9)]),
            st.floats(0, 20, allow_nan=False),
        )
    )
)
def test_no_bytes_at_any_time_make_it_fail_or_say_hello_to_a_ready_board(steps):
    session, now_s = Session(CAR, ping_every_s=None), 0.0
    session.opened(PORT, now_s)
    for step in steps:
        was_ready = session.state is LinkState.READY
        if isinstance(step, float):
            now_s += step
            happenings = session.tick(now_s)
        else:
            happenings = session.received(step, now_s)
        said = LineReader(CAR.from_host).feed(b"".join(session.take_outgoing()))
        if was_ready and not states(happenings):
            assert not [line for line in said if isinstance(line.message, Hello)]


def test_a_half_line_is_known_as_one(session, board):
    session.opened(PORT, 0.0)
    line = board.starts()
    session.received(line[:9], 1.6)
    half = session.is_in_mid_line
    session.received(line[9:], 1.7)

    assert (half, session.is_in_mid_line) == (True, False)


def test_damaged_lines_are_counted_by_reason_and_change_nothing(session, board):
    make_ready(session, board)
    line = board.says(STATE)
    damaged = line.replace(b"BOOT", b"BOOM")

    assert session.received(damaged + line, 3.0) == [Received(STATE, 2, 3.0)]
    assert session.reader.statistics.bad == {Bad.CHECKSUM: 1}
