"""From movements to wheels, servo and sticks, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from self_driving_car.control.chassis import (
    possible,
    servo_us,
    stick_of_twist,
    twist_of,
    twist_of_stick,
    wheels_of,
)
from self_driving_car.control.motion import Twist
from self_driving_car.driver.settings import CarSettings

CAR = CarSettings()
STEERED = CarSettings(chassis="steered")


def test_a_left_bend_turns_the_right_wheel_faster():
    """jetracer #77: steers the wrong way."""
    wheels = wheels_of(Twist(0.5, 1.0), CAR)
    assert wheels.right_m_s - wheels.left_m_s == pytest.approx(0.13)


def test_a_stick_to_the_right_turns_to_the_right():
    """jetracer #77: steers the wrong way."""
    assert twist_of_stick(0.5, 0.5, 0.8, CAR).turn_rad_s < 0.0
    assert twist_of_stick(-0.5, 0.5, 0.8, CAR).turn_rad_s > 0.0


def test_the_same_stick_draws_the_same_bend_at_every_speed():
    for throttle in (0.5, 1.0):
        twist = twist_of_stick(-1.0, throttle, 0.8, CAR)
        assert twist.turn_rad_s / twist.speed_m_s == pytest.approx(CAR.full_curvature_per_m)


def test_a_stick_to_the_side_turns_two_wheels_on_the_spot_and_a_servo_not_at_all():
    assert twist_of_stick(1.0, 0.0, 0.8, CAR).turn_rad_s == pytest.approx(-0.75)
    assert twist_of_stick(1.0, 0.0, 0.8, STEERED).turn_rad_s == 0.0


@given(st.floats(-1.2, 1.2), st.floats(-8, 8))
def test_no_wheel_is_told_more_than_it_can_and_the_bend_stays(speed, turn):
    wheels = wheels_of(Twist(speed, turn), CAR)
    fastest = max(abs(wheels.left_m_s), abs(wheels.right_m_s))
    assert fastest <= CAR.full_speed_m_s + 1e-9
    again = twist_of(wheels, CAR)
    assert again.speed_m_s * turn == pytest.approx(again.turn_rad_s * speed, abs=1e-9)


@given(st.floats(-1.0, 1.0), st.floats(0.4, 1.0))
def test_what_a_stick_asked_for_can_be_read_off_the_movement(angle, throttle):
    twist = twist_of_stick(angle, throttle, 0.8, CAR)
    assert stick_of_twist(twist, 0.8, CAR) == (pytest.approx(angle), pytest.approx(throttle))


def test_the_servo_stands_in_its_middle_for_straight_on_and_moves_with_the_bend():
    """jetracer #47: gain, bias and offset unclear: middle, us for a rad, reversed."""
    left = servo_us(1.0, STEERED)
    assert servo_us(0.0, STEERED) == 1500
    assert left == 1500 + round(760 * 0.16839)  # atan(1.0 * 0.17)
    reversed_car = STEERED.model_copy(update={"steering_reversed": True})
    assert servo_us(1.0, reversed_car) == 3000 - left
    assert servo_us(1.0, STEERED.model_copy(update={"steering_middle_us": 1550})) == left + 50


def test_the_servo_goes_no_farther_than_the_wheels_turn():
    assert servo_us(50.0, STEERED) == 1500 + round(760 * 0.52)


def test_a_steered_car_bends_no_tighter_than_it_can():
    twist = possible(Twist(0.5, 5.0), STEERED)
    assert twist.turn_rad_s == pytest.approx(0.5 * 0.5726 / 0.17, rel=1e-3)
    assert possible(Twist(0.5, 5.0), CAR) == Twist(0.5, 5.0)
