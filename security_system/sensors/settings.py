"""Settings of what hangs on the Pi's own pins. GPIO numbers are BCM."""

from typing import Annotated

from pydantic import Field, model_validator

from makerkit.app.section import Section

Pin = Annotated[int, Field(ge=0, le=27)]
"""A GPIO of the 40-pin header, BCM."""


class GpioSettings(Section):
    """[gpio]: the Pi's own pins; which of them are zones is said by the zones (`gpio:26`)."""

    pir_warm_up_s: float = Field(default=60.0, ge=0, le=300)
    """A motion sensor is not believed so long after power-on (HC-SR501: up to 60 s)."""
    debounce_ms: float = Field(default=50.0, ge=0, le=1000)
    """A contact has to be quiet so long before its new state counts; it bounces for 1-10 ms."""
    normally_open: frozenset[Pin] = frozenset()
    """Contacts that are open while all is well; the others are closed (a door's magnet is near)."""
    buzzer: Pin | None = 18
    """Beeps during the delays and chimes; none: leave it out with `buzzer = "none"`."""
    siren: Pin | None = None
    """A relay or a sounder that gives the alarm on the Pi itself."""
    strobe: Pin | None = None
    """A lamp that flashes with the siren, and stays on as long as the alarm is remembered."""
    armed_led: Pin | None = 17
    """Lights while armed, blinks during the delays."""
    ready_led: Pin | None = 22
    """Lights while disarmed and every zone is quiet."""
    arm_button: Pin | None = 5
    """Arms (away); disarming takes a code."""
    panic_button: Pin | None = 6
    """Gives the alarm, armed or not, when it is held for a second."""

    @model_validator(mode="before")
    @classmethod
    def _none_is_a_word(cls, given: object) -> object:
        """TOML has no null: "none" leaves a pin out."""
        if isinstance(given, dict):
            return {key: None if value == "none" else value for key, value in given.items()}
        return given

    @model_validator(mode="after")
    def _each_pin_once(self) -> "GpioSettings":
        by_pin: dict[int, str] = {}
        for use, pin in self.outputs_and_buttons().items():
            if pin in by_pin:
                raise ValueError(f"{by_pin[pin]} and {use} are both on GPIO{pin}")
            by_pin[pin] = use
        return self

    def outputs_and_buttons(self) -> dict[str, int]:
        """Return which pins are used otherwise than as zones, by their use."""
        names = ("buzzer", "siren", "strobe", "armed_led", "ready_led", "arm_button")
        pins = {name: getattr(self, name) for name in (*names, "panic_button")}
        return {name: pin for name, pin in pins.items() if pin is not None}
