"""How the car moves: volts at its motors in, pose out, in steps of one millisecond.

Pure: it knows no clock, no bench and no road. What is modelled: motors that follow their voltage
late, a dead band, a voltage that sags under load, tyres that slip, wheels that are not alike, a
castor that drags after a change of direction; a servo that follows late, with play.
"""

from __future__ import annotations

import math

from hardware_mocks.worlds.track.chassis import Chassis, Steering
from hardware_mocks.worlds.track.state import Pose

STEP_S = 0.001
_STANDS_M_S = 0.004
_CASTOR_M = 0.03
"""Trail of a castor: after about this way it looks along."""


class Car:
    """A car on a level floor.

    Attributes:
        chassis: what it is like.
        x_m, y_m, heading_rad: of the middle of its driven axle.
        speed_m_s, turn_rad_s: over the floor.
        left_m_s, right_m_s: how fast the wheels' rims turn; more than the floor passes: they slip.
        left_turned_m, right_turned_m: how far the rims have turned in all, either way: what
            encoders count.
        steering_rad: where the front wheels point; positive: to the left.
        current_a: what both motors take.
        is_held: something in the way holds it: its wheels turn on the spot.
    """

    def __init__(self, chassis: Chassis | None = None, pose: Pose | None = None) -> None:
        self.chassis = chassis or Chassis()
        self.left_turned_m = self.right_turned_m = 0.0
        self.current_a = 0.0
        self.is_held = False
        self.place(pose or Pose(0.0, 0.0))

    def place(self, pose: Pose) -> None:
        """Put it down somewhere; it stands still."""
        self.x_m, self.y_m, self.heading_rad = pose.x_m, pose.y_m, pose.heading_rad
        self.left_m_s = self.right_m_s = 0.0
        self.speed_m_s = self.turn_rad_s = self.steering_rad = 0.0
        self._ground_left = self._ground_right = 0.0
        self._servo_rad = self._castor_rad = 0.0

    @property
    def pose(self) -> Pose:
        """Where it is."""
        return Pose(self.x_m, self.y_m, self.heading_rad)

    def run(
        self,
        left_v: float | None,
        right_v: float | None,
        steps: int = 1,
        *,
        steering_rad: float = 0.0,
    ) -> None:
        """Go on for so many milliseconds.

        Args:
            left_v, right_v: mean voltage at the motors, forwards positive; None: not driven, it
                coasts. Of a car with a servo only `left_v` counts: it has one motor.
            steps: milliseconds.
            steering_rad: what the servo is told; positive: to the left.
        """
        if self.chassis.steering == Steering.SERVO:
            right_v = left_v
        for _ in range(steps):
            self._turn_wheels(left_v, right_v)
            self._grip()
            if self.chassis.steering == Steering.SERVO:
                self._steer(steering_rad)
            elif self.chassis.castor:
                self._drag_castor()
            self._go()

    def stop_dead(self) -> None:
        """Let it stand at once, as it does against a wall; its wheels slip on."""
        self._ground_left = self._ground_right = self.speed_m_s = self.turn_rad_s = 0.0

    def _turn_wheels(self, left_v: float | None, right_v: float | None) -> None:
        chassis = self.chassis
        sag_v = self.current_a * chassis.supply_ohms
        left = self._rim(self.left_m_s, left_v, sag_v, chassis.left_gain, self.left_turned_m)
        right = self._rim(self.right_m_s, right_v, sag_v, chassis.right_gain, self.right_turned_m)
        self.left_turned_m += abs(self.left_m_s + left) * 0.5 * STEP_S
        self.right_turned_m += abs(self.right_m_s + right) * 0.5 * STEP_S
        self.left_m_s, self.right_m_s = left, right
        if chassis.supply_ohms:
            self.current_a = self._current(left, left_v) + self._current(right, right_v)

    def _rim(
        self, rim: float, volts: float | None, sag_v: float, gain: float, turned_m: float
    ) -> float:
        """Return the speed of a rim one step later."""
        chassis = self.chassis
        if volts is None:
            slower = rim * (1 - STEP_S / chassis.coast_s)
            return slower if abs(slower) > _STANDS_M_S else 0.0
        pull_v = abs(volts) - sag_v
        needed_v = chassis.dead_v if abs(rim) < _STANDS_M_S else chassis.friction_v
        goal = 0.0
        if pull_v > needed_v:
            goal = math.copysign((pull_v - chassis.friction_v) * chassis.speed_per_volt, volts)
            if chassis.ripple:
                turn = turned_m / (0.5 * chassis.wheel_m)
                gain *= 1 + chassis.ripple * math.sin(turn)
        return rim + (goal * gain - rim) * (STEP_S / chassis.lag_s)

    def _current(self, rim: float, volts: float | None) -> float:
        if not volts:
            return 0.0
        back_v = abs(rim) / self.chassis.speed_per_volt
        return max(0.0, (abs(volts) - back_v) / self.chassis.winding_ohms)

    def _grip(self) -> None:
        """Let the floor follow the rims as far as the tyres hold."""
        chassis = self.chassis
        most = chassis.grip_m_s2 * STEP_S
        left = self.left_m_s * chassis.left_size - self._ground_left
        right = self.right_m_s * chassis.right_size - self._ground_right
        self._ground_left += most if left > most else -most if left < -most else left
        self._ground_right += most if right > most else -most if right < -most else right
        if self.is_held:
            self._ground_left = self._ground_right = 0.0
        self.speed_m_s = 0.5 * (self._ground_left + self._ground_right)
        self.turn_rad_s = (self._ground_right - self._ground_left) / chassis.wheel_track_m

    def _steer(self, wanted_rad: float) -> None:
        """Let the servo turn, and the front wheels follow it with the play of the linkage."""
        chassis = self.chassis
        wanted_rad = max(-chassis.lock_rad, min(chassis.lock_rad, wanted_rad))
        self._servo_rad += (wanted_rad - self._servo_rad) * (STEP_S / chassis.servo_s)
        play = 0.5 * chassis.backlash_rad
        low, high = self._servo_rad - play, self._servo_rad + play
        self.steering_rad = max(low, min(high, self.steering_rad))
        self.turn_rad_s = self.speed_m_s * math.tan(self.steering_rad) / chassis.wheelbase_m

    def _drag_castor(self) -> None:
        """Let the castor swing round behind the movement; meanwhile it pushes the tail aside."""
        sideways = self.turn_rad_s * self.chassis.front_m
        goal = math.atan2(sideways, self.speed_m_s) if self.speed_m_s or sideways else None
        if goal is None:
            return
        off = math.remainder(self._castor_rad - goal, 2 * math.pi)
        way = math.hypot(self.speed_m_s, sideways) * STEP_S
        self._castor_rad = goal + off * math.exp(-way / _CASTOR_M)
        if abs(off) > 1e-3:
            self.turn_rad_s += self.chassis.castor * self.speed_m_s * math.sin(off)

    def _go(self) -> None:
        middle = self.heading_rad + 0.5 * self.turn_rad_s * STEP_S
        self.x_m += self.speed_m_s * math.cos(middle) * STEP_S
        self.y_m += self.speed_m_s * math.sin(middle) * STEP_S
        self.heading_rad += self.turn_rad_s * STEP_S
