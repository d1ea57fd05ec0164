"""Parts and values that the wirings of these tests are made of."""

from __future__ import annotations

PI = "chip-raspberry-pi"
UNO = "wokwi-arduino-uno"
HALF = "wokwi-breadboard-half"
BUTTON = "wokwi-pushbutton"
SONAR = "wokwi-hc-sr04"
PIR = "wokwi-pir-motion-sensor"
SERVO = "wokwi-servo"
MOTOR = "chip-dc-motor"


def led(colour: str = "red", label: str = "") -> tuple[str, dict[str, str]]:
    return "wokwi-led", {"color": colour, "label": label}


def resistor(value: str = "330") -> tuple[str, dict[str, str]]:
    return "wokwi-resistor", {"value": value}


def battery(volts: str = "6") -> tuple[str, dict[str, str]]:
    return "chip-battery", {"voltage": volts}


def button(label: str) -> tuple[str, dict[str, str]]:
    return BUTTON, {"label": label}
