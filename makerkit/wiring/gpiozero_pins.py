"""Which arguments of gpiozero's classes are pins, and which names a pin of the Pi may have there.

Written down, not asked of gpiozero: importing it takes longer than all electrical rules together.
A test compares the tables with gpiozero's own signatures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from makerkit.wiring.pi_header import PI_HEADER, physical_pin

ANY_NUMBER = "*"
"""Stands for any number of pins, counted from 0."""

PIN_ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            *("LED", "PWMLED", "Buzzer", "TonalBuzzer", "Servo", "AngularServo"),
            *("DigitalOutputDevice", "PWMOutputDevice", "OutputDevice", "GPIODevice"),
            *("Button", "MotionSensor", "LineSensor", "LightSensor"),
            *("DigitalInputDevice", "InputDevice", "SmoothedInputDevice"),
        ),
        ("pin",),
    ),
    "RGBLED": ("red", "green", "blue"),
    "TrafficLights": ("red", "amber", "green", "yellow"),
    "DistanceSensor": ("echo", "trigger"),
    "RotaryEncoder": ("a", "b"),
    "Motor": ("forward", "backward", "enable"),
    "PhaseEnableMotor": ("phase", "enable"),
    "Robot": ("left", "right"),
    **dict.fromkeys(("LEDBoard", "LEDBarGraph", "ButtonBoard"), (ANY_NUMBER,)),
    "LEDCharDisplay": (ANY_NUMBER, "dp"),
    **dict.fromkeys(
        (
            *("MCP3001", "MCP3002", "MCP3004", "MCP3008", "MCP3201", "MCP3202", "MCP3204"),
            *("MCP3208", "MCP3301", "MCP3302", "MCP3304"),
        ),
        ("clock_pin", "mosi_pin", "miso_pin", "select_pin"),
    ),
}
"""The pins by their names, in the order in which they may be written without them."""

SPI_PINS: Mapping[str, str] = {
    "clock_pin": "GPIO11",
    "mosi_pin": "GPIO10",
    "miso_pin": "GPIO9",
    "select_pin": "GPIO8",
}
"""What a converter uses unless told otherwise."""
SECOND_SELECT = "GPIO7"
"""The select pin of `device=1`."""

NAMED_PINS: Mapping[str, frozenset[str]] = {
    "LEDBoard": frozenset({"pwm", "active_high", "initial_value", "_order", "pin_factory"}),
    "ButtonBoard": frozenset(
        {
            *("pull_up", "active_state", "bounce_time", "hold_time", "hold_repeat"),
            *("_order", "pin_factory"),
        }
    ),
}
"""Classes that take pins by names of one's own, and what else they take by name."""

ALWAYS_PWM = frozenset({"PWMLED", "PWMOutputDevice", "Servo", "AngularServo", "TonalBuzzer"})
USUALLY_PWM = frozenset({"RGBLED", "Motor", "PhaseEnableMotor"})
"""With PWM unless told `pwm=False`; every other class only when told `pwm=True`."""

PULLED_UP = frozenset({"Button", "ButtonBoard"})
PULLED_DOWN = frozenset({"DigitalInputDevice", "InputDevice", "SmoothedInputDevice"})
"""Whose pin the Pi pulls up or down unless told otherwise, where a switch may hang on it."""

_GPIO = re.compile(r"(?:GPIO|BCM)?([0-9]{1,2})")
_ON_BOARD = re.compile(r"(?:BOARD|J8:)([0-9]{1,2})")


def gpio_called(written: object) -> str | None:
    """Return the pin ("GPIO17") that gpiozero understands by a number or a name, or None."""
    if isinstance(written, bool) or not isinstance(written, int | str):
        return None
    text = f"{written}" if isinstance(written, str) or 0 <= written < 100 else ""
    if match := _ON_BOARD.fullmatch(text):
        pin = physical_pin(int(match[1]))
    else:
        match = _GPIO.fullmatch(text)
        pin = f"GPIO{int(match[1])}" if match else None
    return pin if pin in PI_HEADER and pin.startswith("GPIO") else None
