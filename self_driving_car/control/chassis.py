"""From a movement to wheels (and a servo), and back; from a stick to a movement, and back."""

import math

from self_driving_car.control.motion import Twist, WheelSpeeds
from self_driving_car.driver.settings import CarSettings

SPOT_M_S = 0.3
"""A stick to the side turns a car with two driven wheels as fast as if it drove at this speed."""


def wheels_of(twist: Twist, car: CarSettings) -> WheelSpeeds:
    """Return what the wheels must do; in proportion, where one cannot be as fast as that."""
    half = 0.5 * car.wheel_track_m * twist.turn_rad_s
    left, right = twist.speed_m_s - half, twist.speed_m_s + half
    too_fast = max(abs(left), abs(right)) / car.full_speed_m_s
    if too_fast > 1.0:
        left, right = left / too_fast, right / too_fast
    return WheelSpeeds(left, right)


def twist_of(wheels: WheelSpeeds, car: CarSettings) -> Twist:
    """Return how the car moves when its wheels do not slip."""
    return Twist(
        0.5 * (wheels.left_m_s + wheels.right_m_s),
        (wheels.right_m_s - wheels.left_m_s) / car.wheel_track_m,
    )


def steering_rad(curvature_per_m: float, car: CarSettings) -> float:
    """Return how far the front wheels of a steered car must turn; positive: to the left."""
    angle = math.atan(curvature_per_m * car.wheelbase_m)
    return max(-car.largest_steering_rad, min(car.largest_steering_rad, angle))


def servo_us(curvature_per_m: float, car: CarSettings) -> int:
    """Return the servo's pulse; a longer one turns to the left, unless it is mounted reversed."""
    sign = -1.0 if car.steering_reversed else 1.0
    wish = sign * car.steering_us_per_rad * steering_rad(curvature_per_m, car)
    return max(500, min(2500, round(car.steering_middle_us + wish)))


def possible(twist: Twist, car: CarSettings) -> Twist:
    """Return the movement that the chassis can do: a steered car does not turn on the spot."""
    if car.chassis == "differential":
        return twist
    tightest = math.tan(car.largest_steering_rad) / car.wheelbase_m
    limit = tightest * abs(twist.speed_m_s)
    return Twist(twist.speed_m_s, max(-limit, min(limit, twist.turn_rad_s)))


def twist_of_stick(angle: float, throttle: float, cap_m_s: float, car: CarSettings) -> Twist:
    """Return what a stick asks for.

    Args:
        angle: -1.0 (left) to 1.0 (right): a curvature, so the same stick draws the same bend at
            every speed.
        throttle: -1.0 to 1.0 of the speed cap.
        cap_m_s: the speed cap.
        car: the chassis.
    """
    speed = max(-1.0, min(1.0, throttle)) * cap_m_s
    curvature = -max(-1.0, min(1.0, angle)) * car.full_curvature_per_m
    if car.chassis == "steered":
        return Twist(speed, curvature * speed)
    way = max(abs(speed), min(SPOT_M_S, cap_m_s))
    return Twist(speed, curvature * way)


def stick_of_twist(twist: Twist, cap_m_s: float, car: CarSettings) -> tuple[float, float]:
    """Return angle and throttle as a record keeps them: + is right, 1.0 is the cap."""
    way = max(abs(twist.speed_m_s), min(SPOT_M_S, cap_m_s))
    sign = -1.0 if car.chassis == "steered" and twist.speed_m_s < 0.0 else 1.0
    angle = -sign * twist.turn_rad_s / (way * car.full_curvature_per_m)
    throttle = twist.speed_m_s / cap_m_s if cap_m_s > 0.0 else 0.0
    return max(-1.0, min(1.0, angle)), max(-1.0, min(1.0, throttle))
