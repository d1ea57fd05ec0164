"""What a car is like: its measures, its motors, its tyres."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from enum import StrEnum


class Steering(StrEnum):
    """How a car steers."""

    DIFFERENTIAL = "differential"
    """Two driven wheels and a castor."""
    SERVO = "servo"
    """One motor drives, a servo turns the front wheels."""


@dataclass(frozen=True, slots=True)
class Chassis:
    """A small car.

    Attributes:
        steering: how it steers.
        wheel_m: diameter of a driven wheel.
        wheel_track_m: between the driven wheels.
        wheelbase_m: between the axles; of a car with a servo.
        front_m, back_m: from the driven axle to the ends of the body.
        width_m: of the body.
        rated_v: voltage at a motor for its full speed.
        top_speed_m_s: then, on a level floor.
        friction_v: lost in the gearbox while it turns.
        dead_v: below this a standing motor does not begin to turn.
        lag_s: time constant of motor and car; after it, 63 % of the new speed are reached.
        coast_s: the same while the motor has no current: only friction brakes.
        winding_ohms: of a motor; what it takes while it stands still.
        supply_ohms: of battery and leads; what both take makes the voltage sag.
        grip_m_s2: how hard a tyre can push before it slips (0.6 of the weight on it).
        left_gain, right_gain: of the motors; 0.95 is a weak one.
        left_size, right_size: of the wheels; 1.01 goes 1 % farther a turn than it should.
        ripple: share by which the speed swings with each turn of a wheel.
        castor: how hard a castor that looks the wrong way turns the car, as a share of its speed.
        lock_rad: how far the front wheels turn to each side; of a car with a servo.
        servo_s, backlash_rad: how late they follow, and the play in the linkage.
    """

    steering: Steering = Steering.DIFFERENTIAL
    wheel_m: float = 0.065
    wheel_track_m: float = 0.13
    wheelbase_m: float = 0.17
    front_m: float = 0.12
    back_m: float = 0.08
    width_m: float = 0.16
    rated_v: float = 6.0
    top_speed_m_s: float = 1.15
    friction_v: float = 0.6
    dead_v: float = 0.9
    lag_s: float = 0.1
    coast_s: float = 0.18
    winding_ohms: float = 6.0
    supply_ohms: float = 0.2
    grip_m_s2: float = 6.0
    left_gain: float = 1.0
    right_gain: float = 1.0
    left_size: float = 1.0
    right_size: float = 1.0
    ripple: float = 0.0
    castor: float = 0.0
    lock_rad: float = 0.44
    servo_s: float = 0.06
    backlash_rad: float = 0.0

    @property
    def speed_per_volt(self) -> float:
        """How much faster a motor drives the car with one volt more."""
        return self.top_speed_m_s / (self.rated_v - self.friction_v)


IDEAL = Chassis(friction_v=0.0, dead_v=0.0, supply_ohms=0.0, grip_m_s2=1e6)
"""For arithmetic: it does what it is told, with the lag of its motors."""


def as_built(seed: int, chassis: Chassis | None = None) -> Chassis:
    """Return a car as one gets it: no two wheels are the same."""
    chance = random.Random(f"chassis {seed}")
    return replace(
        chassis or Chassis(),
        left_gain=chance.uniform(0.93, 1.0),
        right_gain=chance.uniform(0.93, 1.0),
        left_size=chance.uniform(0.992, 1.008),
        right_size=chance.uniform(0.992, 1.008),
        friction_v=chance.uniform(0.45, 0.75),
        dead_v=chance.uniform(0.8, 1.1),
        ripple=chance.uniform(0.005, 0.02),
        castor=0.15,
        backlash_rad=chance.uniform(0.01, 0.04),
    )
