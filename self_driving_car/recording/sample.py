"""What a record says of a moment, but for its picture; pure."""

from typing import Any

from self_driving_car.control.chassis import stick_of_twist
from self_driving_car.driver.settings import CarSettings
from self_driving_car.status import Mode, Status

EXTRAS = {
    "car/mode": "str",
    "car/speed": "float",
    "car/left_m_s": "float",
    "car/right_m_s": "float",
    "car/x_m": "float",
    "car/y_m": "float",
    "car/heading_rad": "float",
    "car/lane_offset": "float",
    "car/lane_heading": "float",
    "car/lane_curvature": "float",
    "car/lane_confidence": "float",
    "car/ahead_m": "float",
    "car/battery_v": "float",
    "car/speed_cap_m_s": "float",
    "car/latency_s": "float",
}
"""Speeds in m/s, lane as in `perception/seen.py` (+ is left), place by odometry since the start."""
PILOT = {"pilot/angle": "float", "pilot/throttle": "float"}


def sample_of(status: Status, car: CarSettings, *, extras: bool = True) -> dict[str, Any]:
    """Return the values of a record.

    `user/angle` and `user/throttle` say what really drove, also when that was the car itself: any
    training can learn from them. `user/mode` says who it was, "user" or "local", and for the car
    `pilot/angle` and `pilot/throttle` say the same again, as donkeycar has it. Throttle is a share
    of the speed cap.
    """
    angle, throttle = stick_of_twist(status.wish, status.speed_cap_m_s, car)
    is_person = status.mode is Mode.MANUAL
    values: dict[str, Any] = {
        "user/angle": angle,
        "user/throttle": throttle,
        "user/mode": "user" if is_person else "local",
    }
    if not is_person:
        values |= {"pilot/angle": angle, "pilot/throttle": throttle}
    return {**values, **_extras(status)} if extras else values


def _extras(status: Status) -> dict[str, Any]:
    wheels = status.wheels
    lane = status.seen.lane if status.seen is not None else None
    return {
        "car/mode": str(status.mode),
        "car/speed": 0.5 * (wheels.left_m_s + wheels.right_m_s),
        "car/left_m_s": wheels.left_m_s,
        "car/right_m_s": wheels.right_m_s,
        "car/x_m": status.x_m,
        "car/y_m": status.y_m,
        "car/heading_rad": status.heading_rad,
        "car/lane_offset": lane.offset_m if lane else None,
        "car/lane_heading": lane.heading_rad if lane else None,
        "car/lane_curvature": lane.curvature_per_m if lane else None,
        "car/lane_confidence": lane.confidence if lane else None,
        "car/ahead_m": status.ahead_m,
        "car/battery_v": status.battery_v,
        "car/speed_cap_m_s": status.speed_cap_m_s,
        "car/latency_s": status.latency_s,
    }
