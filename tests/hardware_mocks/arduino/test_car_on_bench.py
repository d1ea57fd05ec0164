"""The kit's car on the bench: its own firmware, its own link, its wiring, motors that turn."""

import time
from contextlib import contextmanager

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from hardware_mocks.arduino.sketches import FIRMWARE
from makerkit.arduino.link import CAR, Link, Received
from makerkit.arduino.messages import car

CAR_FOLDER = FIRMWARE / "car_controller"
BETWEEN_ORDERS_S = 0.03


class Driver:
    """Says how fast to go, again and again, and keeps what the car says last."""

    def __init__(self, link):
        self._link = link
        self.last = {}

    def drive(self, mm_s, for_s):
        end_s = time.monotonic() + for_s
        while time.monotonic() < end_s:
            self._link.send(car.Drv(left_mm_s=mm_s, right_mm_s=mm_s))
            self._listen(time.monotonic() + BETWEEN_ORDERS_S)

    def arm(self):
        self.drive(0, 1.0)
        self._link.send(car.Arm())
        self.drive(0, 0.3)

    def _listen(self, until_s):
        while (left_s := until_s - time.monotonic()) > 0:
            heard = self._link.receive(left_s)
            if isinstance(heard, Received):
                self.last[type(heard.message)] = heard.message
                if isinstance(heard.message, car.Event):
                    self._link.acknowledge(heard.message)


@pytest.fixture
def board(firmware):
    """The board of the car."""
    require_toolchain()
    return firmware(CAR_FOLDER, wiring=CAR_FOLDER / "wiring.json", quantum_ms=5.0)


@contextmanager
def driver():
    with Link(CAR) as link:
        yield Driver(link)


def test_the_wheels_turn_as_fast_as_they_are_told_and_the_sonar_sees_the_wall(board, bench):
    bench.set("sonar", distance_m=3.0)
    with driver() as at_the_wheel:
        at_the_wheel.arm()
        at_the_wheel.drive(200, 2.0)
        wheels, seen = at_the_wheel.last[car.Wheel], at_the_wheel.last[car.Range]
        look = bench.part("motor_left").look()

    assert (wheels.left_mm_s, wheels.right_mm_s) == pytest.approx((200, 200), abs=10)
    assert look["rpm"] == pytest.approx(59, abs=4)  # 65 mm wheels: 204 mm a turn
    assert seen.echo_mm == pytest.approx(3000, abs=10)


def test_when_the_orders_end_the_motors_stop(board, bench):
    bench.set("sonar", distance_m=3.0)
    with driver() as at_the_wheel:
        at_the_wheel.arm()
        at_the_wheel.drive(200, 1.0)
        last_s = time.monotonic()
        time.sleep(1.0)

    stops_s = [t_s for t_s, level in bench.trace.edges("D5") if t_s > last_s and level == 0]
    assert stops_s[0] - last_s == pytest.approx(0.3, abs=BETWEEN_ORDERS_S + 0.02)
    assert abs(bench.part("motor_left").look()["speed"]) < 0.01


def test_a_wall_close_ahead_stops_the_car_by_itself(board, bench):
    bench.set("sonar", distance_m=3.0)
    with driver() as at_the_wheel:
        at_the_wheel.arm()
        at_the_wheel.drive(200, 1.0)
        bench.set("sonar", distance_m=0.05)
        at_the_wheel.drive(200, 1.0)
        state = at_the_wheel.last[car.State]
        speed = bench.part("motor_left").look()["speed"]

    assert state.block is not car.Block.CLEAR
    assert speed == pytest.approx(0, abs=0.02)
    assert board.crashed == ""
