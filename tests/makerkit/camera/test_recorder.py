"""Clips begin before they were asked for; a slow or full disk stops neither camera nor thread."""

import threading

import av
import pytest
from moving_pictures import packets

from makerkit.camera.recorder import ClipRecorder
from makerkit.errors import BadInputError


@pytest.fixture(scope="module")
def film():
    return list(packets(150))


def times_s(path):
    with av.open(str(path)) as opened:
        return [float(picture.pts * picture.time_base) for picture in opened.decode(video=0)]


def add_all(recorder, film):
    for packet in film:
        recorder.add(packet)


def test_a_clip_begins_before_it_was_asked_for(film, tmp_path):
    clips = []
    with ClipRecorder(before_s=3, on_clip=clips.append) as recorder:
        add_all(recorder, film[:100])
        recorder.start(tmp_path / "a.mp4", created_s=1_795_000_000)
        add_all(recorder, film[100:120])
        recorder.stop()
        add_all(recorder, film[120:])
    assert [clip.path.name for clip in clips] == ["a.mp4"]
    assert clips[0].created_s == 1_795_000_000
    assert len(times_s(clips[0].path)) == 120 - 45  # the key frame before 99 / 15 - 3 s


def test_the_next_clip_has_its_own_seconds_before(film, tmp_path):
    clips = []
    with ClipRecorder(before_s=2, on_clip=clips.append) as recorder:
        recorder.start(tmp_path / "a.mp4")
        add_all(recorder, film[:50])
        recorder.stop()
        recorder.start(tmp_path / "b.mp4")
        add_all(recorder, film[50:60])
    assert [len(times_s(clip.path)) for clip in clips] == [50, 60 - 15]


def test_a_second_start_is_refused_in_words(tmp_path):
    with ClipRecorder() as recorder:
        recorder.start(tmp_path / "a.mp4")
        with pytest.raises(BadInputError, match="A clip is being recorded; stop it before"):
            recorder.start(tmp_path / "b.mp4")
        assert recorder.is_recording


def test_a_clip_that_cannot_be_written_is_told_and_the_next_one_is(film, tmp_path):
    errors, clips = [], []
    with ClipRecorder(on_clip=clips.append, on_error=errors.append) as recorder:
        recorder.start(tmp_path / "no" / "a.mp4")
        add_all(recorder, film[:30])
        recorder.stop()
        recorder.start(tmp_path / "b.mp4")
        add_all(recorder, film[30:60])
    assert ["does not exist" in str(error) for error in errors] == [True]
    assert [len(times_s(clip.path)) for clip in clips] == [60]


def test_another_size_ends_the_clip_with_what_it_has(film, tmp_path):
    errors, clips = [], []
    with ClipRecorder(on_clip=clips.append, on_error=errors.append) as recorder:
        recorder.start(tmp_path / "a.mp4")
        add_all(recorder, film[:30])
        add_all(recorder, packets(5, size=(320, 240)))
    assert ["changed their size" in str(error) for error in errors] == [True]
    assert [len(times_s(clip.path)) for clip in clips] == [30]


def test_a_slow_disk_delays_nobody_and_costs_whole_groups_of_pictures(film, tmp_path, mocker):
    is_free = threading.Event()
    mocker.patch("makerkit.camera.recorder.MOST_WAITING", 40)
    mocker.patch("makerkit.camera.clip_file._bring_to_disk", side_effect=lambda _: is_free.wait(30))
    clips = []
    with ClipRecorder(on_clip=clips.append) as recorder:
        recorder.start(tmp_path / "a.mp4")
        add_all(recorder, film)  # comes back at once
        assert 100 <= recorder.dropped < 120
        is_free.set()
    assert len(times_s(clips[0].path)) == 150 - recorder.dropped
