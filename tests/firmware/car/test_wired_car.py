"""The car as it is wired: sketch, driver, motors, encoders, sonar and servo on one bench."""

import time

import pytest

from makerkit.arduino.build import FIRMWARE
from makerkit.arduino.link import CAR, Link
from makerkit.arduino.messages import car
from makerkit.wiring import read_wiring
from makerkit.wiring.rules import check_wiring

WIRING = FIRMWARE / "car_controller" / "wiring.json"


class Driver:
    """A host that drives the car over its link."""

    def __init__(self, link):
        self.link = link
        self.state = self.wheel = self.range = None

    def drive(self, left, right, for_s):
        ends_s = time.monotonic() + for_s
        while time.monotonic() < ends_s:
            self.link.send(car.Drv(left_mm_s=left, right_mm_s=right))
            self.listen(0.02)

    def listen(self, for_s):
        ends_s = time.monotonic() + for_s
        while (left_s := ends_s - time.monotonic()) > 0:
            happening = self.link.receive(timeout_s=left_s)
            self.take(getattr(happening, "message", None))

    def take(self, message):
        if isinstance(message, car.State):
            self.state = message
        elif isinstance(message, car.Wheel):
            self.wheel = message
        elif isinstance(message, car.Range):
            self.range = message
        elif isinstance(message, car.Event):
            self.link.acknowledge(message)

    def arm(self):
        self.drive(0, 0, 1.5)
        self.link.send(car.Arm())
        self.drive(0, 0, 0.3)
        assert self.state.mode is car.Mode.ARMED, self.state


def turns(bench):
    """Return how fast both motors turn, in turns a minute."""
    return [bench.parts[name].look()["rpm"] for name in ("motor_left", "motor_right")]


@pytest.fixture
def wired_car(firmware, bench):
    firmware("car_controller", wiring=WIRING, quantum_ms=5)
    bench.parts["sonar"].set(distance_m=2.0)
    return bench


def test_it_drives_at_the_wanted_speed_turns_its_servo_and_sees_what_is_ahead(wired_car):
    with Link(CAR) as link:
        host = Driver(link)
        host.arm()
        link.send(car.Pan(pulse_us=1800))
        host.drive(300, 300, 2.0)
        assert turns(wired_car) == [pytest.approx(88, abs=6)] * 2  # 0.3 m/s on wheels of 204 mm
        assert (host.wheel.left_mm_s, host.wheel.right_mm_s) == (pytest.approx(300, abs=20),) * 2
        assert host.range.echo_mm == pytest.approx(2000, abs=20)
        host.drive(-200, 200, 2.0)
        left, right = turns(wired_car)
        assert left < -40
        assert right > 40
        assert wired_car.parts["pan"].look()["pulse_us"] == pytest.approx(1800, abs=8)


def test_the_emergency_stop_stops_both_motors(wired_car):
    with Link(CAR) as link:
        host = Driver(link)
        host.arm()
        host.drive(300, 300, 1.0)
        wired_car.parts["estop"].press()
        host.drive(300, 300, 1.0)
        assert turns(wired_car) == [pytest.approx(0, abs=1)] * 2
        assert host.state.stop is car.Stop.ESTOP


def test_the_wiring_has_no_faults():
    assert check_wiring(read_wiring(WIRING)) == ()
