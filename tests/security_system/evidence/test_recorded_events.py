"""Events become clips: with what was before, as long as it goes on, in pieces where it is long."""

import itertools
import time
from types import SimpleNamespace

import pytest
from small_films import FPS, NS, Stream, film, frame, seconds_that_play

from makerkit.app.edge import Level
from makerkit.errors import BadInputError, NotThereError
from security_system.alarm import AlarmState, AlarmView, ArmMode
from security_system.alarm.happenings import Happening, Kind
from security_system.evidence.cause import Cause
from security_system.evidence.event import EventKind, Region
from security_system.evidence.evidence import Evidence
from security_system.evidence.settings import RecordingSettings

MOTION = Cause(EventKind.MOTION, "somebody moves in the hall", "hall")
ALARM = Cause(EventKind.ALARM, "the front door was opened", "front_door")


@pytest.fixture(scope="module")
def packets():
    return film(20)


class Recorder:
    """An evidence and the stream of one camera, both on virtual time."""

    def __init__(self, folder, packets, **settings):
        settings = {"pre_roll_s": 3.0, "post_roll_s": 2.0, "least_free_gb": 0.0} | settings
        self.evidence = Evidence(folder, RecordingSettings(**settings))
        self.track = self.evidence.track("hall")
        self.evidence.set_home(is_home=False)
        self.evidence.start()
        self.track = self.evidence.track("hall")
        self.stream = Stream(packets)

    def run(self, seconds):
        for _ in range(round(seconds * FPS)):
            time.sleep(max(0.0, self.stream.t_ns / NS - time.monotonic()))
            self.track.add(self.stream.next())
            self.track.tick(time.monotonic())

    def without_camera(self, seconds):
        for _ in range(round(seconds)):
            time.sleep(1)
            self.track.tick(time.monotonic())
            self.stream.count += FPS

    def events(self):
        return self.evidence.events()[::-1]

    def played_s(self, event):
        return seconds_that_play(self.evidence.path(event.id, "clip"))


@pytest.fixture
def record(virtual_time, tmp_path, packets):
    made = []

    def begin(**settings):
        made.append(Recorder(tmp_path / "clips", packets, **settings))
        return made[-1]

    yield begin
    for recorder in made:
        recorder.evidence.stop()


def test_a_clip_shows_at_least_what_was_asked_of_before_and_after(record):
    for pre_roll_s in (0.5, 1.0, 2.7, 5.0):
        recorder = record(pre_roll_s=pre_roll_s)
        recorder.run(8.3)
        cause_s = time.monotonic()
        recorder.evidence.begin("hall", MOTION, cause_s)
        recorder.run(4)
        recorder.evidence.stop()
        event = recorder.events()[-1]
        before_s = event.cause_s - event.start_s
        assert pre_roll_s <= before_s <= pre_roll_s + 1.1
        assert recorder.played_s(event) >= before_s + 2.0
        assert event.end_s - event.start_s == pytest.approx(recorder.played_s(event), abs=0.01)
        recorder.evidence.shelf.remove(event.id)


def test_a_trigger_that_comes_late_has_its_pre_roll_all_the_same(record):
    recorder = record(pre_roll_s=3.0)
    recorder.run(10)
    recorder.evidence.begin("hall", MOTION, time.monotonic() - 0.9)
    recorder.run(3)
    recorder.evidence.stop()
    event = recorder.events()[0]
    assert event.cause_s - event.start_s >= 3.0


def test_each_of_many_events_in_a_row_has_its_clip(record):
    """CircularOutput2 lost a tenth of its files (picamera2 #1403)."""
    recorder = record(pre_roll_s=1.0, post_roll_s=0.5)
    recorder.run(3)
    for _ in range(40):
        recorder.evidence.begin("hall", MOTION)
        recorder.run(2)
    recorder.evidence.stop()
    events = recorder.events()
    assert len(events) == 40
    assert all(recorder.played_s(event) >= 1.5 for event in events)


def test_motion_that_goes_on_makes_one_longer_clip(record):
    recorder = record()
    recorder.run(5)
    first = recorder.evidence.begin("hall", MOTION)
    for _ in range(6):
        recorder.run(1.5)
        assert recorder.evidence.begin("hall", MOTION) == first
    recorder.run(5)
    recorder.evidence.stop()
    (event,) = recorder.events()
    assert recorder.played_s(event) == pytest.approx(3 + 9 + 2, abs=1.2)
    assert (event.kind, event.why, event.zone) == ("motion", MOTION.why, "hall")


def test_motion_that_becomes_an_alarm_is_the_clip_of_an_alarm(record):
    recorder = record(alarm_s=20.0)
    recorder.run(5)
    recorder.evidence.begin("hall", MOTION)
    recorder.run(1)
    recorder.evidence.begin("hall", ALARM)
    recorder.run(30)
    recorder.evidence.stop()
    (event,) = recorder.events()
    assert (event.kind, event.why, event.zone) == ("alarm", ALARM.why, "front_door")
    assert event.clip == f"{event.id}.alarm.mp4"
    assert recorder.played_s(event) >= 3 + 1 + 20


def test_motion_in_an_alarm_does_not_make_its_clip_shorter(record):
    recorder = record(alarm_s=20.0)
    recorder.run(4)
    recorder.evidence.begin("hall", ALARM)
    recorder.run(2)
    recorder.evidence.begin("hall", MOTION)
    recorder.track.extend(time.monotonic())
    recorder.run(16)
    assert recorder.track.is_recording
    recorder.run(4)
    assert not recorder.track.is_recording


def turn(*happenings, state=AlarmState.ARMED, mode=ArmMode.AWAY):
    view = AlarmView(t_s=time.monotonic(), state=state, mode=mode)
    return SimpleNamespace(happenings=happenings, view=view, t_s=time.monotonic())


def test_an_alarm_of_any_zone_is_recorded_by_every_camera(record):
    recorder = record()
    recorder.evidence.track("yard")
    recorder.run(4)
    opened = Happening(kind=Kind.ALARM, zone="front_door", why="the front door was opened")
    recorder.evidence.on_turn(turn(opened))
    found = {(e.camera, e.kind, e.zone, e.why) for e in recorder.events()}
    assert found == {(c, "alarm", "front_door", opened.why) for c in ("hall", "yard")}


def test_a_silent_call_for_help_is_recorded_but_stands_nowhere_as_one(record):
    recorder = record()
    recorder.run(4)
    called = Happening(kind=Kind.PANIC, why="a call for help", detail={"is_silent": True})
    recorder.evidence.on_turn(turn(called, state=AlarmState.DISARMED, mode=None))
    (event,) = recorder.events()
    assert (event.kind, event.why, event.zone) == ("manual", "Recorded by hand.", "")


@pytest.mark.parametrize(
    ("state", "mode", "is_home", "motion"),
    [
        (AlarmState.DISARMED, None, True, False),
        (AlarmState.ARMING, ArmMode.AWAY, False, False),
        (AlarmState.ARMED, ArmMode.AWAY, False, True),
        (AlarmState.PENDING, ArmMode.AWAY, False, True),
        (AlarmState.TRIGGERED, ArmMode.VACATION, False, True),
        (AlarmState.ARMED, ArmMode.HOME, True, False),
        (AlarmState.ARMED, ArmMode.NIGHT, True, False),
    ],
)
def test_the_alarm_tells_who_is_at_home(record, state, mode, is_home, motion):
    recorder = record()
    recorder.evidence.on_turn(turn(state=state, mode=mode))
    assert recorder.evidence.is_home == is_home
    assert recorder.evidence.may_record("hall", EventKind.MOTION) == motion


def test_a_long_event_becomes_clips_that_follow_each_other_without_a_gap(record):
    recorder = record(longest_s=10.0)
    recorder.run(5)
    recorder.evidence.begin("hall", ALARM)
    recorder.run(40)
    recorder.evidence.stop()
    events = recorder.events()
    assert len(events) >= 4
    for before, event in itertools.pairwise(events):
        assert event.follows == before.id
        assert event.start_s == pytest.approx(before.end_s, abs=0.001)
    assert all(recorder.played_s(event) <= 11.1 for event in events)


def test_a_camera_lost_and_back_in_the_middle_of_a_clip_leaves_its_gap(record):
    recorder = record(post_roll_s=15.0)
    recorder.run(5)
    recorder.evidence.begin("hall", MOTION)
    recorder.run(2)
    recorder.track.lost()
    recorder.without_camera(4)
    recorder.run(3)
    recorder.evidence.stop()
    (event,) = recorder.events()
    assert event.end_s - event.start_s == pytest.approx(3 + 2 + 4 + 3, abs=1.2)


def test_a_camera_gone_for_long_in_an_alarm_begins_another_clip_when_it_is_back(record):
    recorder = record(alarm_s=60.0)
    recorder.run(5)
    recorder.evidence.begin("hall", ALARM)
    recorder.run(2)
    recorder.without_camera(20)
    assert [event.is_running for event in recorder.events()] == [False]
    recorder.run(10)
    recorder.evidence.stop()
    first, second = recorder.events()
    assert second.follows == first.id
    assert second.start_s - first.end_s == pytest.approx(20, abs=1.1)
    assert recorder.played_s(second) >= 8


def test_a_wall_clock_that_jumps_changes_neither_length_nor_order(record, monkeypatch):
    recorder = record()
    recorder.run(5)
    first = recorder.evidence.begin("hall", MOTION)
    recorder.run(1)
    real_s = time.time
    monkeypatch.setattr(time, "time", lambda: real_s() - 40 * 365 * 86_400)
    recorder.run(6)
    second = recorder.evidence.begin("hall", MOTION)
    recorder.run(6)
    recorder.evidence.stop()
    assert [event.id for event in recorder.events()] == [first, second]
    assert all(6.3 > recorder.played_s(event) >= 5 for event in recorder.events())


def test_the_picture_with_the_highest_score_is_the_snapshot(record):
    recorder = record()
    recorder.run(5)
    id_ = recorder.evidence.begin("hall", MOTION)
    for score in (0.5, 0.9, 0.7):
        recorder.run(0.5)
        box = Region(score, 0.1, 0.1, 0.2)
        recorder.track.look(frame(3), (box,), score, time.monotonic())
    recorder.evidence.stop()
    event = recorder.evidence.event(id_)
    assert (event.score, event.boxes) == (0.9, (Region(0.9, 0.1, 0.1, 0.2),))
    assert recorder.evidence.path(id_, "snapshot").read_bytes()[:2] == b"\xff\xd8"
    assert recorder.evidence.path(id_, "thumbnail").stat().st_size > 0


def test_at_home_nothing_is_recorded_unless_the_settings_say_so(record):
    allowed = {"nothing": [], "alarm": ["alarm"], "motion": ["motion", "alarm"]}
    for at_home, kinds in allowed.items():
        recorder = record(at_home=at_home)
        recorder.evidence.set_home(is_home=True)
        found = [c.kind for c in (MOTION, ALARM) if recorder.evidence.begin("hall", c)]
        assert found == kinds
        assert recorder.evidence.wants_packets("hall") == bool(kinds)
        recorder.track.end()
        recorder.evidence.stop()


def test_who_comes_home_ends_the_clip_of_motion_but_not_that_of_an_alarm(record):
    recorder = record()
    recorder.run(4)
    recorder.evidence.begin("hall", MOTION)
    recorder.evidence.set_home(is_home=True)
    assert not recorder.track.is_recording
    recorder.evidence.set_home(is_home=False)
    recorder.evidence.begin("hall", ALARM)
    recorder.evidence.set_home(is_home=True)
    assert recorder.track.is_recording


def test_who_is_just_leaving_is_not_recorded_but_the_last_seconds_are_remembered(record):
    recorder = record(at_home="nothing")
    recorder.evidence.set_home(is_home=False, is_leaving=True)
    assert recorder.evidence.begin("hall", MOTION) == ""
    assert recorder.evidence.wants_packets("hall")
    assert recorder.evidence.begin("hall", ALARM) != ""


def test_a_camera_that_never_records_does_not(record):
    recorder = record()
    recorder.evidence.track("yard", record="never")
    assert recorder.evidence.begin("yard", ALARM) == ""
    with pytest.raises(NotThereError, match="no camera 'attic'"):
        recorder.evidence.begin("attic", ALARM)


def test_without_a_single_picture_there_is_no_file_of_0_bytes(record, tmp_path):
    recorder = record()
    id_ = recorder.evidence.begin("hall", ALARM)
    recorder.evidence.stop()
    event = recorder.evidence.event(id_)
    assert (event.clip, event.problem) == ("", "No picture came from the camera.")
    names = sorted(path.name for path in (tmp_path / "clips").iterdir())
    assert names == [f"{id_}.json", "NOTICE.txt"]


def test_what_is_recorded_or_protected_is_not_deleted(record):
    recorder = record()
    recorder.run(4)
    id_ = recorder.evidence.begin("hall", MOTION)
    recorder.run(1)
    with pytest.raises(BadInputError, match="still being recorded"):
        recorder.evidence.delete(id_)
    recorder.run(4)
    recorder.evidence.protect(id_)
    with pytest.raises(BadInputError, match="protected"):
        recorder.evidence.delete(id_)
    assert recorder.evidence.event(id_).clip == f"{id_}.motion.kept.mp4"
    recorder.evidence.protect(id_, is_protected=False)
    recorder.evidence.delete(id_)
    assert [path.name for path in recorder.evidence.folder.iterdir()] == ["NOTICE.txt"]


def test_an_event_is_told_when_it_begins_and_when_its_clip_is_there(record):
    recorder = record()
    told = []
    recorder.evidence.listen(lambda event: told.append((event.is_running, bool(event.clip))))
    recorder.run(4)
    recorder.evidence.begin("hall", MOTION)
    recorder.run(5)
    recorder.evidence.stop()
    assert told == [(True, False), (False, True)]


def test_health_tells_room_and_events(record):
    recorder = record()
    recorder.run(1)
    health = recorder.evidence.health()
    assert (health.level, health.says) == (Level.OK, "")
    assert health.numbers["free_gb"] > 0


def test_an_evidence_that_was_stopped_starts_again(record):
    recorder = record()
    recorder.run(4)
    recorder.evidence.begin("hall", MOTION)
    recorder.run(1)
    recorder.evidence.stop()
    assert not recorder.evidence.is_alive
    recorder.evidence.start()
    recorder.run(4)
    recorder.evidence.begin("hall", MOTION)
    recorder.run(5)
    recorder.evidence.stop()
    assert [recorder.played_s(event) > 3 for event in recorder.events()] == [True, True]
    assert [event.is_running for event in recorder.events()] == [False, False]


def test_without_a_ring_the_clip_begins_with_the_next_key_frame_and_says_when(record):
    recorder = record(at_home="nothing")
    recorder.run(2.5)
    recorder.track.ring.clear()
    recorder.evidence.begin("hall", Cause(EventKind.MANUAL, "somebody pressed Record"))
    recorder.run(5)
    recorder.evidence.stop()
    (event,) = recorder.events()
    assert event.start_s - event.cause_s == pytest.approx(0.5, abs=0.11)
    assert event.end_s - event.start_s == pytest.approx(recorder.played_s(event), abs=0.01)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_the_thread_that_writes_may_break_off_and_start_again(record, monkeypatch):
    recorder = record()
    recorder.run(4)
    first = recorder.evidence.begin("hall", MOTION)
    recorder.run(1)

    def breaks_off(_desk, _work):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("security_system.evidence.desk.Desk.add", breaks_off)
        recorder.run(0.5)
    assert not recorder.evidence.is_alive
    recorder.evidence.stop()
    recorder.evidence.start()
    recorder.run(4)
    second = recorder.evidence.begin("hall", MOTION)
    recorder.run(5)
    recorder.evidence.stop()
    for id_ in (first, second):
        assert not recorder.evidence.event(id_).is_running
        assert recorder.played_s(recorder.evidence.event(id_)) > 3
