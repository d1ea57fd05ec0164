"""The record itself: what it answers, and what survives a file."""

import errno
import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.errors import BadInputError, MakerKitError, NotThereError
from makerkit.trace import Event, Trace
from makerkit.trace_writer import TraceWriter

S = 1_000_000_000
HUNDRED_DAYS_NS = 100 * 86_400 * S

TIMES_NS = st.integers(0, HUNDRED_DAYS_NS)
PINS = st.integers(0, 27).map("GPIO{}".format)
JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def events_of(kind, **data):
    return st.builds(Event, TIMES_NS, st.just(kind), st.fixed_dictionaries(data))


EVENTS = st.one_of(
    events_of("edge", pin=PINS, level=st.sampled_from([0, 1])),
    events_of("pwm", pin=PINS, duty=st.floats(0, 1), frequency_hz=st.floats(0, 1e6)),
    events_of("print", text=st.text(), stream=st.sampled_from(["stdout", "stderr"])),
    events_of("world", part=st.text(), action=st.text(), value=JSON_VALUES),
    events_of("note", id=st.text(), text=st.text()),
    events_of(
        "serial",
        port=st.text(),
        direction=st.sampled_from(["to_arduino", "to_pi"]),
        text=st.text(st.characters(max_codepoint=255)),
    ),
    events_of("sound", line=st.text(), more=JSON_VALUES),
)


def trace_of(events):
    trace = Trace()
    trace.events.extend(events)
    return trace


@pytest.fixture
def blink():
    trace = Trace()
    trace.add(0, "note", id="run", text="blink.py", labels={"GPIO17": "red LED"})
    trace.add(0, "edge", pin="GPIO17", level=0, opened="output")
    trace.add(S // 2, "edge", pin="GPIO17", level=1)
    trace.add(S // 2, "print", text="on", stream="stdout")
    trace.add(S, "edge", pin="GPIO17", level=0)
    trace.add(S, "print", text="oh", stream="stderr")
    return trace


def test_edges_are_the_changes_without_the_opening_one(blink):
    assert blink.edges("GPIO17") == [(0.5, 1), (1.0, 0)]


def test_an_edge_to_the_level_that_is_there_already_is_no_change(blink):
    blink.add(2 * S, "edge", pin="GPIO17", level=0)
    assert blink.edges("GPIO17") == [(0.5, 1), (1.0, 0)]


def test_the_edge_that_ends_pwm_counts(blink):
    blink.add(2 * S, "pwm", pin="GPIO17", duty=0.25, frequency_hz=100)
    blink.add(3 * S, "edge", pin="GPIO17", level=0)
    assert blink.edges("GPIO17") == [(0.5, 1), (1.0, 0), (3.0, 0)]
    assert blink.pwm("GPIO17") == [(2.0, 0.25, 100)]


def test_an_untouched_pin_has_neither_edges_nor_a_level(blink):
    assert blink.edges("GPIO4") == []
    assert blink.pwm("GPIO4") == []
    assert blink.level_at("GPIO4", 1.0) is None


def test_level_at_answers_for_every_instant(blink):
    blink.add(2 * S, "pwm", pin="GPIO17", duty=0.25, frequency_hz=100)
    levels = [blink.level_at("GPIO17", t_s) for t_s in (0.0, 0.499, 0.5, 0.9, 1.0, 2.0)]
    assert levels == [0, 0, 1, 1, 0, 0.25]


def test_a_pin_has_no_level_before_it_is_opened():
    trace = Trace()
    trace.add(S, "edge", pin="GPIO2", level=1, opened="input")
    assert trace.level_at("GPIO2", 0.5) is None


def test_pins_come_in_the_order_of_their_numbers(blink):
    blink.add(S, "pwm", pin="GPIO4", duty=0.5, frequency_hz=50)
    blink.add(S, "edge", pin="GPIO22", level=1)
    assert blink.pins() == ["GPIO4", "GPIO17", "GPIO22"]


def test_prints_are_what_went_to_stdout_unless_asked_otherwise(blink):
    assert blink.prints() == ["on"]
    assert blink.prints("stderr") == ["oh"]
    assert blink.prints(None) == ["on", "oh"]


def test_serial_lines_are_sorted_by_their_times_and_chosen_by_direction(blink):
    for t_ns, port, way, text in (
        (3, "ttyACM0", "to_pi", "PONG\r\n"),
        (2, "ttyACM0", "to_arduino", "PING\n"),
        (4, "ttyUSB0", "to_pi", "\x00\xe0"),
    ):
        blink.add(t_ns * S, "serial", port=port, direction=way, text=text)
    assert blink.serial() == [(2.0, "PING"), (3.0, "PONG"), (4.0, "\x00\xe0")]
    assert blink.serial("to_pi") == [(3.0, "PONG"), (4.0, "\x00\xe0")]
    assert blink.serial(port="ttyUSB0") == [(4.0, "\x00\xe0")]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ('"port": "p", "direction": "up", "text": ""', "must be to_arduino or to_pi (got"),
        ('"port": "p", "direction": "to_pi"', "`text` of serial must be text (got null)"),
    ],
)
def test_a_serial_line_without_its_data_is_refused(data, fault):
    with pytest.raises(BadInputError, match=re.escape(fault)):
        Trace.loads(f'{{"t_s": 1, "kind": "serial", {data}}}\n')


def test_notes_are_found_by_their_id(blink):
    blink.add(S, "note", id="end", text="time limit reached")
    assert [note.words for note in blink.notes()] == ["blink.py", "time limit reached"]
    assert [note.t_s for note in blink.notes("end")] == [1.0]


def test_labels_come_from_the_note_of_the_run(blink):
    assert blink.labels() == {"GPIO17": "red LED"}


def test_between_includes_its_start_and_not_its_end(blink):
    assert blink.between(0.5, 1.0).prints(None) == ["on"]
    assert [event.t_s for event in blink.between(0.5, 1.0)] == [0.5, 0.5]


def test_the_end_is_the_time_of_the_latest_event(blink):
    assert blink.end_s == 1.0
    assert Trace().end_s == 0.0


def test_words_stay_on_one_line():
    event = Event(0, "world", {"part": "A", "action": "press\n\x1b[2J", "value": 0.5})
    assert event.words == "A press  [2J 0.5"


def test_a_closed_trace_drops_what_comes_later(blink):
    before = list(blink)
    blink.close()
    blink.add(2 * S, "edge", pin="GPIO17", level=1)
    assert blink.events == before


def test_a_listener_hears_every_event_until_it_stops():
    trace, heard = Trace(), []
    stop = trace.listen(heard.append)
    trace.add(1, "print", text="one")
    stop()
    trace.add(2, "print", text="two")
    assert heard == [Event(1, "print", {"text": "one"})]


def test_a_line_reads_as_people_write_it():
    event = Event(S // 2, "edge", {"pin": "GPIO17", "level": 1})
    assert event.to_line() == '{"t_s": 0.5, "kind": "edge", "pin": "GPIO17", "level": 1}'


def test_what_json_does_not_know_becomes_text():
    circle = []
    circle.append(circle)
    data = {"id": "x", "path": Path("a"), "nan": float("nan"), "keys": {(1, 2): 3}, "o": circle}
    fields = json.loads(Event(0, "note", data).to_line())
    assert [fields[key] for key in ("path", "nan", "keys", "o")] == [
        "a",
        "nan",
        "{(1, 2): 3}",
        "[[...]]",
    ]


def test_half_a_character_survives_a_file():
    trace = trace_of([Event(0, "print", {"text": "caf\udce9 é", "stream": "stdout"})])
    assert Trace.loads(trace.dumps().encode()).events == trace.events


@settings(deadline=None)
@given(TIMES_NS)
def test_time_survives_a_file_to_the_nanosecond(t_ns):
    line = Event(t_ns, "print", {"text": ""}).to_line()
    assert Trace.loads(line).events[0].t_ns == t_ns


@settings(deadline=None)
@given(st.integers(0, 20 * 86_400 * S))
def test_any_reader_gets_the_nanosecond_from_the_number_within_twenty_days(t_ns):
    t_s = json.loads(Event(t_ns, "print", {"text": ""}).to_line())["t_s"]
    assert round(t_s * 1e9) == t_ns


@settings(deadline=None)
@given(st.lists(EVENTS, max_size=8))
def test_a_trace_survives_a_file(events):
    trace = trace_of(events)
    assert Trace.loads(trace.dumps()).events == events


@settings(deadline=None)
@given(st.lists(EVENTS, min_size=1, max_size=4), st.data())
def test_a_cut_at_any_byte_costs_at_most_the_last_line(events, data):
    whole = trace_of(events).dumps().encode()
    cut = data.draw(st.integers(0, len(whole)))
    read = Trace.loads(whole[:cut]).events
    assert read == events[: len(read)]
    assert len(read) >= whole[:cut].count(b"\n")


def test_zeros_that_a_power_cut_left_at_the_end_are_passed_over(blink):
    assert Trace.loads(blink.dumps().encode() + bytes(512)).events == blink.events


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content):
    with suppress(BadInputError):
        Trace.loads(content)


GOOD = '{"t_s": 0, "kind": "print", "text": "x"}\n'


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("hello", "not JSON"),
        ('{"t_s": 1,', "not JSON"),
        ("[1, 2]", "an event is an object in {}, not [1, 2]"),
        ("7", "an event is an object in {}, not 7"),
        ('{"kind": "note", "id": "x"}', "`t_s` must be a number of seconds from 0 on (got null)"),
        ('{"t_s": -1, "kind": "x"}', "`t_s` must be a number of seconds from 0 on (got -1)"),
        ('{"t_s": NaN, "kind": "x"}', "(got NaN)"),
        ('{"t_s": true, "kind": "x"}', "(got true)"),
        ('{"t_s": 1e400, "kind": "x"}', "(got Infinity)"),
        ('{"t_s": 1}', "`kind` must be a word such as edge or print (got null)"),
        ('{"t_s": 1, "kind": "edge", "level": 1}', "`pin` of edge must be text (got null)"),
        ('{"t_s": 1, "kind": "edge", "pin": "A", "level": 2}', "must be 0 or 1 (got 2)"),
        (
            '{"t_s": 1, "kind": "pwm", "pin": "A", "duty": 50, "frequency_hz": 9}',
            "`duty` of pwm must be between 0 and 1 (got 50)",
        ),
        (
            '{"t_s": 1, "kind": "pwm", "pin": "A", "duty": 1, "frequency_hz": null}',
            "`frequency_hz` of pwm must be a number from 0 on (got null)",
        ),
        ('{"t_s": 1, "kind": "print"}', "`text` of print must be text"),
        ('{"t_s": 1, "kind": "world", "part": "A"}', "`action` of world must be text"),
        ('{"t_s": 1, "kind": "note"}', "`id` of note must be text"),
    ],
)
def test_a_fault_is_named_with_its_line(line, fault):
    with pytest.raises(BadInputError) as refusal:
        Trace.loads(GOOD + line + "\n" + GOOD, name="run.jsonl")
    assert str(refusal.value).startswith("run.jsonl, line 2: ")
    assert fault in str(refusal.value)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(BadInputError, match="line 1: this is not text in UTF-8"):
        Trace.loads(b"\xff\xd8 a picture\n")


def test_a_last_line_that_never_was_an_event_is_refused():
    with pytest.raises(BadInputError, match="line 2: this is not JSON"):
        Trace.loads(GOOD + "hello")


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(blink, tmp_path):
    path = tmp_path / "run.jsonl"
    path.write_text("what was there before")
    blink.dump(path)
    assert Trace.load(path).events == blink.events
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_keeps_what_was_there(blink, tmp_path, mocker):
    path = tmp_path / "run.jsonl"
    path.write_text("what was there before")
    mocker.patch("os.fsync", side_effect=OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(BadInputError, match="No space left on device"):
        blink.dump(path)
    assert path.read_text() == "what was there before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file_is_not_there(tmp_path):
    with pytest.raises(NotThereError, match="There is no trace"):
        Trace.load(tmp_path / "none.jsonl")


def test_a_missing_folder_is_not_there(blink, tmp_path):
    with pytest.raises(NotThereError, match="does not exist"):
        blink.dump(tmp_path / "none" / "run.jsonl")
    with pytest.raises(NotThereError, match="does not exist"):
        TraceWriter(tmp_path / "none" / "run.jsonl")


def test_a_folder_is_no_trace(tmp_path):
    with pytest.raises(BadInputError, match="Cannot read"):
        Trace.load(tmp_path)


def lines_in(path):
    return path.read_bytes().count(b"\n")


def test_the_writer_hands_over_lines_once_a_second(tmp_path):
    trace, path = Trace(), tmp_path / "run.jsonl"
    with TraceWriter(path) as writer:
        trace.listen(writer.write)
        seen = []
        for t_ns in (0, S // 2, S, S + 1, 2 * S + 1):
            trace.add(t_ns, "print", text="tick")
            seen.append(lines_in(path))
    assert seen == [0, 0, 3, 3, 5]


def test_the_writer_hands_over_a_thousand_lines_at_once(tmp_path):
    path = tmp_path / "run.jsonl"
    with TraceWriter(path) as writer:
        for number in range(1500):
            writer.write(Event(number, "print", {"text": "flood"}))
        assert lines_in(path) == 1000
        writer.flush()
        assert lines_in(path) == 1500


def test_a_closed_writer_has_written_everything(blink, tmp_path):
    path = tmp_path / "run.jsonl"
    with TraceWriter(path) as writer:
        for event in blink:
            writer.write(event)
    assert Trace.load(path).events == blink.events
    writer.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_reported_when_the_writer_closes():
    writer = TraceWriter("/dev/full")
    for number in range(2000):
        writer.write(Event(number, "print", {"text": "flood"}))
    with pytest.raises(MakerKitError, match="/dev/full is not complete"):
        writer.close()


def test_a_trace_of_a_long_run_keeps_its_first_event_and_the_latest():
    trace = Trace(most_events=100)
    trace.add(0, "note", id="run", text="lamp.py")
    for t_ns in range(1, 1000):
        trace.add(t_ns, "edge", pin="GPIO17", level=t_ns & 1)

    times = [event.t_ns for event in trace]
    assert times[0] == 0
    assert 100 <= len(times) <= 201
    assert times[1:] == list(range(1001 - len(times), 1000))
