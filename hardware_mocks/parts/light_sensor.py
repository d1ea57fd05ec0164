"""An LDR and a capacitor of 1 uF on one pin, which gpiozero's LightSensor times."""

import math
from typing import Any, ClassVar

from hardware_mocks.gpio.circuit import LOGIC_HIGH_VOLTS, PI_HIGH_VOLTS
from hardware_mocks.parts.capacitor import Capacitor
from hardware_mocks.parts.part import Control

BRIGHTEST_OHMS = 200.0
"""A GL5528 in full sunlight."""
PIN_OHMS = 40.0


class LightSensor(Capacitor):
    """Charges the faster the more light falls on it.

    Attributes:
        light: 0.0 is so dark that it takes `charge_limit_s`, 1.0 as bright as can be.
        charge_limit_s: after which the program gives up.
    """

    kind = "light_sensor"
    wiring_types = ()
    pins = ("1", "2", "3")  # of the capacitor, and the far end of the LDR
    devices = ("LightSensor",)
    controls = (Control("light"),)
    defaults: ClassVar = {"capacitance_f": 1e-6, "light": 0.5, "charge_limit_s": 0.01}
    light: float
    charge_limit_s: float

    @classmethod
    def wire(cls, *, pin: Any, **_: Any) -> dict[str, Any]:
        """The LDR from 3.3 V to the pin, the capacitor from there to ground."""
        return {"1": pin, "2": "GND", "3": "3V3"}

    @classmethod
    def attributes_for(cls, *, charge_time_limit: float, **_: Any) -> dict[str, Any]:
        """Its range is the one that the program expects."""
        return {"charge_limit_s": charge_time_limit}

    def connect(self) -> None:
        """Let the LDR charge the capacitor."""
        self._cell = self.resistor("3", "1", self.resistance_ohm)
        super().connect()

    @property
    def resistance_ohm(self) -> float:
        """Of the LDR: what makes the program read `light`.

        While the pin holds the capacitor down it does not quite reach 0 V, which is reckoned in.
        """
        tau_s = (1 - self.light) * self.charge_limit_s
        ohms = BRIGHTEST_OHMS
        for _ in range(30):
            start_volts = PI_HIGH_VOLTS * PIN_OHMS / (ohms + PIN_OHMS)
            way = math.log((PI_HIGH_VOLTS - start_volts) / (PI_HIGH_VOLTS - LOGIC_HIGH_VOLTS))
            ohms = max(BRIGHTEST_OHMS, tau_s / way / self.capacitance_f)
        return ohms

    def changed(self, control: str) -> None:
        """Follow the light."""
        self.circuit.set_ohms(self._cell, self.resistance_ohm)

    def look(self) -> dict[str, Any]:
        """Return the light."""
        return {"light": self.light}
