"""A DC motor behind its driver: whether it turns, how fast, and when it stops.

What a motor does is read from the driver's inputs in the trace: the pins of the Pi or of the
Arduino that its channel hangs on.
"""

from __future__ import annotations

from itertools import pairwise

from hardware_mocks.checks.failure import BrokenCheckError, CheckFailure, NothingSeenError
from hardware_mocks.checks.log import Step
from hardware_mocks.checks.names import Wired
from hardware_mocks.checks.quantities import Quantity, seconds, share
from hardware_mocks.checks.signal_view import value_at
from hardware_mocks.checks.thing import Thing, ThingView
from makerkit.wiring import PinRef, Wiring
from makerkit.wiring.paths import board_pin_of

CHANNELS = {
    "chip-l298n": {"OUT1": ("ENA", "IN1", "IN2", 1), "OUT2": ("ENA", "IN1", "IN2", -1)}
    | {"OUT3": ("ENB", "IN3", "IN4", 1), "OUT4": ("ENB", "IN3", "IN4", -1)},
    "chip-tb6612": {"AO1": ("PWMA", "AIN1", "AIN2", 1), "AO2": ("PWMA", "AIN1", "AIN2", -1)}
    | {"BO1": ("PWMB", "BIN1", "BIN2", 1), "BO2": ("PWMB", "BIN1", "BIN2", -1)},
}
"""By the output that the motor's + hangs on: enable, forward, backward, and the sense."""
HAS_JUMPER = frozenset({"chip-l298n"})
"""Drivers whose enable pin is on where nothing is wired to it."""
STANDS_BELOW = 0.02
ENABLE, FORWARD, BACKWARD = "enable", "forward", "backward"


def wired_motor(wiring: Wiring, part_id: str, name: str) -> Wired:
    """Return the pins that a motor is driven by: {"enable": "D5", "forward": "D7", ...}.

    Raises:
        BrokenCheckError: it hangs on no driver whose inputs hang on a board.
    """
    net = wiring.net_of(PinRef(part_id, "+"))
    for pin in net.pins:
        kind = wiring.part(pin.part).type.name
        channel = CHANNELS.get(kind, {}).get(pin.pin)
        if channel is None:
            continue
        *legs, sense = channel
        found = {
            role: board_pin_of(wiring, PinRef(pin.part, str(leg)))
            for role, leg in zip((ENABLE, FORWARD, BACKWARD), legs, strict=True)
        }
        pins = {role: at for role, at in found.items() if at is not None}
        if FORWARD in pins or BACKWARD in pins:
            if sense == -1:
                swap = {FORWARD: BACKWARD, BACKWARD: FORWARD}
                pins = {swap.get(role, role): at for role, at in pins.items()}
            return Wired(name, part_id, kind, pins)
    raise BrokenCheckError(f"The motor {name!r} hangs on no driver that a board drives.")


class MotorView(ThingView):
    """What can be seen of a motor, from the inputs of its driver."""

    noun = "motor"

    @property
    def speeds(self) -> list[tuple[float, float]]:
        """(seconds, speed) of each change, from -1 (full speed backwards) to 1; 0 stands still."""
        moments = sorted(
            {step.t_s for pin in self._wired.pins.values() for step in self._steps_of(pin)}
        )
        found: list[tuple[float, float]] = []
        for t_s in moments:
            speed = self.speed_at(t_s)
            if not found or found[-1][1] != speed:
                found.append((t_s, speed))
        return found

    def speed_at(self, t_s: float) -> float:
        """Return the speed that it was given at a time."""
        signals = {role: self._signal(role, t_s) for role in (ENABLE, FORWARD, BACKWARD)}
        return round(signals[ENABLE] * (signals[FORWARD] - signals[BACKWARD]), 6) + 0.0

    @property
    def runs_now(self) -> bool:
        """Whether it is driven now."""
        return bool(self.speeds) and abs(self.speeds[-1][1]) > STANDS_BELOW

    @property
    def has_run(self) -> bool:
        """Whether it was ever driven."""
        return any(abs(speed) > STANDS_BELOW for _, speed in self.speeds)

    @property
    def started_s(self) -> float:
        """When it was driven first; raises LookupError if never."""
        driven = [t_s for t_s, speed in self.speeds if abs(speed) > STANDS_BELOW]
        if not driven:
            raise NothingSeenError(f"the {self.name} was never driven")
        return driven[0]

    @property
    def stopped_s(self) -> float:
        """When it was stopped last; raises LookupError if it never was."""
        changes = pairwise(self.speeds)
        stops = [t_s for (_, was), (t_s, now) in changes if abs(now) <= STANDS_BELOW < abs(was)]
        return stops[-1]

    def _signal(self, role: str, t_s: float) -> float:
        pin = self._wired.pins.get(role)
        if pin is None:
            return float(role == ENABLE and self._wired.kind in HAS_JUMPER)
        return value_at(self._steps_of(pin), t_s)

    def _steps_of(self, pin: str) -> list[Step]:
        return self._log.pin(pin).steps


class Motor(Thing, MotorView):
    """What a lesson asks of a motor."""

    def runs(
        self, speed: Quantity | None = None, within: Quantity = "1 s", *, backwards: bool = False
    ) -> None:
        """It turns, in that direction, at that share of full speed if one is asked for."""
        self._look()
        waited_s = seconds(within)
        if not self._wait_until(lambda: self.runs_now, self._run.limit_s(within)):
            raise CheckFailure("motor.stands", is_missing=True, name=self.name, waited_s=waited_s)
        seen = self.speeds[-1][1]
        if (seen < 0) != backwards:
            raise CheckFailure("motor.other_way", name=self.name, t_s=self.speeds[-1][0])
        if speed is not None and abs(abs(seen) - share(speed)) > 0.05:
            raise CheckFailure(
                "motor.other_speed",
                name=self.name,
                percent=abs(seen) * 100,
                expected_percent=share(speed) * 100,
            )

    def stops(self, within: Quantity = "500 ms") -> None:
        """It stands still so soon after what the check did last, and is not driven again."""
        self._look()
        since_s = self._run.moment_s
        limit_s = since_s + self._run.limit_s(within)
        self._run.wait(max(0.0, limit_s - self._now_s) + 0.001)
        late = [speed for t_s, speed in self.speeds if t_s > limit_s]
        if self.runs_now or any(abs(speed) > STANDS_BELOW for speed in late):
            raise CheckFailure(
                "motor.still_runs",
                name=self.name,
                since_s=since_s,
                after_s=self._now_s - since_s,
                t_s=self._now_s,
            )

    def keeps_standing(self, for_: Quantity = "1 s") -> None:
        """It is not driven for that time."""
        self._look()
        start_s = self._now_s
        self._run.wait(seconds(for_))
        again = [t_s for t_s, speed in self.speeds if t_s > start_s and abs(speed) > STANDS_BELOW]
        if again or self.runs_now:
            t_s = again[0] if again else start_s
            raise CheckFailure("motor.starts_again", name=self.name, t_s=t_s)
