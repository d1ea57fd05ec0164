"""Every way of steering follows straight lanes and bends, given the time and nothing else."""

import pytest

from self_driving_car.control.speed import before_obstacle, in_bend, unhindered, when_unsure
from self_driving_car.control.steering import STEERERS, Pid, PurePursuit, aim
from self_driving_car.driver.orders import Arm, SetMode
from self_driving_car.driver.settings import DriveSettings
from self_driving_car.perception.seen import Lane
from self_driving_car.status import Mode
from tests.self_driving_car.driver.ride import Ride

SETTINGS = DriveSettings()


def lane(offset=0.0, heading=0.0, bend=0.0, confidence=1.0):
    return Lane(offset, heading, bend, 0.35, confidence, 0.2, 1.2)


def ride_along(steering, the_lane, for_s=12.0, speed=0.5):
    settings = DriveSettings(steering=steering, speed_m_s=speed)
    ride = Ride(settings=settings, lane=the_lane)
    ride.order(SetMode(Mode.LANE))
    ride.order(Arm())
    ride.go(for_s)
    assert ride.reason == ""
    seen = ride._picture().lane
    assert seen is not None
    return seen


@pytest.mark.parametrize("steering", sorted(STEERERS))
def test_a_car_beside_its_lane_comes_into_it(steering):
    seen = ride_along(steering, lane(offset=0.12))
    assert seen.offset_m == pytest.approx(0.0, abs=0.015)
    assert seen.heading_rad == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize("steering", sorted(STEERERS))
@pytest.mark.parametrize("bend", [1.0 / 0.8, -1.0 / 0.8])
def test_it_stays_in_a_bend(steering, bend):
    assert abs(ride_along(steering, lane(bend=bend)).offset_m) < 0.05


@pytest.mark.parametrize("steering", sorted(STEERERS))
def test_a_lane_to_the_left_steers_to_the_left(steering):
    """jetracer #77: steers the wrong way."""
    assert STEERERS[steering](SETTINGS).curvature(lane(offset=0.1), 0.5, 1.0) > 0.0
    assert STEERERS[steering](SETTINGS).curvature(lane(offset=-0.1), 0.5, 1.0) < 0.0
    assert STEERERS[steering](SETTINGS).curvature(lane(heading=0.2), 0.5, 1.0) > 0.0


def test_pure_pursuit_looks_farther_ahead_when_it_is_faster():
    pursuit = PurePursuit(SETTINGS)
    assert pursuit.look_ahead_m(0.0) == pytest.approx(0.35)
    assert pursuit.look_ahead_m(0.5) == pytest.approx(0.55)


def test_pure_pursuit_drives_the_arc_that_meets_its_aim():
    bend = PurePursuit(SETTINGS).curvature(lane(offset=0.1), 0.5, 1.0)
    x, y = aim(lane(offset=0.1), 0.55)
    assert x * x + y * y == pytest.approx(0.55**2, rel=1e-3)
    assert bend == pytest.approx(2 * 0.1 / 0.55**2, rel=1e-3)


def test_a_pid_goes_by_the_time_that_it_is_given():
    """donkeycar's reads the wall clock, so it cannot be simulated faster."""
    one, other = Pid(SETTINGS), Pid(SETTINGS)
    told = [one.curvature(lane(offset=0.1 - 0.01 * i), 0.5, 0.05 * i) for i in range(5)]
    again = [other.curvature(lane(offset=0.1 - 0.01 * i), 0.5, 900 + 0.05 * i) for i in range(5)]
    assert told == pytest.approx(again)


def test_a_bend_makes_it_slower_and_so_does_doubt():
    assert in_bend(1.0 / 0.6, SETTINGS) == pytest.approx((1.2 * 0.6) ** 0.5)
    assert in_bend(0.0, SETTINGS) > 5.0
    assert when_unsure(1.0, 0.5, SETTINGS) == 0.5
    assert when_unsure(0.3, 0.5, SETTINGS) == pytest.approx(0.35)
    assert when_unsure(0.0, 0.5, SETTINGS) == pytest.approx(0.2)


@pytest.mark.parametrize("ahead_m", [0.3, 0.5, 0.8, 1.2, 2.0])
def test_before_an_obstacle_it_is_always_slower_than_what_the_firmware_stops(ahead_m):
    """Its sum: v * 0.15 s + v^2 / (2 * 0.7 m/s2) + 0.06 m, firmware/car_controller/car.h."""
    for speed in (before_obstacle(ahead_m, SETTINGS), unhindered(ahead_m)):
        assert speed * 0.15 + speed**2 / 1.4 + 0.06 <= ahead_m + 1e-9
    assert before_obstacle(ahead_m, SETTINGS) <= (2 * 0.5 * (ahead_m - 0.25)) ** 0.5 + 1e-9


def test_at_the_gap_it_stands():
    assert before_obstacle(0.25, SETTINGS) == 0.0
    assert unhindered(0.06) == 0.0
