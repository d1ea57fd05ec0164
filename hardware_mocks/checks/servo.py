"""A servo: the angle that its pulses ask for."""

from typing import NoReturn

from hardware_mocks.checks.failure import CheckFailure, NothingSeenError
from hardware_mocks.checks.quantities import Quantity, Tolerance, degrees, seconds
from hardware_mocks.checks.thing import Thing, ThingView
from hardware_mocks.parts.servo import FRAME_HZ, PULSE_US
from hardware_mocks.parts.servo import Servo as ServoPart


class ServoView(ThingView):
    """What can be seen of a servo in the trace: it goes where the width of the pulses says."""

    noun = "servo"

    @property
    def pulse_s(self) -> float:
        """The width of the latest pulses; raises LookupError if there were none."""
        pulses = self.pulses_s
        if not pulses:
            raise NothingSeenError(f"the {self.name} never got pulses")
        return pulses[-1]

    @property
    def pulses_s(self) -> list[float]:
        """Each width of pulses it was given, in order."""
        steps = self._pin_log.steps
        return [s.value / s.hz for s in steps if s.hz and s.value]

    @property
    def angle_deg(self) -> float:
        """Where the latest pulses send it; raises LookupError if there were none."""
        return angle_of(self.pulse_s)

    @property
    def angles_deg(self) -> list[float]:
        """Each angle it was sent to, in order, none twice in a row."""
        angles = [angle_of(pulse_s) for pulse_s in self.pulses_s]
        return [a for i, a in enumerate(angles) if i == 0 or a != angles[i - 1]]

    @property
    def is_relaxed(self) -> bool:
        """Whether it gets no pulses now, so that a hand could turn it."""
        steps = self._pin_log.steps
        return not steps or steps[-1].hz is None or steps[-1].value == 0

    @property
    def frequency_hz(self) -> float:
        """How often the latest pulses come; raises LookupError if there were none."""
        found = [step.hz for step in self._pin_log.steps if step.hz and step.value]
        if not found:
            raise NothingSeenError(f"the {self.name} never got pulses")
        return found[-1]


def angle_of(pulse_s: float) -> float:
    """Return where the course's servo (SG90) goes for pulses of that width, in degrees."""
    part = ServoPart.defaults
    share = (pulse_s * 1e6 - part["min_us"]) / (part["max_us"] - part["min_us"])
    way = part["max_deg"] - part["min_deg"]
    angle: float = part["min_deg"] + min(1.0, max(0.0, share)) * way
    return round(angle, 3)


class Servo(Thing, ServoView):
    """What a lesson asks of a servo."""

    def points_to(
        self, angle: Quantity, within: Quantity = "1 s", tolerance: Quantity = "2 deg"
    ) -> None:
        """It is sent to that angle, at the latest after that time."""
        self._look()
        expected_deg, near = degrees(angle), Tolerance(absolute=degrees(tolerance))

        def is_there() -> bool:
            has_pulses = bool(self.pulses_s) and not self.is_relaxed
            return has_pulses and near.allows(self.angle_deg, expected_deg)

        if self._wait_until(is_there, self._run.limit_s(within)):
            self._require_good_frames()
            return
        self.require_use()
        if not self.pulses_s:
            self._fail_without_pulses()
        self._require_good_frames()
        raise CheckFailure(
            "servo.wrong_angle",
            thing=self.name,
            angle_deg=self.angle_deg,
            expected_deg=expected_deg,
            pulse_ms=self.pulse_s * 1000,
            within_s=seconds(within),
        )

    def pulse_is(self, width: Quantity, within: Quantity = "2 %") -> None:
        """Its pulses have that width now: "1.5 ms"."""
        self._look()
        self._run.settle()
        self.require_use()
        if not self.pulses_s:
            self._fail_without_pulses()
        if not Tolerance.of_time(within).allows(self.pulse_s, seconds(width)):
            raise CheckFailure(
                "servo.wrong_pulse",
                thing=self.name,
                pulse_ms=self.pulse_s * 1000,
                expected_ms=seconds(width) * 1000,
            )

    def relaxes(self, within: Quantity = "1 s") -> None:
        """It gets no more pulses, at the latest after that time."""
        self._look()
        if not self._wait_until(lambda: self.was_used and self.is_relaxed, seconds(within)):
            self.require_use()
            raise CheckFailure("servo.still_pulses", thing=self.name, within_s=seconds(within))

    def _require_good_frames(self) -> None:
        """Fail if the pulses are such as no servo understands."""
        pulse_us, hz = self.pulse_s * 1e6, self.frequency_hz
        is_good = PULSE_US[0] <= pulse_us <= PULSE_US[1] and FRAME_HZ[0] <= hz <= FRAME_HZ[1]
        if not is_good:
            raise CheckFailure(
                "servo.bad_pulses", thing=self.name, pulse_ms=pulse_us / 1000, frequency_hz=hz
            )

    def _fail_without_pulses(self) -> NoReturn:
        raise CheckFailure("servo.no_pulses", is_missing=True, thing=self.name, pin=self.pin)
