"""One encode whatever the number of viewers; a slow one slows down nobody."""

import io
from threading import Thread

import av
import cv2
import numpy as np
import pytest
from moving_pictures import frame

from makerkit.camera.fan_out import JPEG, MP4, FanOut, PlacesTakenError
from makerkit.camera.mp4.scan import scan_bytes
from makerkit.camera.packets import PacketRing
from makerkit.camera.viewers import Kind
from makerkit.errors import BadInputError


def drain(viewer):
    parts = []
    while (part := viewer.next(0)) is not None:
        parts.append(part)
    return parts


def test_nothing_is_encoded_while_nobody_looks():
    fan_out = FanOut()
    for number in range(10):
        fan_out.show(frame(number))
    assert (fan_out.jpegs, fan_out.packets, fan_out.is_watched) == (0, 0, False)


@pytest.mark.parametrize("count", [1, 4, 8])
def test_one_encode_serves_all_viewers(count):
    fan_out = FanOut(16)
    looking = [fan_out.subscribe(way) for way in (JPEG, MP4) for _ in range(count)]
    for number in range(5):
        fan_out.show(frame(number))
    assert (fan_out.jpegs, fan_out.packets, fan_out.viewers) == (5, 5, 2 * count)
    assert {len(drain(viewer)) for viewer in looking[:count]} == {1}  # the newest
    assert {len(drain(viewer)) for viewer in looking[count:]} == {6}  # header and five pictures


def test_a_jpeg_viewer_gets_the_newest_picture():
    fan_out = FanOut()
    with fan_out.subscribe() as viewer:
        for number in range(3):
            fan_out.show(frame(number))
        part = viewer.next(0)
        assert (part.kind, part.t_us) == (Kind.JPEG, frame(2).t_ns // 1000)
        image = cv2.imdecode(np.frombuffer(part.data, np.uint8), cv2.IMREAD_COLOR)
        assert image.shape == (120, 160, 3)
        assert viewer.next(0) is None
        assert viewer.skipped == 2


def test_the_message_has_kind_and_time_before_the_picture():
    fan_out = FanOut()
    viewer = fan_out.subscribe()
    fan_out.show(frame(0))
    message = viewer.next(0).message()
    assert message[0] == 1
    assert int.from_bytes(message[1:9], "big") == 5_000_000_000
    assert message[9:11] == b"\xff\xd8"


def test_what_an_mp4_viewer_gets_can_be_decoded_also_when_it_came_late():
    fan_out = FanOut(fps=15)
    fan_out.record(PacketRing(5).add)
    for number in range(7):
        fan_out.show(frame(number))
    viewer = fan_out.subscribe(MP4)
    for number in range(7, 20):
        fan_out.show(frame(number))
    parts = drain(viewer)
    assert parts[0].kind is Kind.HEADER
    assert parts[0].codec.startswith("avc1.42")
    with av.open(io.BytesIO(b"".join(part.data for part in parts))) as film:
        times = [float(picture.pts * picture.time_base) for picture in film.decode(video=0)]
    assert times == pytest.approx([number / 15 for number in range(13)], abs=0.001)


def test_a_viewers_stream_has_no_hole_where_pictures_were_lost():
    fan_out = FanOut(fps=15)
    viewer = fan_out.subscribe(MP4)
    for number in (0, 1, 2, 9, 10):
        fan_out.show(frame(number))
    found = scan_bytes(b"".join(part.data for part in drain(viewer))).fragments
    ends = [fragment.start_us + fragment.duration_us for fragment in found]
    assert [fragment.start_us for fragment in found] == [0, *ends[:-1]]
    assert ends[-1] == pytest.approx(11 / 15 * 1e6, abs=100)


def test_a_slow_viewer_goes_on_at_the_next_key_frame():
    fan_out = FanOut(fps=15)
    viewer = fan_out.subscribe(MP4)
    for number in range(50):  # two seconds of places, then nothing was fetched
        fan_out.show(frame(number))
    parts = drain(viewer)
    assert [part.kind for part in parts[:2]] == [Kind.HEADER, Kind.FRAGMENT]
    assert parts[1].t_us == frame(30).t_ns // 1000
    assert viewer.skipped == 30
    with av.open(io.BytesIO(b"".join(part.data for part in parts))) as film:
        assert len(list(film.decode(video=0))) == 20


def test_the_viewer_after_the_last_place_is_told_so_and_may_come_when_one_leaves():
    fan_out = FanOut(2)
    first = fan_out.subscribe()
    fan_out.subscribe(MP4)
    with pytest.raises(PlacesTakenError, match="All 2 places are taken"):
        fan_out.subscribe()
    first.close()
    fan_out.subscribe()
    assert fan_out.viewers == 2


def test_closing_wakes_up_who_waits():
    fan_out = FanOut()
    viewer = fan_out.subscribe()
    seen = []
    waiting = Thread(target=lambda: seen.extend(viewer), name="viewer")
    waiting.start()
    fan_out.close()
    waiting.join(5)
    assert not waiting.is_alive()
    assert seen == []
    assert fan_out.subscribe().has_ended


def test_another_size_in_between_begins_a_new_stream():
    fan_out = FanOut()
    viewer = fan_out.subscribe(MP4)
    fan_out.show(frame(0))
    fan_out.show(frame(1, size=(320, 240)))
    kinds = [part.kind for part in drain(viewer)]
    assert kinds == [Kind.HEADER, Kind.FRAGMENT] * 2


def test_one_picture_is_encoded_when_asked_for_and_once():
    fan_out = FanOut()
    assert fan_out.picture() is None
    fan_out.show(frame(0))
    assert fan_out.picture() is fan_out.picture()
    assert fan_out.jpegs == 1


def test_a_recorder_gets_packets_until_it_ends():
    fan_out = FanOut()
    ring = PacketRing(5)
    end = fan_out.record(ring.add)
    fan_out.show(frame(0))
    end()
    fan_out.show(frame(1))
    assert len(ring) == 1


def test_an_unknown_way_is_refused_in_words():
    with pytest.raises(BadInputError, match="'jpeg' or 'mp4', not 'webm'"):
        FanOut().subscribe("webm")


def test_a_camera_that_starts_once_more_takes_viewers_again_and_shows_nothing_old():
    fan_out = FanOut()
    fan_out.show(frame(0))
    fan_out.close()
    fan_out.reopen()
    assert fan_out.picture() is None
    with fan_out.subscribe() as viewer:
        fan_out.show(frame(1))
        assert viewer.next(0) is not None
