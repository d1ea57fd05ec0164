"""What an analogue input looks at: a light sensor (LDR), a potentiometer, and the pin itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hardware_mocks.checks.failure import BrokenCheckError
from hardware_mocks.checks.quantities import Quantity, seconds, share
from hardware_mocks.checks.thing import Thing, ThingView

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench

FULL_VOLTS = 5.0
"""What an Arduino's analogue input reads as 1023."""


class AnalogueView(ThingView):
    """What can be seen of a sensor at an analogue input."""


class AnalogueThing(Thing, AnalogueView):
    """A part that a check moves, and whose voltage a sketch reads."""

    @property
    def percent(self) -> float:
        """The voltage at its pin now, as a share of 5 V in percent: what 1023 is 100 of."""
        return self.volts / FULL_VOLTS * 100

    @property
    def volts(self) -> float:
        """The voltage at its pin now."""
        part = self._bench.part(self._wired.part_id)
        leg = next(iter(self._wired.pins))
        return part.nets[leg].mean_volts or 0.0

    @property
    def _bench(self) -> Bench:
        bench: Bench | None = getattr(self._run.stage, "bench", None)
        if bench is None:
            raise BrokenCheckError("Analogue inputs are checked on the simulated bench only.")
        return bench

    def _move(self, over: Quantity, **values: Any) -> None:
        """Change what it senses, at once or evenly over a time; go on when it is there."""
        start_s, over_s = self._now_s, seconds(over)
        self._run.hands.set(self._wired, over_s=over_s or None, **values)
        self._run.wait(max(0.0, start_s + over_s - self._now_s))
        self._run.acted(start_s)

    def _flash(self, name: str, value: float, for_: Quantity) -> None:
        """Let it sense something else for a moment."""
        before = getattr(self._bench.part(self._wired.part_id), name)
        self._run.hands.set(self._wired, **{name: value})
        self._run.wait(seconds(for_))
        self._run.hands.set(self._wired, **{name: before})


class LightSensorView(AnalogueView):
    """What can be seen of a light sensor."""

    noun = "light sensor"


class LightSensor(AnalogueThing, LightSensorView):
    """What a check does before a light sensor."""

    def sees(self, lux: float, over: Quantity = 0) -> None:
        """So much light falls on it: 1 lux is dusk, 300 a room, 10,000 the shade outdoors."""
        self._move(over, lux=lux)

    def flashes(self, lux: float, for_: Quantity = "30 ms") -> None:
        """For a moment other light falls on it, then the light from before again."""
        self._flash("lux", lux, for_)


class KnobView(AnalogueView):
    """What can be seen of a potentiometer."""

    noun = "knob"


class Knob(AnalogueThing, KnobView):
    """What a check does at a potentiometer."""

    def turns_to(self, position: Quantity, over: Quantity = 0) -> None:
        """Somebody turns it: "0 %" is at ground, "100 %" at 5 V."""
        self._move(over, position=share(position))

    def jumps_to(self, position: Quantity, for_: Quantity = "30 ms") -> None:
        """For a moment it has bad contact and gives another voltage."""
        self._flash("position", share(position), for_)
