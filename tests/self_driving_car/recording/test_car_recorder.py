"""The recorder keeps what the car does, and is in nobody's way."""

import threading
import time

import numpy as np
import pytest
from recording_fakes import JPEG, WALL_S, driving, recorder_in

from makerkit.app.edge import Level
from makerkit.tub import Tub, TubWriteError, TubWriter
from self_driving_car.recording.recorder import MOST_WAITING
from self_driving_car.recording.tubs import tub_for, tubs_in
from self_driving_car.status import Mode

DAY = time.strftime("%Y-%m-%d", time.localtime(WALL_S))


@pytest.fixture
def recorder(tmp_path):
    recorder = recorder_in(tmp_path)
    recorder.start()
    yield recorder
    recorder.stop()


def record(recorder, count, begin_s=0.0):
    return [recorder.add(JPEG, driving(begin_s + number / 20)) for number in range(count)]


def test_a_drive_becomes_a_session_in_the_tub_of_the_day(tmp_path, recorder):
    recorder.start_recording()
    assert recorder.is_recording
    assert record(recorder, 3) == [True] * 3
    recorder.stop_recording()
    recorder.start_recording()
    record(recorder, 2)
    recorder.stop()

    tub = Tub(tmp_path / "tubs" / DAY)
    assert [one.records for one in tub.sessions] == [3, 2]
    assert tub.jpeg(0) == JPEG
    assert (tub[0]["user/angle"], tub[0]["user/throttle"]) == (pytest.approx(0.4), 0.5)
    assert recorder.records == 2


def test_what_is_offered_before_and_after_a_recording_is_not_kept(tmp_path, recorder):
    assert record(recorder, 1) == [False]
    recorder.start_recording()
    record(recorder, 1)
    recorder.stop_recording()
    assert record(recorder, 1, 5.0) == [False]
    recorder.stop()

    assert len(Tub(tmp_path / "tubs" / DAY)) == 1


def test_a_recording_without_a_record_leaves_no_empty_tub(tmp_path, recorder):
    recorder.start_recording()
    recorder.stop()

    assert not (tmp_path / "tubs").exists()


def test_a_slow_card_never_holds_up_the_driver(tmp_path, mocker):
    """Records that find no room in the queue are left out, counted and told."""
    recorder = recorder_in(tmp_path)
    is_free, is_stuck = threading.Event(), threading.Event()
    real = TubWriter.write

    def slow(self, *args, **more):
        is_stuck.set()
        assert is_free.wait(20)
        return real(self, *args, **more)

    mocker.patch.object(TubWriter, "write", slow)
    recorder.start()
    recorder.start_recording()
    record(recorder, 1)
    assert is_stuck.wait(20)
    kept = record(recorder, MOST_WAITING + 5, 1.0)
    assert kept == [True] * MOST_WAITING + [False] * 5
    assert recorder.dropped == 5
    health = recorder.health()
    assert (health.level, health.says) == (
        Level.WARNING,
        "5 records were left out: the card is too slow. Lower fps.",
    )
    is_free.set()
    recorder.stop()
    assert len(Tub(tmp_path / "tubs" / DAY)) == MOST_WAITING + 1


def test_a_full_disk_stops_the_recording_with_its_reason_and_the_car_drives_on(tmp_path, mocker):
    recorder = recorder_in(tmp_path)
    recorder.start()
    recorder.start_recording()
    record(recorder, 2)
    recorder.stop()
    full = TubWriteError("The disk is full.", is_full=True)
    mocker.patch.object(TubWriter, "write", side_effect=full)
    recorder.start()
    recorder.start_recording()
    record(recorder, 3)
    recorder._queue.join()

    assert not recorder.is_recording
    assert recorder.is_alive
    assert (recorder.health().level, recorder.health().says) == (Level.ERROR, "The disk is full.")
    assert record(recorder, 1) == [False]
    mocker.stopall()
    recorder.start_recording()
    assert recorder.problem == ""
    record(recorder, 2, 5.0)
    recorder.stop()
    assert len(Tub(tmp_path / "tubs" / DAY)) == 4


def test_recording_stops_before_the_disk_is_full(tmp_path):
    recorder = recorder_in(tmp_path, least_free_gb=1000.0)
    recorder.start()
    recorder.start_recording()
    recorder.stop()

    assert not recorder.is_recording
    assert "1000 must stay free" in recorder.problem
    assert not (tmp_path / "tubs").exists()


def test_whatever_goes_wrong_the_thread_lives(tmp_path, mocker):
    recorder = recorder_in(tmp_path)
    mocker.patch.object(TubWriter, "write", side_effect=RuntimeError("a bug"))
    recorder.start()
    recorder.start_recording()
    record(recorder, 1)
    recorder._queue.join()

    assert recorder.is_alive
    assert recorder.problem == "a bug"
    recorder.stop()


@pytest.mark.parametrize("still_runs", [True, False])
def test_the_last_records_are_taken_back_as_donkeycars_drivers_know_it(
    tmp_path, recorder, still_runs
):
    recorder.start_recording()
    record(recorder, 5)
    if not still_runs:
        recorder.stop_recording()
    recorder.erase_last(2)
    recorder.stop()

    tub = Tub(tmp_path / "tubs" / DAY)
    assert tub.deleted == {3, 4}
    assert tub.jpeg(4) == JPEG


def test_wide_pictures_are_made_smaller_and_narrow_ones_are_not(tmp_path):
    recorder = recorder_in(tmp_path, width_px=160)
    recorder.start()
    recorder.start_recording()
    for number, size in enumerate([(240, 320), (60, 80)]):
        recorder.add(np.full((*size, 3), 90, np.uint8), driving(number))
    recorder.stop()

    tub = Tub(tmp_path / "tubs" / DAY)
    assert [tub.image(index).shape for index in (0, 1)] == [(120, 160, 3), (60, 80, 3)]


def test_a_record_has_the_time_of_its_picture(tmp_path):
    recorder = recorder_in(tmp_path)
    recorder._clock = lambda: 100.25
    recorder.start()
    recorder.start_recording()
    recorder.add(JPEG, driving(100.0))
    recorder.stop()

    assert Tub(tmp_path / "tubs" / DAY)[0]["_timestamp_ms"] == WALL_S * 1000 - 250


def test_a_full_tub_is_followed_by_another_one(tmp_path):
    with TubWriter(tmp_path / DAY) as tub:
        for _ in range(3):
            tub.write({"cam/image_array": JPEG})

    assert tub_for(tmp_path, WALL_S, 4).name == DAY
    assert tub_for(tmp_path, WALL_S, 3).name == f"{DAY}_2"


def test_the_list_of_tubs_passes_over_what_is_none(tmp_path):
    for name in ("b", "a"):
        with TubWriter(tmp_path / name) as tub:
            tub.write({"cam/image_array": JPEG})
            tub.write({"cam/image_array": JPEG})
            tub.erase_last(1)
    (tmp_path / "photos").mkdir()
    (tmp_path / "note.txt").write_text("x")

    found = [(one.name, one.records, one.deleted, one.sessions) for one in tubs_in(tmp_path)]
    assert sorted(found) == [("a", 1, 1, 1), ("b", 1, 1, 1)]
    assert tubs_in(tmp_path / "nowhere") == []


def test_a_recorder_without_its_thread_says_so(tmp_path):
    assert recorder_in(tmp_path).health().level == Level.ABSENT


def test_stopping_twice_and_starting_twice_does_no_harm(recorder):
    recorder.start()
    recorder.start_recording()
    recorder.start_recording()
    recorder.stop()
    recorder.stop()
    assert not recorder.is_recording


def test_only_people_are_recorded_where_that_is_wished(tmp_path):
    recorder = recorder_in(tmp_path, drivers="people")
    recorder.start()
    recorder.start_recording()
    kept = [recorder.add(JPEG, driving(one, mode=mode)) for one, mode in enumerate(Mode)]
    recorder.stop()

    assert kept == [mode is Mode.MANUAL for mode in Mode]
