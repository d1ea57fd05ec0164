"""What the monitor makes of bytes: messages in words, faults with a reason, other text as it is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.arduino.codec import Bad, encode
from makerkit.arduino.link.application import CAR
from makerkit.arduino.messages import car
from makerkit.arduino.messages.link import Boot, Done, ResetCause, Sketch
from workshop.monitor.reading import Kind, Reading, Shown, as_text

BOOT = Boot(Sketch.CAR, CAR.protocol, CAR.schema, ResetCause.EXTERNAL, 1, 3)
BATT = car.Batt(7400, car.Charge.GOOD)
EVENT = car.Event(4, car.EventKind.STOPPED, car.Stop.ESTOP, car.Block.CLEAR, 9)


def shown(reading, data, at_s=1.0):
    return [(line.kind, line.text) for line in reading.feed(data, at_s)]


def test_each_kind_of_message_is_said_with_the_names_of_its_fields():
    data = b"".join(encode(m, n) for n, m in enumerate([BOOT, BATT, EVENT, Done(17)]))

    assert Reading().feed(data, 12.5) == [
        Shown(
            12.5,
            Kind.BOOT,
            f"BOOT sketch=CAR protocol={CAR.protocol} schema={CAR.schema} cause=EXTERNAL "
            "watchdog_resets=1 uptime_ms=3 #0",
            "BOOT",
        ),
        Shown(12.5, Kind.TELEMETRY, "BATT battery_mv=7400 charge=GOOD #1", "BATT"),
        Shown(
            12.5,
            Kind.EVENT,
            "EVENT event_id=4 kind=STOPPED stop=ESTOP block=CLEAR at_s=9 #2",
            "EVENT",
        ),
        Shown(12.5, Kind.ANSWER, "DONE order_seq=17 #3", "DONE"),
    ]


def test_a_message_that_only_one_sketch_sends_tells_which_it_is():
    reading = Reading()
    reading.feed(encode(Done(1), 0), 1.0)  # both do
    before = reading.application
    reading.feed(encode(BATT, 1), 1.0)

    assert (before, reading.application) == (None, CAR)


def test_a_damaged_line_is_marked_with_its_reason():
    reading = Reading()
    line = encode(BATT, 1).replace(b"7400", b"7500")

    assert shown(reading, line) == [
        (Kind.BAD, f"{line.decode().strip()}  (the checksum does not fit: damaged)")
    ]
    assert (reading.good, dict(reading.bad)) == (0, {Bad.CHECKSUM: 1})


def test_a_line_that_was_cut_by_the_next_is_shown_beside_it():
    reading = Reading()
    data = encode(BATT, 1)[:10] + encode(BATT, 2)

    assert [kind for kind, _ in shown(reading, data)] == [Kind.BAD, Kind.TELEMETRY]
    assert dict(reading.bad) == {Bad.CUT: 1}


def test_lost_lines_are_counted_and_a_restart_is_none():
    reading = Reading()
    for message, seq in [(BATT, 7), (BATT, 8), (BATT, 11), (BOOT, 0), (BATT, 1)]:
        reading.feed(encode(message, seq), 1.0)

    assert (reading.good, reading.gaps.lost) == (5, 2)


def test_text_of_another_sketch_is_shown_as_it_is():
    reading = Reading()

    assert shown(reading, "distance 12\r\nڕۆژ\n\r\n\x07beep\n".encode()) == [
        (Kind.TEXT, "distance 12"),
        (Kind.TEXT, "ڕۆژ"),
        (Kind.TEXT, "\\x07beep"),
    ]
    assert sum(reading.bad.values()) == 0


def test_text_between_lines_of_the_kit_is_a_fault():
    reading = Reading()
    reading.feed(encode(BATT, 1), 1.0)

    assert shown(reading, b"hello\n") == [(Kind.BAD, "hello  (text without a $)")]


def test_a_question_without_a_newline_is_shown_when_nothing_follows():
    reading = Reading()
    reading.feed(b"Your name? ", 1.0)

    assert reading.idle(1.4) == []
    assert reading.idle(1.6) == [Shown(1.6, Kind.TEXT, "Your name? ")]
    assert reading.idle(9.0) == []


def test_a_line_of_the_kit_may_take_its_time():
    reading = Reading()
    line = encode(BATT, 1)
    reading.feed(line[:9], 1.0)

    assert reading.idle(5.0) == []
    assert shown(reading, line[9:], 5.1) == [
        (Kind.TELEMETRY, "BATT battery_mv=7400 charge=GOOD #1")
    ]


def test_a_flood_without_newlines_is_cut_into_pieces():
    assert [len(line.text) for line in Reading().feed(b"x" * 250, 1.0)] == [250]


def test_bytes_that_are_no_text_are_written_out():
    assert as_text(b"\x00a\xffb\x1b[2J") == "\\x00a\\xffb\\x1b[2J"


@settings(deadline=None)
@given(st.lists(st.binary(max_size=90), max_size=12))
def test_whatever_comes_can_be_shown_on_one_line(pieces):
    reading = Reading()
    lines = [line for piece in pieces for line in reading.feed(piece, 1.0)] + reading.idle(9.0)

    assert all(line.text.replace("\t", " ").isprintable() for line in lines)
