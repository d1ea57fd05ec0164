"""What pages order reaches the driver as it was meant, or not at all."""

import pytest

from makerkit.web import RefusedError, parts_of
from self_driving_car.driver.orders import (
    Arm,
    Disarm,
    Gone,
    Manoeuvre,
    ManoeuvreKind,
    Present,
    Release,
    SetCap,
    SetMode,
    Steer,
    Stop,
    Take,
)
from self_driving_car.status import Mode
from tests.self_driving_car.dashboard.pretend_car import refusing

AHEAD = {"x": 0.5, "y": 1.0}


@pytest.fixture
def live(app):
    return parts_of(app).live


@pytest.fixture
def page(live):
    page = live.open_page("mina")
    live.handlers["here"]({"device": "phone", "key": "k1"}, page)
    return page


def steer(live, page, number=1, sent_s=10.0, **wish):
    live.handlers["steer"]({"n": number, "t": sent_s, **AHEAD, **wish}, page)


def test_steering_is_handed_on_with_the_name_of_who_steers(live, page, car):
    steer(live, page)
    assert car.orders == [Steer(f"mina, phone {page.number}", 0.5, 1.0, 10.0)]


def test_a_page_that_goes_is_gone_for_the_car_at_once(live, page, car):
    """donkeycar #102, f1tenth_system #8, picraftzero #63: it drove on when the link was lost."""
    steer(live, page)
    live.shut_page(page)
    assert car.orders[-1] == Gone(f"mina, phone {page.number}")


def test_letting_go_says_so(live, page, car):
    live.handlers["let_go"]({}, page)
    assert car.orders == [Gone(f"mina, phone {page.number}")]


def test_a_wish_that_was_stuck_on_its_way_is_refused_but_a_stop_is_not(app, live, page, car):
    import time

    sent_s = time.monotonic() % 1000 + 100
    steer(live, page, 1, sent_s)
    with pytest.raises(RefusedError, match="late"):
        steer(live, page, 2, sent_s - 5.0)
    assert len(car.orders) == 1
    steer(live, page, 3, sent_s - 5.0, x=0.0, y=0.0)
    assert car.orders[-1] == Steer(f"mina, phone {page.number}", 0.0, 0.0, sent_s - 5.0)


def test_a_presence_that_was_stuck_on_its_way_proves_nothing(live, page, car):
    live.handlers["present"]({"n": 1, "t": 100.0}, page)
    live.handlers["present"]({"n": 2, "t": 95.0}, page)
    assert car.orders == [Present(f"mina, phone {page.number}")]


PRESSED = [
    ("take", {}), ("mode", {"mode": "lane"}), ("arm", {}), ("release", {}),
    ("manoeuvre", {"name": "park"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "args"), PRESSED)
def test_what_was_pressed_and_then_stuck_on_its_way_is_not_obeyed(live, page, car, name, args):
    live.handlers["here"]({"device": "phone", "key": "k1", "t": 100.0}, page)
    with pytest.raises(RefusedError, match=r"came 2\.\d s late, so it was not obeyed: press again"):
        live.handlers[name]({"t": 97.7, **args}, page)
    assert car.orders == []
    live.handlers[name]({"t": 100.1, **args}, page)
    assert len(car.orders) == 1


def test_pressing_does_not_use_up_the_numbers_of_the_steering(live, page, car):
    steer(live, page, 1, 100.0)
    live.handlers["arm"]({"t": 100.0}, page)
    steer(live, page, 2, 100.0)
    assert len(car.orders) == 3


def test_a_page_that_slept_is_heard_again_once_it_has_set_its_clock(live, page, car):
    live.handlers["here"]({"device": "phone", "key": "k1", "t": 100.0}, page)
    with pytest.raises(RefusedError, match="late"):
        live.handlers["arm"]({"t": 40.0}, page)
    live.handlers["here"]({"device": "phone", "key": "k1", "t": 40.0, "ask": 2}, page)
    with pytest.raises(RefusedError, match="more than 1 s apart"):
        live.handlers["awake"]({"ask": 1, "t": 40.0}, page)
    live.handlers["awake"]({"ask": 2, "t": 40.0}, page)
    live.handlers["arm"]({"t": 40.0}, page)
    assert car.orders == [Arm(f"mina, phone {page.number}")]


def test_a_stop_and_motors_off_are_obeyed_however_late(live, page, car):
    by = f"mina, phone {page.number}"
    live.handlers["here"]({"device": "phone", "key": "k1", "t": 100.0}, page)
    live.handlers["stop"]({"t": 40.0}, page)
    live.handlers["disarm"]({"t": 40.0}, page)
    live.handlers["stop"]({}, page)
    live.handlers["disarm"]({}, page)
    assert car.orders == [Stop(by), Disarm(by)] * 2


@pytest.mark.parametrize(
    "wish",
    [{"x": 1.1}, {"y": -2}, {"x": "1"}, {"x": None}, {"y": True}, {"n": -1}, {"t": float("nan")},
     {"t": float("inf")}, {"n": "1"}],
)  # fmt: skip
def test_a_wish_out_of_bounds_moves_nothing(live, page, car, wish):
    with pytest.raises(RefusedError):
        live.handlers["steer"]({"n": 1, "t": 1.0, **AHEAD, **wish}, page)
    assert car.orders == []


def test_every_order_becomes_its_own(live, page, car):
    by = f"mina, phone {page.number}"
    for name, args, order in (
        ("take", {}, Take(by)),
        ("mode", {"mode": "lane"}, SetMode(Mode.LANE)),
        ("arm", {}, Arm(by)),
        ("disarm", {}, Disarm(by)),
        ("stop", {}, Stop(by)),
        ("release", {}, Release(by)),
        ("cap", {"value": 0.3}, SetCap(0.3)),
        ("manoeuvre", {"name": "park"}, Manoeuvre(ManoeuvreKind.PARK)),
    ):
        live.handlers[name]({"t": 10.0, **args}, page)
        assert car.orders[-1] == order


@pytest.mark.parametrize(
    ("name", "args"),
    [("mode", {"mode": "fly", "t": 1.0}), ("mode", {"t": 1.0}), ("mode", {"mode": "lane"}),
     ("manoeuvre", {"name": "jump", "t": 1.0}), ("arm", {}), ("arm", {"t": "1"}),
     ("cap", {"value": 9}), ("cap", {"value": -0.1}), ("record", {"on": 1}),
     ("here", {"device": 7, "key": ""})],
)  # fmt: skip
def test_an_order_that_makes_no_sense_is_refused(live, page, car, name, args):
    with pytest.raises(RefusedError):
        live.handlers[name](args, page)
    assert car.orders == []


def test_what_the_driver_refuses_is_said_in_its_words(live, page, car):
    car.answer = refusing("The emergency stop was pressed.")
    with pytest.raises(RefusedError, match="emergency stop was pressed"):
        live.handlers["arm"]({"t": 10.0}, page)


def test_a_page_keeps_its_name_whatever_it_says_later(live, page, car):
    live.handlers["here"]({"device": "computer", "key": "k2"}, page)
    steer(live, page)
    assert car.orders[-1].holder == f"mina, phone {page.number}"


def test_a_device_that_is_none_is_called_a_page(live, car):
    page = live.open_page("tom")
    live.handlers["here"]({"device": "<b>", "key": "k"}, page)
    steer(live, page)
    assert car.orders[-1].holder == f"tom, page {page.number}"


def test_a_recording_is_begun_ended_and_its_end_erased(live, page, car):
    live.handlers["record"]({"on": True}, page)
    live.handlers["erase"]({}, page)
    live.handlers["record"]({"on": False}, page)
    assert car.recorder.told == ["start", ("erase", None), "stop"]


def test_without_a_recorder_it_is_said(live, page, car):
    car.recorder = None
    for name, args in (("record", {"on": True}), ("erase", {})):
        with pytest.raises(RefusedError, match="recorder is switched off"):
            live.handlers[name](args, page)
