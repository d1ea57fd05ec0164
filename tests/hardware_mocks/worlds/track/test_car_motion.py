"""The car moves as mechanics say."""

import math
from dataclasses import replace

import pytest

from hardware_mocks.worlds.track.car import Car
from hardware_mocks.worlds.track.chassis import IDEAL, Chassis, Steering, as_built
from hardware_mocks.worlds.track.state import Pose

SERVO = replace(IDEAL, steering=Steering.SERVO)


def at_speed(chassis: Chassis, left_m_s: float, right_m_s: float) -> Car:
    """Return a car that has driven with these speeds for two seconds, and volts to go on so."""
    car = Car(chassis)
    car.run(left_m_s / chassis.speed_per_volt, right_m_s / chassis.speed_per_volt, 2000)
    return car


def test_equal_wheels_go_straight_as_far_as_speed_and_time_say() -> None:
    car = at_speed(IDEAL, 0.5, 0.5)
    begun = car.x_m
    car.run(0.5 / IDEAL.speed_per_volt, 0.5 / IDEAL.speed_per_volt, 1000)
    assert car.x_m - begun == pytest.approx(0.5, abs=1e-4)
    assert car.y_m == 0.0


def test_a_constant_twist_drives_a_circle_of_the_right_radius() -> None:
    car = at_speed(IDEAL, 0.4, 0.6)
    radius_m = 0.5 / (0.2 / IDEAL.wheel_track_m)
    middle = (
        car.x_m - radius_m * math.sin(car.heading_rad),
        car.y_m + radius_m * math.cos(car.heading_rad),
    )
    for _ in range(20):
        car.run(0.4 / IDEAL.speed_per_volt, 0.6 / IDEAL.speed_per_volt, 100)
        far = math.dist(middle, (car.x_m, car.y_m))
        assert far == pytest.approx(radius_m, rel=1e-3)


def test_the_right_wheel_faster_turns_to_the_left() -> None:
    assert at_speed(IDEAL, 0.3, 0.5).turn_rad_s == pytest.approx(0.2 / 0.13, rel=1e-3)


def test_opposite_wheels_turn_on_the_spot() -> None:
    car = at_speed(IDEAL, -0.2, 0.2)
    assert car.pose.x_m == pytest.approx(0, abs=1e-6)
    assert car.turn_rad_s == pytest.approx(0.4 / 0.13, rel=1e-3)


def test_a_motor_reaches_63_percent_after_its_lag() -> None:
    car = Car(IDEAL)
    car.run(3.0, 3.0, 100)
    assert car.speed_m_s == pytest.approx(3 * IDEAL.speed_per_volt * (1 - math.exp(-1)), rel=0.01)


def test_full_voltage_makes_the_top_speed() -> None:
    car = Car(replace(Chassis(), supply_ohms=0.0))
    car.run(6.0, 6.0, 2000)
    assert car.speed_m_s == pytest.approx(1.15, rel=1e-3)


def test_within_the_dead_band_it_does_not_start_but_goes_on() -> None:
    chassis = replace(Chassis(), supply_ohms=0.0)
    car = Car(chassis)
    car.run(0.85, 0.85, 1000)
    assert car.speed_m_s == 0.0
    car.run(3.0, 3.0, 500)
    car.run(0.85, 0.85, 2000)
    assert car.speed_m_s == pytest.approx(0.25 * chassis.speed_per_volt, rel=0.01)


def test_on_ice_it_stops_after_the_way_that_friction_takes() -> None:
    chassis = replace(IDEAL, grip_m_s2=0.5, lag_s=0.01)
    car = at_speed(chassis, 0.8, 0.8)
    assert car.speed_m_s == pytest.approx(0.8, rel=1e-3)
    begun = car.x_m
    car.run(0.0, 0.0, 3000)
    assert car.x_m - begun == pytest.approx(0.8**2 / (2 * 0.5), rel=0.02)


def test_the_way_to_stop_with_grip_is_speed_times_lag() -> None:
    car = at_speed(IDEAL, 0.8, 0.8)
    begun = car.x_m
    car.run(0.0, 0.0, 3000)
    assert car.x_m - begun == pytest.approx(0.8 * IDEAL.lag_s, rel=0.02)


def test_encoders_count_what_the_wheels_turn_also_backwards_and_slipping() -> None:
    car = at_speed(IDEAL, 0.5, 0.5)
    assert car.left_turned_m == pytest.approx(car.x_m, abs=1e-3)
    before = car.left_turned_m
    backwards = at_speed(IDEAL, -0.5, -0.5)
    assert backwards.left_turned_m == pytest.approx(before, abs=1e-6)
    car.is_held = True
    car.run(0.5 / IDEAL.speed_per_volt, 0.5 / IDEAL.speed_per_volt, 1000)
    assert car.left_turned_m - before == pytest.approx(0.5, rel=1e-3)
    assert car.speed_m_s == 0.0


def test_a_motor_without_current_coasts_farther_than_a_braked_one() -> None:
    ways = []
    for volts in (0.0, None):
        car = at_speed(Chassis(), 0.6, 0.6)
        begun = car.x_m
        car.run(volts, volts, 3000)
        assert car.speed_m_s == pytest.approx(0.0, abs=1e-3)
        ways.append(car.x_m - begun)
    assert ways[0] < 0.75 * ways[1]


def test_a_weak_wheel_turns_the_car_to_its_side() -> None:
    weak = replace(IDEAL, left_gain=0.9)
    assert at_speed(weak, 0.5, 0.5).heading_rad > 0.1


def test_load_makes_the_voltage_sag() -> None:
    stiff, soft = (Car(replace(Chassis(), supply_ohms=ohms)) for ohms in (0.0, 0.5))
    for car in (stiff, soft):
        car.run(5.0, 5.0, 250)
    assert soft.speed_m_s < 0.97 * stiff.speed_m_s
    assert soft.current_a > 0.3


def test_a_servo_steers_a_circle_of_wheelbase_by_tangent() -> None:
    car = Car(SERVO)
    car.run(3.0, None, 2000, steering_rad=0.3)
    assert car.speed_m_s / car.turn_rad_s == pytest.approx(0.17 / math.tan(0.3), rel=1e-3)


def test_a_servo_has_an_end_and_play() -> None:
    car = Car(replace(SERVO, backlash_rad=0.04))
    car.run(3.0, None, 1000, steering_rad=1.0)
    assert car.steering_rad == pytest.approx(SERVO.lock_rad - 0.02, abs=1e-3)
    car.run(3.0, None, 1000, steering_rad=SERVO.lock_rad - 0.03)
    assert car.steering_rad == pytest.approx(SERVO.lock_rad - 0.02, abs=1e-3)


def test_a_castor_pushes_the_tail_aside_after_a_change_of_direction() -> None:
    kicked = Car(replace(IDEAL, castor=0.15))
    kicked._castor_rad = 2.5
    kicked.run(2.0, 2.0, 2000)
    assert 0.001 < abs(kicked.heading_rad) < 0.5
    assert kicked.turn_rad_s == pytest.approx(0.0, abs=1e-3)  # by now it looks along


def test_no_two_cars_are_alike_but_a_seed_is() -> None:
    assert as_built(1) == as_built(1) != as_built(2)
    for seed in range(50):
        assert 0.93 <= as_built(seed).left_gain <= 1.0


def test_it_is_put_down_standing() -> None:
    car = at_speed(IDEAL, 0.5, 0.6)
    car.place(Pose(1.0, 2.0, 0.5))
    assert (car.pose, car.speed_m_s, car.left_m_s) == (Pose(1.0, 2.0, 0.5), 0.0, 0.0)
