"""A motor with its driver, for gpiozero's two kinds of motor."""

from collections.abc import Callable
from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import Net
from hardware_mocks.parts.dc_motor import LAG_S, Lag
from hardware_mocks.parts.part import Part


class Motor(Part):
    """Turns forwards while FORWARD is high, backwards while BACKWARD is; with both it brakes.

    Attributes:
        turned_by: says the speed where a world knows it better, such as that of a car; else None.
    """

    kind = "motor"
    pins: ClassVar[tuple[str, ...]] = ("FORWARD", "BACKWARD", "ENABLE")
    devices: ClassVar[tuple[str, ...]] = ("Motor",)

    @classmethod
    def wire(
        cls, *, forward: Any = None, backward: Any = None, enable: Any = None, **_: Any
    ) -> dict[str, Any]:
        """Each input to its pin; a driver without an enable pin is always enabled."""
        return {"FORWARD": forward, "BACKWARD": backward, "ENABLE": enable}

    def connect(self) -> None:
        """Follow the inputs."""
        self.turned_by: Callable[[], float] | None = None
        self._lag = Lag(LAG_S)
        for pin in self.nets:
            self.listen(pin, self._on_input)

    def _on_input(self, _net: Net) -> None:
        self._lag.aim(self.clock.now_ns, self.given)

    @property
    def given(self) -> float:
        """What its driver gives it, from -1 (full voltage backwards) to 1."""
        return self._enabled * self._direction()

    def _direction(self) -> float:
        """Return which way it is driven, and how hard: from -1 to 1."""
        return self.share_high("FORWARD") - self.share_high("BACKWARD")

    @property
    def _enabled(self) -> float:
        return self.share_high("ENABLE") if "ENABLE" in self.nets else 1.0

    @property
    def is_braking(self) -> bool:
        """Whether both inputs are high, which shorts the motor."""
        return self._enabled * self.share_high("FORWARD") * self.share_high("BACKWARD") == 1

    @property
    def speed(self) -> float:
        """From -1 (full speed backwards) to 1."""
        return self._lag.at(self.clock.now_ns) if self.turned_by is None else self.turned_by()

    def look(self) -> dict[str, Any]:
        """Return the speed, and whether it brakes."""
        return {"speed": round(self.speed, 4) + 0.0, "braking": self.is_braking}


class PhaseEnableMotor(Motor):
    """Turns while ENABLE is high: forwards while PHASE is low, backwards while it is high."""

    kind = "phase_motor"
    pins = ("PHASE", "ENABLE")
    devices = ("PhaseEnableMotor",)

    @classmethod
    def wire(cls, *, phase: Any = None, enable: Any = None, **_: Any) -> dict[str, Any]:
        """Each input to its pin."""
        return {"PHASE": phase, "ENABLE": enable}

    def _direction(self) -> float:
        return 1 - 2 * self.share_high("PHASE")
