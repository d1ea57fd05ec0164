"""Whatever happens to a camera, in any order: each clip begins with a key frame and ends once."""

import queue

from hypothesis import given
from hypothesis import strategies as st
from small_films import FPS, NS

from makerkit.camera.packets import Packet
from security_system.evidence.cause import Cause, may_record
from security_system.evidence.event import EventKind
from security_system.evidence.settings import RecordingSettings
from security_system.evidence.shelf import Shelf
from security_system.evidence.track import GONE_S, Track
from security_system.evidence.work import MOST_WAITING, AddPacket, BeginClip, EndClip, WorkQueue

SETTINGS = RecordingSettings(pre_roll_s=2, post_roll_s=3, alarm_s=8, longest_s=12)
KEY_EVERY = 10


class Camera:
    """Gives packets to a track, at times of its own."""

    def __init__(self, folder="/nowhere", settings=SETTINGS):
        self.work = WorkQueue()
        self.track = Track("hall", settings, Shelf(folder), self.work)
        self.number = 0
        self.gap_s = 0.0

    @property
    def t_s(self):
        return self.number / FPS + self.gap_s

    def packets(self, count):
        for _ in range(count):
            is_key = self.number % KEY_EVERY == 0
            t_ns = round(self.t_s * NS)
            self.track.tick(self.t_s)
            self.track.add(Packet(b"x", t_ns, t_ns // 1000, is_key))
            self.number += 1

    def gap(self, seconds):
        self.track.lost()
        for _ in range(seconds):
            self.gap_s += 1
            self.track.tick(self.t_s)

    def notes(self):
        found = []
        while True:
            try:
                found.append(self.work.take(0))
            except queue.Empty:
                return found


deeds = st.lists(
    st.one_of(
        st.tuples(st.just("packets"), st.integers(1, 60)),
        st.tuples(st.just("gap"), st.integers(1, 20)),
        st.tuples(st.just("begin"), st.sampled_from(list(EventKind))),
        st.tuples(
            st.sampled_from(["extend", "end", "end_if_ordinary", "new_size", "lost"]), st.none()
        ),
    ),
    max_size=25,
)


@given(deeds=deeds)
def test_each_clip_begins_with_a_key_frame_and_ends_once(deeds):
    camera = Camera()
    camera.packets(15)
    for deed, how in deeds:
        if deed in ("packets", "gap"):
            getattr(camera, deed)(how)
        elif deed == "begin":
            camera.track.begin(Cause(how, "a test"), camera.t_s)
        elif deed == "extend":
            camera.track.extend(camera.t_s)
        else:
            getattr(camera.track, deed)()
    camera.track.end()
    running, ended, last_us = None, set(), {}
    for note in camera.notes():
        if isinstance(note, BeginClip):
            assert running is None
            assert note.id not in ended
            running = note.id
        elif isinstance(note, EndClip):
            assert note.id == running
            ended.add(note.id)
            running = None
        elif isinstance(note, AddPacket):
            assert note.id == running
            assert note.id in last_us or note.packet.is_key
            assert note.packet.pts_us > last_us.get(note.id, -1)
            last_us[note.id] = note.packet.pts_us
    assert running is None
    assert not camera.track.is_recording


@given(before=st.integers(40, 120), late=st.integers(0, 9))
def test_the_pre_roll_is_at_least_what_was_asked_wherever_the_key_frames_are(before, late):
    camera = Camera()
    camera.packets(before)
    cause_s = camera.t_s - late / FPS
    camera.track.begin(Cause(EventKind.MOTION), cause_s)
    first = next(note for note in camera.notes() if isinstance(note, AddPacket))
    assert round(cause_s - first.packet.t_ns / NS, 6) >= SETTINGS.pre_roll_s


def test_packets_that_a_slow_card_cannot_take_are_left_out_until_a_key_frame_fits():
    camera = Camera()
    camera.packets(5)
    camera.track.begin(Cause(EventKind.ALARM), camera.t_s)
    camera.track.extend(1e6)
    camera.track._settings = SETTINGS.model_copy(update={"longest_s": 3600})
    camera.packets(MOST_WAITING + 200)
    assert camera.work.dropped > 100
    taken = camera.notes()
    assert len(taken) <= MOST_WAITING + 10
    camera.packets(25)
    first = next(note for note in camera.notes() if isinstance(note, AddPacket))
    assert first.packet.is_key


def test_a_camera_that_is_gone_for_long_has_its_clip_finished():
    camera = Camera()
    camera.packets(30)
    camera.track.begin(Cause(EventKind.ALARM), camera.t_s)
    camera.notes()
    camera.gap(5)
    assert not [note for note in camera.notes() if isinstance(note, EndClip)]
    camera.gap(round(GONE_S))
    assert [
        note for note in camera.notes() if isinstance(note, EndClip)
    ] or not camera.track.event_id


def test_the_shelf_knows_when_the_clip_begins_before_anybody_writes_that_down():
    camera = Camera()
    camera.packets(45)
    known = []
    put = camera.work.put
    camera.work.put = lambda work: known.append(camera.track._shelf.all()[-1]) or put(work)
    camera.track.begin(Cause(EventKind.ALARM), camera.t_s)
    assert 2.0 <= round(known[0].cause_s - known[0].start_s, 6) <= 3.1


def test_pictures_of_another_size_never_come_into_the_same_clip():
    camera = Camera()
    camera.packets(35)
    camera.track.new_size()
    camera.track.begin(Cause(EventKind.ALARM), camera.t_s)
    camera.packets(3)
    assert not [note for note in camera.notes() if isinstance(note, AddPacket)]
    camera.packets(20)
    taken = [note.packet for note in camera.notes() if isinstance(note, AddPacket)]
    assert (taken[0].is_key, taken[0].t_ns) == (True, 4 * NS)
    camera.track.new_size()
    camera.packets(20)
    kinds = [type(note) for note in camera.notes() if not isinstance(note, AddPacket)]
    assert kinds == [EndClip, BeginClip]


def test_what_may_be_recorded_when():
    table = {}
    for at_home in ("nothing", "alarm", "motion"):
        for is_home in (False, True):
            settings = RecordingSettings(at_home=at_home)
            table[at_home, is_home] = [
                kind.value
                for kind in EventKind
                if may_record(kind, "motion", settings, is_home=is_home)
            ]
    everything = ["motion", "manual", "alarm"]
    assert table == {
        ("nothing", False): everything,
        ("nothing", True): ["manual"],
        ("alarm", False): everything,
        ("alarm", True): ["manual", "alarm"],
        ("motion", False): everything,
        ("motion", True): everything,
    }
    away = RecordingSettings()
    assert not may_record(EventKind.MOTION, "alarm", away, is_home=False)
    assert not any(may_record(kind, "never", away, is_home=False) for kind in EventKind)
