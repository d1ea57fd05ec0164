"""The car on a bench: its motors are those that are wired there, and so are its sensors.

Every 5 ms the car goes on with the voltage that its motors have; a change of the voltage counts
from its own millisecond. Encoders follow the wheels, the sonar measures what stands there, the
battery sags under what the motors take.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from hardware_mocks.parts.battery import Battery
from hardware_mocks.parts.dc_motor import DcMotor
from hardware_mocks.parts.distance_sensor import DistanceSensor
from hardware_mocks.parts.motor import Motor
from hardware_mocks.parts.servo import Servo
from hardware_mocks.parts.wheel_encoder import WheelEncoder
from hardware_mocks.worlds.track import sonar
from hardware_mocks.worlds.track.chassis import Steering
from hardware_mocks.worlds.track.contact import bumper_is_pressed
from hardware_mocks.worlds.track.joins import CarJoins
from hardware_mocks.worlds.track.state import Pose

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.parts.part import Part
    from hardware_mocks.worlds.track.track import Track

PERIOD_NS = 5_000_000
SONAR_EVERY = 4
"""Periods between two measurements of the sonar: 20 ms, oftener than any sensor is asked."""
BATTERY_EVERY = 10
GHOST_M = (0.05, 0.15)
GHOST_NS, GHOST_EVERY_NS = 40_000_000, 400_000_000
LEAST_SAG_V = 0.05
SONAR_BACK_M = 0.01
"""The sonar sits so far behind the car's front."""
NS_PER_MS = 1_000_000
SUPPLY_V = 6.0
"""Behind a gpiozero Motor, which knows no voltage."""


class OnBench:
    """Moves the car by what a bench's motors get, and the bench's sensors by what the car does.

    Attributes:
        joins: which part is what.
        sonar_m: what the sonar measured last; None: nothing came back, or there is none.
    """

    def __init__(self, track: Track, bench: Bench, join: Mapping[str, str]) -> None:
        self._track, self._bench, self._clock = track, bench, bench.clock
        has_one_motor = track.car.chassis.steering == Steering.SERVO
        self.joins = CarJoins(bench, join, has_one_motor=has_one_motor)
        self.sonar_m: float | None = None
        self._volts: list[float | None] = [None, None]
        self._drives = False
        self._periods = 0
        self._rest_v: float | None = None
        self._ghost_free_ns, self._ghost_m = 0, 0.0
        self._chance = random.Random(f"sonar {track.seed}")
        bench.on_part.append(self._on_part)
        if bench.parts:
            self._on_part(None)
        self._clock.at(0, self._tick)

    # -- parts that appear

    def _on_part(self, _part: Part | None) -> None:
        self._clock.after(1, self._join)

    def _join(self) -> None:
        for role, part in self.joins.look():
            side, _, what = role.partition(" ")
            if what == "motor":
                self._take_motor(0 if side == "left" else 1, part)
            elif what == "encoder":
                self._take_encoder(side, part)
            elif role == "battery":
                self._take_battery(part)

    def _take_motor(self, side: int, part: Part) -> None:
        assert isinstance(part, DcMotor | Motor)
        part.turned_by = partial(self._share_of_full, side)
        for pin in part.nets:
            part.listen(pin, self._on_volts)
        self._on_volts(None)

    def _take_encoder(self, side: str, part: Part) -> None:
        motor = self.joins.found.get(f"{side} motor")
        if isinstance(part, WheelEncoder) and motor is not None and not part.motor:
            part.motor = motor.name

    def _take_battery(self, part: Part) -> None:
        assert isinstance(part, Battery)
        wanted_v = self._track.scenario.faults.battery_v
        self._rest_v = part.voltage_v if wanted_v is None else wanted_v
        if wanted_v is not None:
            part.sag(wanted_v)
        car = self._track.car  # from now on it sags here
        self._ohms = car.chassis.supply_ohms
        car.chassis = replace(car.chassis, supply_ohms=1e-6)

    # -- what the motors do

    def _share_of_full(self, side: int) -> float:
        """Return how fast a wheel turns, as a share of what its motor is built for."""
        car = self._track.car
        rim_m_s = car.right_m_s if side else car.left_m_s
        part = self.joins.found["right motor" if side else "left motor"]
        if isinstance(part, DcMotor):
            full_m_s = part.no_load_rpm / 60 * math.pi * car.chassis.wheel_m
            return rim_m_s / full_m_s
        return rim_m_s / car.chassis.top_speed_m_s

    def _on_volts(self, _net: Any) -> None:
        """The voltage changes: up to now it was the old one."""
        self._catch_up(self._clock.now_ns)
        self._volts = [self._volts_of("left motor"), self._volts_of("right motor")]
        self._note_duty()

    def _volts_of(self, role: str) -> float | None:
        part = self.joins.found.get(role)
        if isinstance(part, DcMotor):
            if part.nets["+"].mean_volts is None or part.nets["-"].mean_volts is None:
                return None
            return part.volts_across("+", "-")
        if isinstance(part, Motor):
            given = part.given
            return None if not given and not part.is_braking else given * SUPPLY_V
        return None

    def _note_duty(self) -> None:
        referee = self._track.referee
        full_v = self._track.car.chassis.rated_v
        referee.duty = tuple((volts or 0.0) / full_v for volts in self._volts)  # type: ignore[assignment]  # two of them
        drives = any(self._volts)
        if self._drives and not drives:
            referee.note(self._clock.now_ns, "duty_zero")
        elif drives and not self._drives:
            referee.note(self._clock.now_ns, "duty_on")
        self._drives = drives

    # -- every 5 ms

    def _tick(self) -> None:
        now_ns = self._clock.now_ns
        self._catch_up(now_ns)
        self._periods += 1
        if self._periods % SONAR_EVERY == 0:
            self._measure()
        if self._periods % BATTERY_EVERY == 0:
            self._sag()
        self._press_bumper()
        self._clock.at(max(now_ns, self._track.now_ns + PERIOD_NS), self._tick)

    def _catch_up(self, now_ns: int) -> None:
        ms = (now_ns - self._track.now_ns) // NS_PER_MS
        if ms > 0:
            self._track.advance(*self._volts, ms=ms, steering_rad=self._steering())

    def _steering(self) -> float:
        servo = self.joins.found.get("steering")
        return math.radians(_from_middle(servo)) if isinstance(servo, Servo) else 0.0

    def _measure(self) -> None:
        part = self.joins.found.get("sonar")
        if not isinstance(part, DistanceSensor):
            return
        faults = self._track.scenario.faults
        true_m = sonar.distance_m(self._eye(), self._track.things)
        part.distance_m = sonar.flawed(
            true_m, self._chance, faults.sonar_noise_m, faults.sonar_dropped
        )
        ghost_m = self._ghost(faults.sonar_ghosts)
        part.distance_m = part.distance_m if ghost_m is None else ghost_m
        self.sonar_m = None if part.distance_m >= sonar.NOTHING_M else part.distance_m

    def _ghost(self, share: float) -> float | None:
        """Return an echo from nowhere: another car's sonar, a step on the floor; or None.

        It lasts for one measurement of a sensor that is asked every 50 ms.
        """
        now_ns = self._clock.now_ns
        if share and now_ns >= self._ghost_free_ns and self._chance.random() < share:
            self._ghost_free_ns = now_ns + GHOST_EVERY_NS
            self._ghost_m = self._chance.uniform(*GHOST_M)
        lasts = now_ns < self._ghost_free_ns - GHOST_EVERY_NS + GHOST_NS
        return self._ghost_m if lasts else None

    def _eye(self) -> Pose:
        """Return where the sonar is, and where it points."""
        car = self._track.car
        ahead_m = car.chassis.front_m - SONAR_BACK_M
        x_m = car.x_m + ahead_m * math.cos(car.heading_rad)
        y_m = car.y_m + ahead_m * math.sin(car.heading_rad)
        pan = self.joins.found.get("pan")
        turned = math.radians(_from_middle(pan)) if isinstance(pan, Servo) else 0.0
        return Pose(x_m, y_m, car.heading_rad + turned)

    def _sag(self) -> None:
        part = self.joins.found.get("battery")
        if self._rest_v is None or not isinstance(part, Battery):
            return
        volts = self._rest_v - self._track.car.current_a * self._ohms
        if abs(volts - part.voltage_v) >= LEAST_SAG_V:
            part.sag(round(volts, 2))

    def _press_bumper(self) -> None:
        part = self.joins.found.get("bumper")
        if part is None or not self._track.things:
            return
        is_pressed = bumper_is_pressed(self._track.car, self._track.things)
        if is_pressed != getattr(part, "pressed", False):
            self._bench.set(part.name, pressed=is_pressed)


def _from_middle(servo: Servo) -> float:
    """Return how far a servo is turned from its middle, in degrees; positive: to the left."""
    return servo.angle_deg - (servo.min_deg + servo.max_deg) / 2
