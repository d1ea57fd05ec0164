"""The index heals itself: whatever is missing, damaged or strange in the folder, clips stay."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_films import FPS, NS, film, seconds_that_play

from makerkit.camera.clips import ClipWriter
from makerkit.camera.packets import Packet
from security_system.evidence.event import Event, EventKind, event_id, from_json, stamp_s, to_json
from security_system.evidence.healing import heal
from security_system.evidence.shelf import Shelf

BEGAN_S = 1_795_000_000.0
DAY_S = 86_400


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    """The bytes of a clip of 2 s, finished, and as its writer left it when it was killed."""
    folder = tmp_path_factory.mktemp("clip")
    writer = ClipWriter(folder / "a.mp4", created_s=BEGAN_S)
    for number, packet in enumerate(film(20)):
        writer.write(Packet(packet.data, round(number * NS / FPS), 0, packet.is_key))
    writer.flush()
    unfinished = (folder / "a.mp4.part").read_bytes()
    writer.close()
    return (folder / "a.mp4").read_bytes(), unfinished


def event(number, kind=EventKind.MOTION, **more):
    id_ = event_id(number, BEGAN_S + number * DAY_S, "hall")
    start_s = stamp_s(id_.split("-")[1])
    made = Event(
        id=id_,
        number=number,
        camera="hall",
        kind=kind,
        start_s=start_s,
        cause_s=start_s + 1,
        end_s=start_s + 2,
        why="somebody came",
        score=0.7,
        **more,
    )
    return Event(**{n: getattr(made, n) for n in Event.__slots__} | {"clip": made.clip_name})


def put(folder, event, clip, *, without=()):
    files = {
        "clip": (event.clip, clip),
        "json": (f"{event.id}.json", json.dumps(to_json(event)).encode()),
        "jpg": (f"{event.id}.jpg", b"jpeg"),
        "small": (f"{event.id}.small.jpg", b"small"),
    }
    for what, (name, data) in files.items():
        if what not in without:
            (folder / name).write_bytes(data)


def healed(folder):
    shelf = Shelf(folder)
    return shelf, heal(shelf)


def told(event):
    return (event.id, event.camera, event.kind, event.start_s, event.end_s, event.is_protected)


def test_a_whole_folder_is_read_as_it_is(clip, tmp_path):
    events = [event(1), event(2, EventKind.ALARM), event(3, is_protected=True)]
    for made in events:
        put(tmp_path, made, clip[0])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shelf, found = healed(tmp_path)
    assert [told(e) for e in shelf.all()] == [told(e) for e in events]
    assert all(e.why == "somebody came" and e.snapshot and e.thumbnail for e in shelf.all())
    assert (found.events, found.recovered, found.dropped) == (3, 0, 0)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()}.keys() == before.keys()


def test_the_clips_alone_tell_when_where_what_kind_and_what_is_protected(clip, tmp_path):
    """Frigate #2406, #4240: "database disk image is malformed" on SD cards."""
    events = [event(1), event(2, EventKind.ALARM, is_protected=True), event(3, EventKind.MANUAL)]
    for made in events:
        put(tmp_path, made, clip[0], without=("json", "jpg", "small"))
    shelf, found = healed(tmp_path)
    assert [told(e) for e in shelf.all()] == [told(e) for e in events]
    assert found.adopted == 3
    again, found = healed(tmp_path)
    assert [told(e) for e in again.all()] == [told(e) for e in events]
    assert found.adopted == 0
    assert shelf.new(camera="hall", kind=EventKind.MOTION, wall_s=0.0).number == 4


def test_a_clip_alone_tells_that_it_begins_before_its_cause(tmp_path):
    made = event(1)
    with ClipWriter(tmp_path / made.clip, created_s=made.cause_s - 6.0) as writer:
        for number, packet in enumerate(film(20)):
            writer.write(Packet(packet.data, round(number * NS / FPS), 0, packet.is_key))
    shelf, _ = healed(tmp_path)
    (found,) = shelf.all()
    assert found.cause_s - found.start_s == pytest.approx(5.0, abs=1.01)  # the id tells its second
    assert found.end_s - found.start_s == pytest.approx(2.0)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"id": "x"}', b"null", b"1e999"])
def test_damaged_data_is_as_good_as_none(clip, tmp_path, data):
    made = event(1, EventKind.ALARM)
    put(tmp_path, made, clip[0], without=("json",))
    (tmp_path / f"{made.id}.json").write_bytes(data)
    shelf, _ = healed(tmp_path)
    assert [told(e) for e in shelf.all()] == [told(made)]
    assert from_json(json.loads((tmp_path / f"{made.id}.json").read_text())).kind == "alarm"


def test_an_event_without_clip_and_picture_goes(clip, tmp_path):
    put(tmp_path, event(1), clip[0], without=("clip", "jpg"))
    put(tmp_path, event(2), clip[0], without=("clip",))
    shelf, found = healed(tmp_path)
    assert [(e.number, e.clip) for e in shelf.all()] == [(2, "")]
    assert found.dropped == 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("000001")]


def test_a_clip_that_a_power_cut_left_unfinished_is_a_clip(clip, tmp_path):
    made = event(1)
    put(tmp_path, made, clip[0], without=("clip",))
    (tmp_path / f"{made.clip}.part").write_bytes(clip[1])
    shelf, found = healed(tmp_path)
    assert (found.recovered, found.dropped) == (1, 0)
    assert seconds_that_play(tmp_path / shelf.all()[0].clip) == pytest.approx(2)
    assert "2.0 s recovered" in found.words[0]


def test_motion_that_had_become_an_alarm_when_the_power_went_is_an_alarm(clip, tmp_path):
    made = event(1, EventKind.ALARM)
    put(tmp_path, made, clip[0], without=("clip",))
    (tmp_path / f"{made.id}.motion.mp4.part").write_bytes(clip[1])
    shelf, _ = healed(tmp_path)
    assert [(e.kind, e.clip) for e in shelf.all()] == [("alarm", f"{made.id}.alarm.mp4")]
    assert (tmp_path / f"{made.id}.alarm.mp4").is_file()


def test_an_alarm_whose_data_still_says_motion_is_an_alarm(clip, tmp_path):
    made = event(1)
    put(tmp_path, made, clip[0], without=("clip",))
    (tmp_path / f"{made.id}.alarm.mp4").write_bytes(clip[0])
    shelf, _ = healed(tmp_path)
    assert [(e.kind, e.clip) for e in shelf.all()] == [("alarm", f"{made.id}.alarm.mp4")]


def test_files_of_0_bytes_and_half_written_ones_go(clip, tmp_path):
    """Motioneyeos #2285: 0-byte videos when the disk is full."""
    made = event(1)
    for name in (made.clip, f"{event(2).clip}.part", f".{made.id}.json.77.tmp"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / f"{event(3).clip}.part").write_bytes(clip[1][:300])
    shelf, _ = healed(tmp_path)
    assert len(shelf) == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_data_that_names_other_files_does_not_reach_them(clip, tmp_path):
    made = event(1)
    put(tmp_path, made, clip[0], without=("json", "small"))
    told = to_json(made) | {"clip": "../secret", "snapshot": "/etc/passwd", "thumbnail": "../x"}
    (tmp_path / f"{made.id}.json").write_text(json.dumps(told))
    shelf, _ = healed(tmp_path)
    (found,) = shelf.all()
    assert (found.clip, found.snapshot, found.thumbnail) == (made.clip, f"{made.id}.jpg", "")


def test_the_folder_is_for_its_owner_alone(tmp_path):
    healed(tmp_path / "clips")
    assert (tmp_path / "clips").stat().st_mode & 0o777 == 0o700


def test_what_others_put_into_the_folder_is_left_alone(clip, tmp_path):
    (tmp_path / "holiday.mp4").write_bytes(b"mine")
    (tmp_path / "notes.json").write_bytes(b"mine")
    shelf, _ = healed(tmp_path)
    assert len(shelf) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"holiday.mp4", "notes.json"}


def test_a_camera_may_have_a_name_in_any_script(clip, tmp_path):
    id_ = event_id(7, BEGAN_S, "هۆڵ ک")
    (tmp_path / f"{id_}.motion.mp4").write_bytes(clip[0])
    shelf, _ = healed(tmp_path)
    assert [(e.id, e.camera) for e in shelf.all()] == [(id_, "هۆڵ_ک")]


damage = st.sampled_from(["gone", "empty", "half", "noise", "whole"])


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_damaged_every_whole_clip_is_kept_and_healing_twice_changes_nothing(clip, data):
    kinds = st.sampled_from(list(EventKind))
    folder = Path(tempfile.mkdtemp())
    try:
        wanted = set()
        for number in range(1, data.draw(st.integers(1, 5)) + 1):
            made = event(number, data.draw(kinds), is_protected=data.draw(st.booleans()))
            put(folder, made, clip[0])
            for name in (f"{made.id}.json", f"{made.id}.jpg", f"{made.id}.small.jpg"):
                hurt(folder / name, data.draw(damage))
            if data.draw(st.booleans()):
                (folder / made.clip).unlink()
            else:
                wanted.add((made.id, made.kind, made.is_protected))
        shelf, _ = healed(folder)
        clips = {e.id: e for e in shelf.all() if e.clip}
        assert wanted <= {(e.id, e.kind, e.is_protected) for e in clips.values()}
        assert all((folder / e.clip).is_file() for e in clips.values())
        first = [to_json(e) for e in shelf.all()]
        again, _ = healed(folder)
        assert [to_json(e) for e in again.all()] == first
    finally:
        shutil.rmtree(folder)


def hurt(path, how):
    data = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how != "whole":
        path.write_bytes({"empty": b"", "half": data[: len(data) // 2], "noise": data[::-1]}[how])


@given(
    kind=st.sampled_from(list(EventKind)),
    start_s=st.floats(0, 4e9),
    why=st.text(max_size=50),
    is_protected=st.booleans(),
)
def test_what_is_written_down_is_read_again(kind, start_s, why, is_protected):
    made = Event(
        id=event_id(5, start_s, "hall"),
        number=5,
        camera="hall",
        kind=kind,
        start_s=start_s,
        cause_s=start_s,
        end_s=start_s + 9,
        why=why,
        is_protected=is_protected,
    )
    assert from_json(json.loads(json.dumps(to_json(made)))) == made
