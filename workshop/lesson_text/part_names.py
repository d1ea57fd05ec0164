"""Parts by short names, for the role {part}: "r330" is "330 Ω resistor"."""

from __future__ import annotations

import re

KNOWN = {
    "amber_led": "amber LED",
    "battery": "battery box for 4 AA cells (5 V)",
    "breadboard": "half breadboard",
    "button": "push button",
    "buzzer": "passive buzzer",
    "distance": "HC-SR04 distance sensor",
    "green_led": "green LED",
    "ldr": "LDR",
    "led": "LED",
    "motion": "PIR motion sensor",
    "motor": "DC motor with gears",
    "motor_driver": "L298N motor driver",
    "pi": "Raspberry Pi",
    "pot": "10 kΩ potentiometer",
    "red_led": "red LED",
    "rgb_led": "RGB LED (common cathode)",
    "servo": "SG90 servo",
    "uno": "Arduino Uno",
    "wire": "jumper wire",
}
_RESISTOR = re.compile(r"r(\d+(?:\.\d+)?)(k|m)?", re.IGNORECASE)
_NARROW = "\N{NO-BREAK SPACE}"


def part_name(short: str) -> str | None:
    """Return the words for a short name, or None for one that nobody knows."""
    found = _RESISTOR.fullmatch(short)
    if found is None:
        return KNOWN.get(short)
    prefix = {"k": "k", "m": "M"}.get((found[2] or "").lower(), "")
    return f"{found[1]}{_NARROW}{prefix}Ω resistor"
