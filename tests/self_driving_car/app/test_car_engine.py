"""The driver's thread and what waits for it, in virtual time."""

import threading
import time

import pytest

from self_driving_car.control.motion import WHEELS_STILL
from self_driving_car.driver.driver import Driver
from self_driving_car.driver.orders import Arm, Disarm, Release, SetCap, Steer, Stop
from self_driving_car.driver.senses import BoardSeen, LinkSeen, WheelsSeen
from self_driving_car.driver.settings import DriveSettings
from self_driving_car.engine import Engine
from self_driving_car.inbox import BusyError, Inbox, Ordered

pytestmark = pytest.mark.usefixtures("virtual_time")


class Board:
    """Obeys, and says every 20 ms that it does."""

    def __init__(self, engine):
        self.engine, self.heard, self.is_armed = engine, [], False
        engine.obey(self.obey)

    def obey(self, decision, now_s):
        self.heard.append((now_s, decision))
        self.is_armed = decision.wants_armed
        wheels = decision.wheels
        self.engine.tell(WheelsSeen(wheels.left_m_s, wheels.right_m_s))
        self.engine.tell(BoardSeen(is_armed=self.is_armed))


@pytest.fixture
def engine():
    made = Engine(Driver(DriveSettings()))
    made.start()
    made.tell(LinkSeen(is_up=True))
    yield made
    made.stop()


@pytest.fixture
def board(engine):
    return Board(engine)


def steer_on(engine, for_s):
    for _ in range(round(for_s / 0.05)):
        engine.post(Steer("a", 0.0, 1.0))
        time.sleep(0.05)


def test_it_decides_fifty_times_a_second(engine, board):
    time.sleep(1.0)
    assert 49 <= len(board.heard) <= 51


def test_an_order_is_answered(engine, board):
    time.sleep(0.1)
    assert engine.ask(Arm()).is_done
    assert not engine.ask(SetCap(-1.0)).is_done


def test_an_order_to_a_driver_that_hangs_is_answered_too(engine, board):
    engine.beat(lambda _now_s: time.sleep(1.0))
    time.sleep(0.1)
    answer = engine.ask(Arm(), timeout_s=0.5)
    assert (answer.is_done, answer.says) == (False, "The car did not answer within 0.5 s.")


def test_a_mistake_in_the_driver_stops_the_car_and_is_said(engine, board, caplog):
    engine.ask(Arm())
    steer_on(engine, 1.0)
    assert engine.status.wheels.left_m_s > 0.3
    engine.driver.odometry = None
    engine.tell(WheelsSeen(0.5, 0.5))
    time.sleep(0.1)
    _, decision = board.heard[-1]
    assert (decision.wheels, decision.wants_armed) == (WHEELS_STILL, False)
    assert "has failed" in engine.health().says
    assert "The driver has failed" in caplog.text


def test_the_end_is_a_stop(engine, board):
    engine.ask(Arm())
    steer_on(engine, 1.0)
    engine.stop()
    _, decision = board.heard[-1]
    assert (decision.wheels, decision.wants_armed) == (WHEELS_STILL, False)


def test_every_change_of_what_holds_it_is_told_at_once(engine, board):
    told = []
    engine.listen(lambda status: told.append(status.halt.reason if status.halt else ""))
    time.sleep(0.1)
    engine.ask(Arm())
    steer_on(engine, 0.5)
    engine.ask(Stop("page 1"))
    time.sleep(0.05)
    changes = [one for one, before in zip(told, ["", *told], strict=False) if one != before]
    assert changes == ["disarmed", "arming", "", "estop"]


def test_news_make_room_and_orders_do_not():
    inbox = Inbox(longest=3)
    inbox.put(Ordered(Arm()))
    inbox.put(WheelsSeen(0.1, 0.1))
    inbox.put(WheelsSeen(0.2, 0.2))
    inbox.put(WheelsSeen(0.3, 0.3))
    assert inbox.take_all(0.0) == [Ordered(Arm()), WheelsSeen(0.2, 0.2), WheelsSeen(0.3, 0.3)]
    assert inbox.dropped == 1


def test_a_queue_full_of_orders_refuses_all_but_a_stop_which_goes_first():
    inbox = Inbox(longest=2)
    inbox.put(Ordered(Arm()))
    inbox.put(Ordered(Disarm()))
    with pytest.raises(BusyError, match="2 orders wait"):
        inbox.put(Ordered(Arm()))
    inbox.put(Ordered(Stop()))
    assert inbox.take_all(0.0)[0] == Ordered(Stop())


def test_sticks_make_room_for_newer_ones():
    inbox = Inbox(longest=2)
    for throttle in (0.1, 0.2, 0.3):
        inbox.put(Ordered(Steer("a", 0.0, throttle)))
    assert [item.order.throttle for item in inbox.take_all(0.0)] == [0.2, 0.3]


def test_its_thread_has_a_name(engine):
    assert "car-driver" in [thread.name for thread in threading.enumerate()]


def test_a_stop_is_not_lifted_by_a_release_that_waited_before_it():
    inbox, driver = Inbox(), Driver(DriveSettings())
    driver.sense(LinkSeen(is_up=True), 0.0)
    driver.take(Stop(), 0.0)
    for order in (Release(), Arm(), Stop()):
        inbox.put(Ordered(order))
    for item in inbox.take_all(0.0):
        driver.take(item.order, 0.0)
    assert driver.status(0.0).halt.reason == "estop"


def test_a_stop_is_answered_once_though_it_counts_twice():
    inbox, answers = Inbox(), []
    inbox.put(Ordered(Stop(), answers.append))
    assert [item.on_answer is None for item in inbox.take_all(0.0)] == [False, True]
