"""The file of progress: it only grows, and no cut and no merge loses a whole line."""

import hashlib
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.errors import BadInputError, NotThereError
from workshop.course import Course, Lesson, Unit
from workshop.learning_state import LessonState, state_of
from workshop.progress import Event, ProgressFile, parse, parse_line

NOW_S = 1_800_000_000.0
COURSE = Course(
    Path("lessons"),
    "Course",
    (Unit("A", "A", tuple(Lesson(Path(f"lessons/0{n}_x"), "A") for n in range(4))),),
    {},
    (Lesson(Path("projects/game"), "projects"),),
)
NAMES = [lesson.name for lesson in (*COURSE.lessons, *COURSE.projects)]

kinds = st.sampled_from(["start", "run", "pass", "hint", "reset", "sing"])
events = st.builds(
    Event,
    id=st.uuids().map(str),
    t=st.floats(NOW_S - 1e7, NOW_S + 1e7, allow_nan=False),
    lesson=st.sampled_from([*NAMES, "77_from_a_newer_kit"]),
    kind=kinds,
    score=st.none() | st.floats(0, 1),
    msg_id=st.none() | st.sampled_from(["a.b", "c.d"]),
    ver=st.integers(1, 9),
)
garbage = st.binary(max_size=30).filter(lambda raw: b"\n" not in raw and parse_line(raw) is None)


def content_of(lines):
    return b"".join(line + b"\n" for line in lines)


_numbers = itertools.count()


def event(kind="run", lesson="01_x", *, t=NOW_S, msg_id=None, score=None):
    return Event(f"id{next(_numbers)}", t, lesson, kind, score, msg_id)


def add(file, *what, **how):
    new = file.new_event(*what, **how)
    file.add(new)
    return new


@pytest.fixture
def file(tmp_path):
    clock = itertools.count(NOW_S)
    return ProgressFile(tmp_path / "progress/ali.jsonl", now=lambda: float(next(clock)))


# -- the file


def test_what_was_added_is_read_again(file):
    added = [
        add(file, "start", "01_blink"),
        add(file, "run", "01_blink", score=0.4, msg_id="blink.needs_second_sleep"),
        add(file, "pass", "01_blink", score=1.0),
    ]
    assert file.read().events == tuple(added)
    assert file.read().damaged == 0


def test_each_line_holds_the_hash_of_the_one_before(file):
    for lesson in ("00_x", "01_x", "02_x"):
        add(file, "start", lesson)
    lines = file.path.read_bytes().splitlines()
    expected = ["", *(hashlib.sha256(line).hexdigest() for line in lines[:-1])]
    assert [json.loads(line)["hash_prev"] for line in lines] == expected


def test_a_file_cut_in_the_middle_of_a_line_goes_on_in_a_new_one(file):
    first, _ = add(file, "start", "01_x"), add(file, "run", "01_x")
    file.path.write_bytes(file.path.read_bytes()[:-20])
    third = add(file, "pass", "01_x")
    assert file.read().events == (first, third)
    assert file.read().damaged == 1


def test_a_clock_that_was_set_back_a_little_keeps_the_order(tmp_path):
    times = iter([NOW_S, NOW_S - 3600])
    file = ProgressFile(tmp_path / "p.jsonl", now=lambda: next(times))
    assert [add(file, "run", "01_x").t, add(file, "pass", "01_x").t] == [NOW_S, NOW_S + 0.001]


def test_an_event_from_the_future_does_not_drag_the_next_one_along(tmp_path):
    times = iter([NOW_S + 1e9, NOW_S])
    file = ProgressFile(tmp_path / "p.jsonl", now=lambda: next(times))
    assert [add(file, "run", "01_x").t, add(file, "run", "01_x").t] == [NOW_S + 1e9, NOW_S]


def test_no_file_is_no_progress(file):
    assert file.read().events == ()


def test_a_folder_in_its_place_is_said_and_learning_can_go_on(file):
    file.path.mkdir(parents=True)
    with pytest.raises(BadInputError, match="cannot be read from"):
        file.read()
    with pytest.raises(BadInputError, match="Cannot write"):
        add(file, "run", "01_x")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is pretended by /dev/full")
def test_a_full_disk_is_said():
    with pytest.raises(BadInputError, match="No space left on device"):
        ProgressFile(Path("/dev/full")).add(event())


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b"[1, 2]",
        b"{}",
        b'{"id": 5, "t": 1, "lesson": "a", "kind": "run"}',
        b'{"id": "5", "t": "2030-01-01", "lesson": "a", "kind": "run"}',
        b'{"id": "5", "t": NaN, "lesson": "a", "kind": "run"}',
        b'{"id": "5", "t": 1' + b"0" * 400 + b', "lesson": "a", "kind": "run"}',
        b"[" * 100_000,
        b"\xff\x00\x80",
    ],
)
def test_a_line_that_is_no_event_is_counted_and_left_alone(line):
    good = event().to_line()
    log = parse(content_of([line, good]))
    assert (len(log.events), log.damaged, log.lines) == (1, 1, (line, good))


def test_doubtful_extras_of_a_newer_version_do_not_lose_the_event():
    line = b'{"id":"1","t":1,"lesson":"a","kind":"run","score":"high","msg_id":7,"ver":"x"}'
    assert parse_line(line) == Event("1", 1.0, "a", "run")


@settings(deadline=None)
@given(st.lists(events, max_size=8), st.data())
def test_a_cut_at_any_byte_keeps_every_whole_line(written, data):
    content = content_of(each.to_line() for each in written)
    cut = content[: data.draw(st.integers(0, len(content)))]
    whole = cut.count(b"\n")
    known = parse(cut).events
    assert known[:whole] == tuple(written[:whole])
    assert len(known) <= whole + 1  # the last one may be whole but for its newline


@settings(max_examples=50, deadline=None)
@given(st.lists(events, min_size=1, max_size=5), st.data())
def test_after_a_cut_at_any_byte_new_events_are_whole(written, data):
    content = content_of(each.to_line() for each in written)
    cut = content[: data.draw(st.integers(0, len(content)))]
    with tempfile.TemporaryDirectory() as folder:
        file = ProgressFile(Path(folder) / "p.jsonl", now=lambda: NOW_S)
        file.path.write_bytes(cut)
        added = add(file, "pass", "01_x")
        assert file.read().events == (*parse(cut).events, added)


# -- merging


@given(st.lists(st.lists(events | garbage, max_size=5), min_size=2, max_size=4), st.data())
@settings(max_examples=50, deadline=None)
def test_files_merged_in_any_order_give_the_same_state_and_lose_no_event(computers, data):
    lines = [
        [each if isinstance(each, bytes) else each.to_line() for each in log] for log in computers
    ]
    order = data.draw(st.permutations(range(len(lines))))
    with tempfile.TemporaryDirectory() as folder:
        files = [ProgressFile(Path(folder) / f"{n}.jsonl") for n in range(len(lines))]
        for file, log in zip(files, lines, strict=True):
            file.path.write_bytes(content_of(log))
        wanted = {each for file in files for each in file.read().events}
        home = ProgressFile(Path(folder) / "home.jsonl")
        for n in order:
            if files[n].read().events:
                home.merge(files[n].path)
        merged = home.read().events
    assert set(merged) == wanted
    assert len(merged) == len(wanted)
    assert state_of(merged, NOW_S) == state_of(wanted, NOW_S)


@settings(deadline=None)
@given(st.permutations([0, 1, 2]))
def test_two_lines_with_one_id_count_as_one_whatever_the_order(order):
    same = [Event("id", NOW_S + n, "01_x", "run").to_line() for n in range(3)]
    assert parse(content_of(same[n] for n in order)).events == parse(content_of(same)).events


def test_merging_twice_adds_nothing(file, tmp_path):
    other = tmp_path / "stick.jsonl"
    other.write_bytes(content_of([event().to_line(), b"damaged", event().to_line()]))
    assert file.merge(other) == (2, 1)
    before = file.path.read_bytes()
    assert file.merge(other) == (0, 1)
    assert file.path.read_bytes() == before
    assert other.read_bytes().count(b"\n") == 3


def test_a_file_that_is_no_progress_is_refused(file, tmp_path):
    other = tmp_path / "photo.jpg"
    other.write_bytes(bytes(range(256)) * 10)
    with pytest.raises(BadInputError, match="is no file of progress"):
        file.merge(other)
    with pytest.raises(NotThereError, match="There is no file"):
        file.merge(tmp_path / "gone.jsonl")


# -- a real kill

WRITER = """
import sys
from pathlib import Path
from workshop.progress import ProgressFile
file = ProgressFile(Path(sys.argv[1]))
while True:
    file.add(file.new_event("run", "01_blink", msg_id="x" * 300))
    print("added", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_a_killed_writer_loses_at_most_the_last_line(tmp_path):
    path = tmp_path / "p.jsonl"
    told = 0
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        told += len(list(itertools.islice(writer.stdout, 15)))
        writer.send_signal(signal.SIGKILL)
        told += len(writer.stdout.read().split())
        writer.wait()
        writer.stdout.close()
        log = ProgressFile(path).read()
        assert len(log.events) >= told
        assert log.damaged == 0


# -- what follows from events


def state(*happened, now_s=NOW_S):
    return state_of(happened, now_s)


def test_a_passed_lesson_stays_done_when_a_later_check_fails():
    seen = state(event("pass", t=NOW_S), event("run", t=NOW_S + 1, msg_id="a"))
    assert seen.lessons["01_x"].is_done
    assert seen.lessons["01_x"].failing_id == "a"


def test_failures_in_a_row_count_only_those_with_the_same_message():
    rows = []
    happened = []
    for n, (kind, msg_id) in enumerate(
        [("run", "a"), ("run", "a"), ("hint", None), ("run", "a"), ("run", "b"), ("reset", None)]
    ):
        happened.append(event(kind, t=NOW_S + n, msg_id=msg_id))
        rows.append(state(*happened).lessons["01_x"].failures_in_row)
    assert rows == [1, 2, 2, 3, 1, 0]


def test_the_highest_hint_and_the_best_score_are_kept():
    seen = state(
        event("hint", score=2),
        event("hint", score=1),
        event("run", score=0.6),
        event("run", score=0.2),
    ).lessons["01_x"]
    assert (seen.hint_level, seen.best, seen.has_failed) == (2, 0.6, True)


@pytest.mark.parametrize(
    ("happened", "current"),
    [
        ([], "00_x"),
        ([("start", "02_x")], "02_x"),
        ([("pass", "00_x")], "01_x"),
        ([("pass", "01_x"), ("start", "game")], "game"),
        ([("pass", "01_x"), ("pass", "game")], "00_x"),
        ([("pass", "03_x")], "00_x"),
        ([("start", "77_from_a_newer_kit")], "00_x"),
        ([("pass", name) for name in NAMES[:4]], "game"),
        ([("pass", name) for name in NAMES], "03_x"),
    ],
)
def test_the_current_lesson_is_the_last_touched_or_the_next_not_done(happened, current):
    made = [event(kind, name, t=NOW_S + n) for n, (kind, name) in enumerate(happened)]
    assert state(*made, now_s=NOW_S + 100).current(COURSE).name == current


def test_an_event_from_the_future_counts_but_does_not_hold_the_student_there():
    seen = state(event("pass", "03_x", t=NOW_S + 1e9), event("start", "01_x", t=NOW_S - 5))
    assert seen.lessons["03_x"].is_done
    assert seen.current(COURSE).name == "01_x"


@settings(deadline=None)
@given(st.lists(events, max_size=12))
def test_any_events_give_a_state_with_a_current_lesson(happened):
    seen = state_of(happened, NOW_S)
    passed = {each.lesson for each in happened if each.kind == "pass"}
    assert {name for name, one in seen.lessons.items() if one.is_done} == passed
    assert seen.current(COURSE).name in NAMES


def test_a_kind_of_a_newer_kit_changes_nothing():
    assert state(event("sing")).lessons == {"01_x": LessonState()}
