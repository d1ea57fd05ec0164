"""Buttons on the pins of the Pi: one arms, one calls for help. Disarming takes a code.

Wiring: one leg of the button to the pin, the other to GND; the Pi's own pull-up does the rest.
"""

import logging
from collections.abc import Callable
from typing import Any

from makerkit.app.edge import Health, Level
from security_system.alarm.orders import Arm, Order, Panic
from security_system.alarm.states import ArmMode
from security_system.sensors.missing import in_words, why_not
from security_system.sensors.settings import GpioSettings

LOG = logging.getLogger(__name__)
HELD_S = 1.0
"""Nobody calls for help by leaning against a button."""
BOUNCE_S = 0.05


class Buttons:
    """Posts what the buttons ask for; it has no thread, gpiozero calls it."""

    name = "buttons"

    def __init__(self, settings: GpioSettings, post: Callable[[Order], None]) -> None:
        self._settings = settings
        self._post = post
        self._buttons: dict[str, Any] = {}
        self._missing: dict[str, str] = {}

    def start(self) -> None:
        """Open the pins; one that cannot be had is said, and the other goes on."""
        pins = {"arm": self._settings.arm_button, "panic": self._settings.panic_button}
        for use, pin in pins.items():
            if pin is not None:
                self._open(use, pin)
        if self._missing:
            LOG.error("Buttons that cannot be used: %s", in_words(self._missing))

    def stop(self) -> None:
        """Let go of the pins."""
        for button in self._buttons.values():
            button.close()
        self._buttons.clear()
        self._missing.clear()

    def health(self) -> Health:
        """Return which of them are missing."""
        if self._missing:
            return Health(self.name, Level.ERROR, in_words(self._missing))
        if not self._buttons:
            return Health(self.name, Level.ABSENT, "No button is on the Pi's pins.")
        return Health(self.name, Level.OK, ", ".join(self._buttons))

    def _open(self, use: str, pin: int) -> None:
        from gpiozero import Button

        try:
            button = Button(pin, bounce_time=BOUNCE_S, hold_time=HELD_S)
        except Exception as error:  # each pin library has errors of its own
            self._missing[f"{use} (GPIO{pin})"] = why_not(error)
            return
        if use == "arm":
            button.when_pressed = self._arm
        else:
            button.when_held = self._panic
        self._buttons[use] = button

    def _arm(self) -> None:
        self._post(Arm(mode=ArmMode.AWAY, place="button", is_judged=True))

    def _panic(self) -> None:
        self._post(Panic(place="button"))
