"""The car on a bench, with its real firmware: what is wired moves it, and the other way round."""

import time

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from hardware_mocks.worlds.track.track import Track
from makerkit.arduino.build import FIRMWARE
from makerkit.arduino.link import CAR, Link
from makerkit.arduino.messages import car

WIRING = FIRMWARE / "car_controller" / "wiring.json"


class Host:
    """Sends wheel speeds and hears what the board says."""

    def __init__(self, link):
        self.link, self.last = link, {}

    def drive(self, left_mm_s, right_mm_s, for_s):
        ends_s = time.monotonic() + for_s
        while time.monotonic() < ends_s:
            self.link.send(car.Drv(left_mm_s=left_mm_s, right_mm_s=right_mm_s))
            until_s = time.monotonic() + 0.05
            while (left_s := until_s - time.monotonic()) > 0:
                happening = self.link.receive(timeout_s=left_s)
                message = getattr(happening, "message", None)
                self.last[type(message)] = message
                if isinstance(message, car.Event):
                    self.link.acknowledge(message)

    def arm(self):
        self.drive(0, 0, 1.5)
        self.link.send(car.Arm())
        self.drive(0, 0, 0.2)
        assert self.last[car.State].mode is car.Mode.ARMED, self.last[car.State]


@pytest.fixture(scope="module", autouse=True)
def toolchain():
    require_toolchain()


@pytest.fixture
def board(firmware, bench):
    firmware("car_controller", wiring=WIRING, quantum_ms=5)
    return bench


@pytest.mark.track(scenario="oval", seed=4)
def test_the_firmware_drives_the_car_as_fast_as_it_was_told(board, track: Track):
    with Link(CAR) as link:
        host = Host(link)
        host.arm()
        host.drive(400, 400, 1.5)
        assert track.car.speed_m_s == pytest.approx(0.4, abs=0.03)
        wheel = host.last[car.Wheel]
        assert (wheel.left_mm_s, wheel.right_mm_s) == (pytest.approx(400, abs=30),) * 2
        begun_m, begun_s = track.referee.way_m, track.now_s
        host.drive(400, 400, 1.0)
        gone_m = track.referee.way_m - begun_m
        assert gone_m == pytest.approx(0.4 * (track.now_s - begun_s), rel=0.05)
        host.drive(-200, 200, 1.5)
        assert track.car.turn_rad_s == pytest.approx(0.4 / 0.13, rel=0.1)
        assert abs(track.car.speed_m_s) < 0.03
