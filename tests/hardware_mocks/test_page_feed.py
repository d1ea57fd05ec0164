"""What the program's process gives a bench page: each picture only while somebody looks."""

import json
import os
import threading

import cv2
import numpy as np
import pytest

from hardware_mocks.bench import Bench, set_current_bench
from hardware_mocks.clock import WallClock
from hardware_mocks.page_feed import PageFeed
from hardware_mocks.virtual_time import NS_PER_S
from hardware_mocks.worlds.track.track import Track
from makerkit.errors import BadInputError
from workshop.picture_pipe import follow_pictures


class Pictures:
    """Collects what comes through the pipe."""

    def __init__(self):
        self.seen = []
        self._news = threading.Condition()

    def take(self, name, t_us, jpeg):
        with self._news:
            self.seen.append((name, t_us, jpeg))
            self._news.notify_all()

    def wait_for(self, count):
        with self._news:
            assert self._news.wait_for(lambda: len(self.seen) >= count, 10), self.seen


@pytest.fixture
def bench():
    bench = Bench(WallClock())
    set_current_bench(bench)
    bench.clock.start()
    yield bench
    bench.clock.stop()
    set_current_bench(None)


@pytest.fixture
def pictures():
    return Pictures()


@pytest.fixture
def feed(bench, pictures):
    reading, writing = os.pipe()
    follow_pictures(reading, pictures.take)
    feed = PageFeed(bench, writing)
    yield feed
    feed.stop()
    feed.wait()
    os.close(writing)


def red():
    picture = np.zeros((40, 60, 3), np.uint8)
    picture[..., 2] = 250
    return picture


def test_while_no_page_is_open_there_is_nothing_to_tell(bench, feed):
    bench.trace.add(5, "edge", pin="GPIO17", level=1)

    assert feed.state() == {}


def test_who_opens_or_reloads_the_page_gets_what_was_before(bench, feed, monkeypatch):
    def edges_at(t_s):
        monkeypatch.setattr(WallClock, "now_ns", property(lambda _: int(t_s * NS_PER_S)))
        return feed.state().get("edges")

    bench.trace.add(0, "edge", pin="GPIO17", level=1)
    before = [(1, 0.0, "GPIO17", 1.0)]
    edges_at(60)
    feed.watch(is_open=True, names=[])

    assert (edges_at(61), edges_at(63)) == (before, [])
    feed.watch(is_open=False, names=[])
    feed.watch(is_open=True, names=[])
    assert edges_at(64) == before


def test_the_last_state_tells_all_of_it_also_to_who_looks_later(bench, feed):
    bench.trace.add(0, "edge", pin="GPIO17", level=1)
    feed.stop()

    assert feed.state()["edges"] == [(1, 0.0, "GPIO17", 1.0)]


def test_an_open_page_gets_the_last_edges_and_how_every_pin_stands(bench, feed):
    feed.watch(is_open=True, names=[])
    now_ns = bench.clock.now_ns
    bench.trace.add(now_ns, "edge", pin="GPIO17", level=1)
    bench.trace.add(now_ns, "pwm", pin="GPIO18", duty=0.25, frequency_hz=100)
    state = feed.state()

    assert [edge[2:] for edge in state["edges"]] == [("GPIO17", 1.0), ("GPIO18", 0.25)]
    assert [edge[0] for edge in state["edges"]] == [1, 2]
    assert state["levels"] == {"GPIO17": 1.0, "GPIO18": 0.25}
    json.dumps(state)


def test_windows_are_named_and_their_pictures_come_only_while_watched(bench, feed, pictures):
    bench.screens.show("door / ەوە", red(), 7_000_000)
    feed.watch(is_open=True, names=[])
    assert feed.state()["screens"] == [{"id": "screen-1", "name": "door / ەوە", "empty": False}]
    assert pictures.seen == []

    feed.watch(is_open=True, names=["screen-1"])
    pictures.wait_for(1)
    name, t_us, jpeg = pictures.seen[0]
    decoded = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)

    assert (name, t_us, decoded.shape) == ("screen-1", 7_000, (40, 60, 3))
    assert decoded[20, 30, 2] > 230
    assert bench.screens.watched == {"door / ەوە"}


def test_a_window_that_stands_still_is_sent_once_and_again_to_who_looks_again(
    bench, feed, pictures
):
    bench.screens.show("door", red(), 0)
    feed.watch(is_open=True, names=[])
    feed.state()
    for count in (1, 2):
        feed.watch(is_open=True, names=["screen-1"])
        pictures.wait_for(count)
        feed.watch(is_open=True, names=[])
    bench.screens.show("door", red(), 1_000_000)
    feed.watch(is_open=True, names=["screen-1"])
    pictures.wait_for(3)

    assert [t_us for _, t_us, _ in pictures.seen] == [0, 0, 1000]


def test_a_camera_that_the_program_has_opened_is_shown(bench, feed, pictures):
    feed.watch(is_open=True, names=[])
    camera = bench.cameras.numbered(0)
    camera.claim("test")
    assert feed.state()["cameras"] == [{"id": "camera-0", "name": "camera", "holder": "test"}]
    feed.watch(is_open=True, names=["camera-0"])
    pictures.wait_for(2)
    camera.release()

    assert {name for name, _, _ in pictures.seen} == {"camera-0"}


def test_a_key_and_the_mouse_reach_a_window(bench, feed):
    from hardware_mocks.standins.keyboard import Keyboard

    heard = []
    bench.screens.on_mouse = lambda *event: heard.append(event)
    bench.screens.show("door", red(), 0)
    feed.watch(is_open=True, names=[])
    feed.state()
    feed.orders()["key"](key="ş")
    feed.orders()["mouse"](window="screen-1", event=1, x_px=3, y_px=4, flags=1)

    assert Keyboard.of_the_bench().get(0).key == "ş"
    assert heard == [("door", 1, 3, 4, 1)]


def test_without_a_house_nobody_is_moved_in_it(feed):
    with pytest.raises(BadInputError, match="no house"):
        feed.orders()["house"](action="move", name="mina", x_m=1, y_m=2)


def test_the_road_of_a_track_is_told_once_and_the_car_again_and_again(bench, feed):
    track = Track("oval")
    track.join(bench)
    feed.watch(is_open=True, names=[])
    first, second = feed.state(), feed.state()
    assert first["road"]["lane_width_m"] == track.road.lane_width_m
    assert "road" not in second
    feed.orders()["track"](action="move_car", x_m=1.0, y_m=2.0)
    assert (feed.state()["track"]["car"]["x_m"], second["track"]["car"]["x_m"] == 1.0) == (
        1.0,
        False,
    )
    feed.orders()["track"](action="put", kind="box", x_m=2.0, y_m=2.0)
    assert [thing["kind"] for thing in feed.state()["track"]["things"]] == ["box"]


def test_without_a_track_no_car_is_moved(feed):
    with pytest.raises(BadInputError, match="no track"):
        feed.orders()["track"](action="move_car", x_m=1, y_m=2)
