"""A lamp that shows what a pin puts out, for devices of which only the pin is known."""

from typing import Any, ClassVar

from hardware_mocks.parts.part import Part


class Lamp(Part):
    """Shows the level of its pin; takes no current.

    Attributes:
        active_high: whether it is lit by a high level, or by a low one.
    """

    kind = "lamp"
    pins = ("IN",)
    devices = ("OutputDevice", "DigitalOutputDevice", "PWMOutputDevice")
    defaults: ClassVar = {"active_high": True}
    active_high: bool

    @classmethod
    def wire(cls, *, pin: Any, **_: Any) -> dict[str, Any]:
        """Watch the pin."""
        return {"IN": pin}

    @classmethod
    def attributes_for(cls, *, active_high: bool = True, **_: Any) -> dict[str, Any]:
        """Light up when the device is on."""
        return {"active_high": active_high}

    def look(self) -> dict[str, Any]:
        """Return the share of time at high level, how bright that is, and how fast it pulses."""
        duty = self.share_high("IN")
        glow = duty if self.active_high else 1 - duty
        is_driven = self.nets["IN"].volts is not None
        return {
            "duty": round(duty, 6),
            "brightness": round(glow, 3) if is_driven else 0.0,
            "frequency_hz": self.pulse_hz("IN"),
        }
