"""The pages as an edge of the car: started, stopped, healthy; what the recorder says is told."""

import threading
import time

import numpy as np

from makerkit.app.edge import Level
from makerkit.web import parts_of
from self_driving_car.dashboard.page import Page
from self_driving_car.dashboard.pictures import ABOVE, LANE, RAW, Pictures
from self_driving_car.driver import halts
from self_driving_car.perception.seen import Seen


def named_threads():
    return {thread.name for thread in threading.enumerate()}


def test_it_starts_serves_and_leaves_no_thread_behind(car):
    page = Page(car, car.settings.web)
    assert page.health().level is Level.ABSENT
    page.start()
    try:
        assert page.is_alive
        assert page.url.startswith("http://127.0.0.1:")
        assert {"page-state", "page-pictures"} <= named_threads()
        assert page.health().level in {Level.OK, Level.WARNING}
    finally:
        page.stop()
    page.stop()
    assert not page.is_alive
    assert not {"page-state", "page-pictures"} & named_threads()


def test_a_busy_port_is_said_and_lived_with(car):
    first = Page(car, car.settings.web)
    first.start()
    try:
        port = int(first.url.rsplit(":", 1)[1].strip("/"))
        second = Page(car, car.settings.web.model_copy(update={"port": port}))
        second.start()
        assert second.health().level is Level.ERROR
        assert str(port) in second.health().says
        second.stop()
    finally:
        first.stop()


def test_a_new_status_reaches_an_open_page_within_a_blink(car):
    page = Page(car, car.settings.web)
    page.start()
    try:
        open_page = parts_of(page.app).live.open_page("mina")
        car.show(halt=halts.RED_LIGHT, is_armed=True)
        end_s = time.monotonic() + 10
        while time.monotonic() < end_s:
            text = open_page.wait(0.5) or ""
            if "The light is red." in text:
                return
        raise AssertionError("it was never told")
    finally:
        page.stop()


def test_why_a_recording_ended_by_itself_is_said_once(car):
    page = Page(car, car.settings.web)
    open_page = parts_of(page.app).live.open_page("mina")
    open_page.wait(0.1)
    open_page.wait(0.1)
    car.recorder.problem = "The disk is full."
    page._look_after()
    page._look_after()
    said = [text for text in (open_page.wait(0.05) for _ in range(3)) if text]
    assert [text for text in said if "The disk is full." in text] == said[:1] != []


def test_only_what_somebody_looks_at_is_drawn_and_each_picture_once(car):
    pictures = Pictures(car, 2)
    drawn = []
    car.perception.drawn = lambda picture, seen: drawn.append(seen.t_s) or picture
    seen = Seen(t_s=3.25)
    car.picture = (np.zeros((240, 320, 3), np.uint8), seen)
    pictures.look()
    assert drawn == []
    assert pictures.views[RAW].picture() is not None
    with pictures.views[LANE].subscribe() as viewer:
        pictures.look()
        assert drawn == []  # it was shown before
        car.picture = (np.zeros((240, 320, 3), np.uint8), seen)
        pictures.look()
        assert drawn == [3.25]
        part = viewer.next(0)
    assert part.t_us == 3_250_000  # of the exposure: by it the page tells how old it is
    with pictures.views[ABOVE].subscribe() as viewer:
        car.picture = (np.zeros((240, 320, 3), np.uint8), seen)
        pictures.look()
        assert viewer.next(0) is not None
