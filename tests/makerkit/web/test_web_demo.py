"""The demo: its front door, its orders, its pictures and clips."""

import re

import pytest

from makerkit.web import RefusedError, WebConfig, parts_of
from makerkit.web.demo.app import Demo
from makerkit.web.demo.front_door import ARMING_S, WALK_EVERY_S, FrontDoor

NOBODY_S = WALK_EVERY_S - 1  # nobody walks by then


@pytest.fixture
def demo(tmp_path):
    return Demo(WebConfig(name="Front door", folder=tmp_path, login=False), clock=lambda: 100.0)


def order(demo, page, name, **args):
    live = parts_of(demo.app).live
    return live.handlers[name](args, page)


def test_it_arms_after_time_to_leave_and_alarms_when_somebody_comes():
    door, seen = FrontDoor(), []
    door.tick(NOBODY_S - ARMING_S - 0.1)
    door.arm(NOBODY_S - ARMING_S - 0.1)
    for now_s in (NOBODY_S - 0.2, NOBODY_S, WALK_EVERY_S + 0.1):
        door.tick(now_s)
        seen.append((door.mode, door.siren))
    assert seen == [("arming", False), ("armed", False), ("alarm", True)]


def test_only_the_code_disarms_and_it_silences_the_siren():
    door = FrontDoor()
    door.panic()
    for code in ("", "4321", "1234 ", "١٢٣٤"):
        with pytest.raises(RefusedError, match="That is not the code"):
            door.disarm({"code": code})
    assert (door.mode, door.siren) == ("alarm", True)
    door.disarm({"code": "1234"})
    assert (door.mode, door.siren) == ("disarmed", False)


def test_what_is_armed_is_not_armed_again():
    door = FrontDoor()
    door.arm(0)
    with pytest.raises(RefusedError, match="armed already"):
        door.arm(1)
    door.panic()
    with pytest.raises(RefusedError, match="Disarm first"):
        door.arm(2)


def test_the_camera_stops_turning_when_the_page_is_silent_or_gone():
    door = FrontDoor()
    door.tick(10.0)
    door.drive({"x": 1, "y": 0}, 1, 10.0)
    door.tick(10.4)
    turned = door.pan
    assert turned == pytest.approx(0.2)
    door.tick(10.6)
    assert door.pan == turned
    door.drive({"x": 1, "y": 0}, 1, 10.7)
    door.page_gone(2)
    door.tick(10.8)
    assert door.pan > turned
    turned = door.pan
    door.page_gone(1)
    door.tick(10.9)
    assert door.pan == turned


def test_every_order_of_the_page_is_known_and_published_at_once(demo):
    live = parts_of(demo.app).live
    page = live.open_page()
    order(demo, page, "siren", on=True)
    order(demo, page, "brightness", value=0.25)
    order(demo, page, "bell")
    texts = []
    while (text := page.take(0.0)[0]) is not None:
        texts.append(text)
    assert '"say":"Somebody rings."' in "".join(texts)
    assert '"brightness":0.25' in texts[-1]
    assert '"GPIO17":1' in texts[-1]
    assert sorted(live.handlers) == [
        "arm", "bell", "brightness", "disarm", "drive", "panic", "siren",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "args"),
    [("siren", {}), ("brightness", {"value": 2}), ("drive", {"x": 0}), ("disarm", {"code": 5})],
)
def test_orders_with_wrong_arguments_are_refused(demo, name, args):
    with pytest.raises(RefusedError):
        order(demo, parts_of(demo.app).live.open_page(), name, **args)


def test_the_page_shows_two_clips_that_can_be_fetched_in_pieces(demo):
    client = demo.app.test_client()
    page = client.get("/").get_data(as_text=True)
    urls = re.findall(r'<a href="(/files/[0-9a-f]+)"', page)
    assert len(urls) == 2
    with client.get(urls[0], headers={"Range": "bytes=4-7"}) as answer:
        assert (answer.status_code, answer.data) == (206, b"ftyp")


def test_the_camera_gives_a_picture_that_shows_the_lamp(demo):
    demo.door.brightness = 0.0
    dark = demo._picture().mean()
    demo.door.brightness = 1.0
    assert demo._picture().mean() > 1.5 * dark


def test_a_demo_that_runs_can_be_stopped(demo):
    with demo:
        names = [thread.name for thread in demo._threads]
    assert names == ["demo-state", "demo-camera"]
    assert [thread for thread in demo._threads if thread.is_alive()] == []
