"""Where the car is, by its wheels."""

import math

import pytest

from self_driving_car.control.chassis import wheels_of
from self_driving_car.control.motion import Twist, WheelSpeeds
from self_driving_car.control.odometry import Odometry
from self_driving_car.driver.settings import CarSettings

CAR = CarSettings()
EDGE_M = 1.0 / CAR.edges_per_m


def drive(odometry, twist, for_s, *, counts=False, gain=1.0, from_s=0.0):
    """Drive steadily; the encoders count whole edges, the speeds are off by a factor."""
    wheels = wheels_of(twist, CAR)
    told = WheelSpeeds(wheels.left_m_s * gain, wheels.right_m_s * gain)
    for tick in range(round(for_s / 0.02) + 1):
        t_s = tick * 0.02
        ways = tuple(
            math.floor(speed * t_s / EDGE_M) * EDGE_M
            for speed in (wheels.left_m_s, wheels.right_m_s)
        )
        odometry.step(told, from_s + t_s, ways if counts else None)


def test_a_circle_comes_back_to_its_beginning():
    odometry = Odometry(CAR)
    drive(odometry, Twist(0.5, 1.0), 2 * math.pi)
    assert odometry.pose.forward_m == pytest.approx(0.0, abs=0.01)
    assert odometry.pose.left_m == pytest.approx(0.0, abs=0.01)
    assert odometry.way_m == pytest.approx(math.pi, rel=0.01)


def test_speeds_that_read_ten_per_cent_too_much_are_set_right_by_the_edges():
    odometry = Odometry(CAR)
    drive(odometry, Twist(0.5, 0.0), 4.0, counts=True, gain=1.1)
    assert odometry.pose.forward_m == pytest.approx(2.0, abs=0.012)


def test_single_edges_do_not_shake_the_heading():
    odometry = Odometry(CAR)
    headings = []
    for tick in range(100):
        wheels = WheelSpeeds(0.5, 0.5)
        way = 0.5 * tick * 0.02
        left, right = (math.floor(way / EDGE_M + phase) * EDGE_M for phase in (0.0, 0.5))
        odometry.step(wheels, tick * 0.02, (left, right))
        headings.append(abs(odometry.pose.turned_rad))
    assert max(headings) < 0.5 * EDGE_M / CAR.wheel_track_m


def test_a_board_that_restarts_does_not_throw_the_car_about():
    odometry = Odometry(CAR)
    drive(odometry, Twist(0.5, 0.0), 2.0, counts=True)
    before = odometry.pose
    odometry.forget_counts()
    odometry.step(WheelSpeeds(), 2.02, (0.0, 0.0))
    assert odometry.pose == before


def test_where_it_was_is_remembered_and_what_comes_is_guessed():
    odometry = Odometry(CAR)
    drive(odometry, Twist(0.5, 0.0), 1.0)
    assert odometry.pose_at(0.51).forward_m == pytest.approx(0.255)
    assert odometry.pose_at(1.05).forward_m == pytest.approx(0.525)
    assert odometry.pose_at(9.0).forward_m == pytest.approx(0.55)  # not blindly on and on
    assert odometry.moved_between(0.2, 0.6).forward_m == pytest.approx(0.2)


def test_a_silence_is_not_driven_through():
    odometry = Odometry(CAR)
    odometry.step(WheelSpeeds(0.5, 0.5), 0.0)
    odometry.step(WheelSpeeds(0.5, 0.5), 5.0)
    assert odometry.pose.forward_m <= 0.05
