"""A full disk: nothing of 0 bytes, the oldest go first, recording goes on or says why not."""

import errno
import time
from types import SimpleNamespace

import pytest
from small_films import FPS, NS, Stream, film, frame, seconds_that_play, times_s

from makerkit.app.edge import Level
from makerkit.atomic_file import cannot_write
from makerkit.camera.clip_file import ClipFile
from security_system.evidence import desk, keeper, shelf
from security_system.evidence.cause import Cause
from security_system.evidence.event import EventKind
from security_system.evidence.evidence import Evidence
from security_system.evidence.settings import RecordingSettings

CAPACITY = 400_000
MOTION = Cause(EventKind.MOTION, "somebody moves")


class SmallDisk:
    """A disk of a few hundred kilobytes: what does not fit is written as far as it goes."""

    def __init__(self, monkeypatch, folder, capacity=CAPACITY):
        self.folder, self.capacity, self.is_broken = folder, capacity, False
        self.refused = 0
        self.strangers = 0
        real_write, real_atomic = ClipFile._write, shelf.write_atomically

        def write(file, data):
            room = self.free
            if len(data) > room or self.is_broken:
                self.refused += 1
                if not self.is_broken:
                    real_write(file, bytes(data)[: max(room, 0)])
                raise self.error()
            real_write(file, data)

        def atomic(path, data, **how):
            if len(data) > self.free or self.is_broken:
                self.refused += 1
                raise cannot_write(path, self.error())
            real_atomic(path, data, **how)

        monkeypatch.setattr(ClipFile, "_write", write)
        monkeypatch.setattr(shelf, "write_atomically", atomic)
        monkeypatch.setattr(desk, "write_atomically", atomic)
        usage = SimpleNamespace(disk_usage=lambda _: SimpleNamespace(free=self.free))
        monkeypatch.setattr(keeper, "shutil", usage)

    @property
    def used(self):
        return self.strangers + sum(p.stat().st_size for p in self.folder.rglob("*") if p.is_file())

    @property
    def free(self):
        return max(0, self.capacity - self.used)

    def error(self):
        return OSError(errno.EIO if self.is_broken else errno.ENOSPC, "No space left on device")


@pytest.fixture(scope="module")
def packets():
    return film(20, size=(128, 96))


@pytest.fixture
def setting(virtual_time, tmp_path, monkeypatch, packets):
    folder = tmp_path / "clips"
    folder.mkdir()
    disk = SmallDisk(monkeypatch, folder)
    monkeypatch.setattr(desk, "CLIP_BYTES", 60_000)
    settings = RecordingSettings(
        pre_roll_s=2, post_roll_s=2, least_free_gb=0, longest_s=60, alarm_s=5
    )
    evidence = Evidence(folder, settings)
    evidence.set_home(is_home=False)
    track = evidence.track("hall")
    evidence.start()
    yield SimpleNamespace(
        disk=disk, evidence=evidence, track=track, stream=Stream(packets), folder=folder
    )
    evidence.stop()


def run(setting, seconds):
    for _ in range(round(seconds * FPS)):
        time.sleep(max(0.0, setting.stream.t_ns / NS - time.monotonic()))
        setting.track.add(setting.stream.next())
        setting.track.look(frame(setting.stream.count), (), 0.5, time.monotonic())
        setting.track.tick(time.monotonic())


def one_event(setting, cause=MOTION, seconds=8):
    run(setting, 3)
    id_ = setting.evidence.begin("hall", cause)
    run(setting, 2)
    setting.track.extend(time.monotonic() + seconds - 5)
    run(setting, seconds)
    return id_


def no_empty_file(folder):
    return all(path.stat().st_size > 0 for path in folder.rglob("*") if path.is_file())


def test_when_the_disk_is_full_the_oldest_go_and_recording_goes_on(setting):
    """Motioneyeos #2285 (0-byte videos), motioneye #1074 (delete the oldest)."""
    ids = [one_event(setting) for _ in range(30)]
    kept = [event.id for event in setting.evidence.events()][::-1]
    assert setting.disk.refused > 0
    assert 3 <= len(kept) < 30
    assert kept == ids[-len(kept) :]
    assert no_empty_file(setting.folder)
    for event in setting.evidence.events():
        assert len(times_s(setting.evidence.path(event.id, "clip"))) > 20
        assert event.snapshot
    assert setting.evidence.health().level is Level.OK


def test_alarms_outlive_ordinary_clips_and_protected_ones_outlive_all(setting):
    alarm = one_event(setting, Cause(EventKind.ALARM, "the door"))
    guarded = one_event(setting)
    setting.evidence.protect(guarded)
    for _ in range(25):
        one_event(setting)
    kept = {event.id for event in setting.evidence.events()}
    assert {alarm, guarded} <= kept
    assert setting.disk.refused > 0


def test_with_protected_clips_alone_recording_says_why_not_and_leaves_nothing_empty(setting):
    for _ in range(40):
        id_ = one_event(setting)
        if not setting.evidence.event(id_).clip:
            break
        setting.evidence.protect(id_)
    event = setting.evidence.event(id_)
    assert event.clip == ""
    assert "There is no room" in event.problem or "No space" in event.problem
    health = setting.evidence.health()
    assert health.level is Level.ERROR
    assert no_empty_file(setting.folder)
    assert [p for p in setting.folder.iterdir() if p.suffix == ".part"] == []


def test_when_others_give_room_back_recording_goes_on_by_itself(setting):
    setting.disk.strangers = CAPACITY
    run(setting, 3)
    id_ = setting.evidence.begin("hall", Cause(EventKind.ALARM, "the door"))
    run(setting, 2)
    assert no_empty_file(setting.folder)  # a power cut now would leave one
    setting.disk.strangers = 0
    run(setting, 8)
    setting.evidence.stop()
    event = setting.evidence.event(id_)
    assert event.clip
    assert seconds_that_play(setting.evidence.path(id_, "clip")) >= 8  # all of the pre-roll waited
    assert no_empty_file(setting.folder)


def test_a_card_that_breaks_is_said_and_the_program_goes_on(setting):
    run(setting, 3)
    id_ = setting.evidence.begin("hall", MOTION)
    run(setting, 1.5)
    setting.disk.is_broken = True
    run(setting, 6)
    assert setting.evidence.event(id_).problem or setting.evidence.health().level is Level.ERROR
    setting.disk.is_broken = False
    run(setting, 3)
    again = one_event(setting)
    assert len(times_s(setting.evidence.path(again, "clip"))) > 20
    assert no_empty_file(setting.folder)


@pytest.mark.parametrize("room", range(0, 16_000, 1300))
def test_at_whatever_byte_the_disk_is_full_what_is_there_plays(setting, room):
    run(setting, 3)
    setting.disk.strangers = setting.disk.free - room
    id_ = setting.evidence.begin("hall", MOTION)
    run(setting, 4)
    setting.evidence.stop()
    assert no_empty_file(setting.folder)
    for path in setting.folder.glob("*.mp4"):
        assert len(times_s(path)) > 0
    again = Evidence(setting.folder, setting.evidence.settings)
    again.start()
    again.wait_until_healed()
    again.stop()
    assert no_empty_file(setting.folder)
    assert [e.id for e in again.events() if e.clip] in ([], [id_])


def test_a_folder_that_cannot_be_made_is_said(virtual_time, tmp_path):
    (tmp_path / "clips").write_bytes(b"a file")
    evidence = Evidence(tmp_path / "clips")
    evidence.start()
    evidence.wait_until_healed()
    health = evidence.health()
    evidence.stop()
    assert (health.level, "cannot be used" in health.says) == (Level.ERROR, True)
