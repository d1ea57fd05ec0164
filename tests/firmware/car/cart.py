"""A car in one dimension before a wall: two motors, encoders, a sonar.

Where the numbers come from. Motors: the usual yellow 1:48 gear motor, 200 rpm without load and
0.8 kg cm (0.078 N m) at a stand, both at 6 V; it draws 0.15 A without load and about 1.2 A at a
stand, so an eighth of its torque goes into its own gears. Wheels of 65 mm: 0.68 m/s, and for two
motors 4.8 N at a stand and 0.6 N of friction. Rolling on a floor takes 2.5 % of the weight. Their
rotors, geared up, count as a tenth more mass. An L298N keeps 1.8 V to itself and lets a stopped
motor roll out; a TB6612 keeps 0.3 V and shorts it. An HC-SR04 is good to 3 mm; soft and slanting
walls swallow some echoes, and some come from elsewhere.
"""

import random
from dataclasses import dataclass

FREE_M_S_PER_V = 0.681 / 6.0
STALL_N_PER_V = 4.83 / 6.0
GEAR_N = 0.6
ROLLING = 0.025
ROTORS = 1.1
GRAVITY_M_S2 = 9.81
EDGES_PER_M = 196
STEP_S = 0.001


@dataclass(frozen=True, slots=True)
class Build:
    """What differs from car to car, and from wall to wall.

    Attributes:
        mass_kg: with everything on it.
        battery_v: at the battery, under load.
        driver_v: what the motor driver keeps to itself.
        brakes: whether the driver shorts a stopped motor.
        sonar_noise_m: standard deviation of a distance.
        lost_share: of echoes that do not come back.
        stray_share: of echoes that come from elsewhere.
    """

    mass_kg: float
    battery_v: float
    driver_v: float
    brakes: bool
    sonar_noise_m: float
    lost_share: float
    stray_share: float

    @property
    def friction_m_s2(self) -> float:
        """With which a car that nothing drives gets slower."""
        return GEAR_N / (self.mass_kg * ROTORS) + ROLLING * GRAVITY_M_S2 / ROTORS


def random_build(chance: random.Random) -> Build:
    """Return a car that somebody might build, before a wall that there might be."""
    brakes = chance.random() < 0.5
    return Build(
        mass_kg=chance.uniform(0.6, 1.1),
        battery_v=chance.uniform(6.8, 8.4),
        driver_v=0.3 if brakes else 1.8,
        brakes=brakes,
        sonar_noise_m=chance.uniform(0.001, 0.01),
        lost_share=chance.choice([0.0, 0.05, 0.2]),
        stray_share=chance.choice([0.0, 0.01]),
    )


class Cart:
    """A car that drives straight at a wall.

    Attributes:
        ahead_m: from the sonar to the wall; 0 is contact.
        speed_m_s: towards the wall.
    """

    def __init__(self, build: Build, *, ahead_m: float, chance: random.Random) -> None:
        self.build = build
        self.ahead_m = ahead_m
        self.speed_m_s = 0.0
        self._chance = chance

    @property
    def edges_per_s(self) -> float:
        """What one encoder gives."""
        return abs(self.speed_m_s) * EDGES_PER_M

    def move(self, duty: float, seconds: float) -> None:
        """Let it drive for a time, both motors at a duty of -1.0 to 1.0."""
        for _ in range(round(seconds / STEP_S)):
            self._step(duty)

    def sonar_m(self) -> float | None:
        """Return what the sonar would measure now, or None if nothing came back."""
        draw = self._chance.random()
        if draw < self.build.lost_share or self.ahead_m > 4.0:
            return None
        if draw < self.build.lost_share + self.build.stray_share:
            return self._chance.uniform(0.05, 3.0)
        return max(0.02, self.ahead_m + self._chance.gauss(0.0, self.build.sonar_noise_m))

    def _step(self, duty: float) -> None:
        before = self.speed_m_s
        after = before + self._drive_m_s2(duty) * STEP_S
        friction = self.build.friction_m_s2 * STEP_S
        after = max(0.0, after - friction) if after > 0 else min(0.0, after + friction)
        self.speed_m_s = after
        self.ahead_m -= (before + after) / 2 * STEP_S

    def _drive_m_s2(self, duty: float) -> float:
        """Return what the motors do: their torque falls as they turn; nothing if they roll free."""
        mass_kg = self.build.mass_kg * ROTORS
        if duty == 0:
            stall_n_per_m_s = STALL_N_PER_V / FREE_M_S_PER_V if self.build.brakes else 0.0
            return -self.speed_m_s * stall_n_per_m_s / mass_kg
        volts = abs(duty) * max(0.0, self.build.battery_v - self.build.driver_v)
        volts = volts if duty > 0 else -volts
        return (volts - self.speed_m_s / FREE_M_S_PER_V) * STALL_N_PER_V / mass_kg
