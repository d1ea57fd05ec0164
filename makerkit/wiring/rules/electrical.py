"""What the rules must know of parts: which pins push, which need a wire, how much current flows."""

from __future__ import annotations

from collections.abc import Mapping

from makerkit.wiring.model import Part
from makerkit.wiring.paths import ARDUINOS as ARDUINOS  # noqa: PLC0414 (rules ask here)

MOST_GPIO_VOLTS = 3.6
"""What a pin of the Pi survives: its 3.3 V and a little (BCM2711 datasheet, section 5)."""
LOWEST_SUPPLY_VOLTS = 0.5
"""What is lower is a ground."""
LEAST_HIGH_VOLTS = 2.4
"""Half of 5 V, less a tolerance: what comes out of a divider must not be lower."""
PI_VOLTS = 3.3
MOST_PIN_MA, MOST_PINS_MA = 16.0, 50.0
"""What one pin of the Pi can give, and all pins together (Raspberry Pi, GPIO pads control)."""
MOST_5V_MA = 500.0
"""What may hang on the 5 V pins: the rest of the USB supply is the Pi's own."""

OUTPUTS: Mapping[str, Mapping[str, str | float]] = {
    "wokwi-hc-sr04": {"ECHO": "VCC"},
    "wokwi-pir-motion-sensor": {"OUT": 3.3},  # HC-SR501: 3.3 V whatever its supply is
    "wokwi-photoresistor-sensor": {"DO": "VCC", "AO": "VCC"},
    "chip-line-sensor": {"OUT": "VCC"},
    "chip-l298n": dict.fromkeys(("OUT1", "OUT2", "OUT3", "OUT4"), "12V"),
    "chip-tb6612": dict.fromkeys(("AO1", "AO2", "BO1", "BO2"), "VM"),
    **{
        f"chip-{chip}": {"DOUT": "VDD"}
        for chip in (
            *("mcp3001", "mcp3002", "mcp3004", "mcp3008", "mcp3201", "mcp3202", "mcp3204"),
            *("mcp3208", "mcp3301", "mcp3302", "mcp3304"),
        )
    },
}
"""Pins that push: how many volts, or the pin whose voltage they give."""
PULLED_UP: Mapping[str, Mapping[str, str | float]] = {
    "wokwi-ky-040": dict.fromkeys(("CLK", "DT", "SW"), "VCC"),
    "wokwi-potentiometer": {"SIG": "VCC"},
    "wokwi-slide-potentiometer": {"SIG": "VCC"},
}
"""Pins that may bring a voltage, but give way."""

_PUSH_BUTTON = (("1.l", "2.l"),)
CONTACTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "wokwi-pushbutton": _PUSH_BUTTON,
    "wokwi-pushbutton-6mm": _PUSH_BUTTON,
    "chip-reed-switch": (("1", "2"),),
    "wokwi-slide-switch": (("1", "2"), ("2", "3")),
    "chip-limit-switch": (("COM", "NO"), ("COM", "NC")),
    "wokwi-relay-module": (("COM", "NO"), ("COM", "NC")),
}
"""Pins that a switch joins."""
RELAY = "wokwi-relay-module"
BUTTONS = frozenset({"wokwi-pushbutton", "wokwi-pushbutton-6mm"})
RESISTOR = "wokwi-resistor"
RESISTIVE_OHMS: Mapping[str, tuple[tuple[str, str, float], ...]] = {
    "chip-ldr": (("1", "2", 1_000.0),),
    "wokwi-potentiometer": (("VCC", "SIG", 5_000.0), ("SIG", "GND", 5_000.0)),
    "wokwi-slide-potentiometer": (("VCC", "SIG", 5_000.0), ("SIG", "GND", 5_000.0)),
}
"""What else limits a current, about."""

TWO_ENDS: Mapping[str, tuple[str, str]] = {
    "wokwi-led": ("A", "C"),
    "chip-dc-motor": ("+", "-"),
    **dict.fromkeys(sorted(BUTTONS), ("1.l", "2.l")),
    **dict.fromkeys(
        (
            *(RESISTOR, "chip-capacitor", "chip-ldr", "chip-reed-switch"),
            *("wokwi-buzzer", "chip-active-buzzer"),
        ),
        ("1", "2"),
    ),
}
"""Parts with two ends that must not be one piece of metal."""

_CHANNELS = tuple(f"CH{number}" for number in range(8))
OPTIONAL: Mapping[str, frozenset[str]] = {
    "wokwi-slide-switch": frozenset({"1", "3"}),
    "chip-limit-switch": frozenset({"NO", "NC"}),
    RELAY: frozenset({"COM", "NO", "NC"}),
    "wokwi-potentiometer": frozenset({"VCC", "GND"}),
    "wokwi-slide-potentiometer": frozenset({"VCC", "GND"}),
    "wokwi-photoresistor-sensor": frozenset({"DO", "AO"}),
    "wokwi-ky-040": frozenset({"SW", "VCC"}),
    "wokwi-lcd1602": frozenset({"V0", "D0", "D1", "D2", "D3", "A", "K"}),
    "chip-l298n": frozenset(
        {"5V", "ENA", "ENB", *(f"{stem}{n}" for stem in ("IN", "OUT") for n in range(1, 5))}
    ),
    "chip-tb6612": frozenset(
        {
            *("PWMA", "AIN1", "AIN2", "AO1", "AO2", "PWMB", "BIN1", "BIN2", "BO1", "BO2"),
            "STBY",
        }
    ),
    **{
        f"chip-mcp{number}": frozenset({*_CHANNELS, "NC.1", "NC.2"})
        for number in (3002, 3004, 3008, 3202, 3204, 3208, 3302, 3304)
    },
}
"""Pins that need no wire."""
ALL_OPTIONAL = frozenset({"wokwi-led-bar-graph", "wokwi-7segment", "wokwi-membrane-keypad"})
"""Types of which any pin may be left out."""

SERVO = "wokwi-servo"
LOADS_MA: Mapping[str, tuple[str, float]] = {
    SERVO: ("V+", 700.0),  # SG90, held fast
    RELAY: ("VCC", 80.0),
    "wokwi-hc-sr04": ("VCC", 15.0),
    "wokwi-pir-motion-sensor": ("VCC", 1.0),
    "wokwi-lcd1602": ("VCC", 30.0),
}
"""The pin that takes the current, and the most that it takes."""
POWER: Mapping[str, tuple[str, str, float]] = {
    "wokwi-hc-sr04": ("VCC", "GND", 4.5),
    "wokwi-pir-motion-sensor": ("VCC", "GND", 4.5),  # HC-SR501: its regulator needs that
    RELAY: ("VCC", "GND", 4.5),
    SERVO: ("V+", "GND", 0.5),  # rule 12 knows more about its supply
    "wokwi-photoresistor-sensor": ("VCC", "GND", 3.0),
    "chip-line-sensor": ("VCC", "GND", 3.0),
    "chip-tb6612": ("VCC", "GND.1", 2.7),
    "chip-mcp3008": ("VDD", "DGND", 2.7),
}
"""The supply pin of a module, its ground, and the lowest voltage that it works with."""
SIGNALS: Mapping[str, tuple[str, ...]] = {
    "wokwi-hc-sr04": ("TRIG", "ECHO"),
    "wokwi-pir-motion-sensor": ("OUT",),
    SERVO: ("PWM",),
    RELAY: ("IN",),
    "chip-line-sensor": ("OUT",),
}
"""The pins of a module that speak with a board, or listen to it."""
MOTOR, MOTOR_MA = "chip-dc-motor", 800.0  # a yellow gear motor, held fast
DRIVER_SUPPLY: Mapping[str, str] = {"chip-l298n": "12V", "chip-tb6612": "VM"}
"""The pin of a motor driver that the motors live from."""

_ARDUINO_PINS = frozenset(
    {*(str(number) for number in range(14)), *(f"A{number}" for number in range(8))}
)
ARDUINO_LISTENS = "0"
"""The pin an Arduino only listens on: RX of its serial port."""


def is_arduino_pin(part: Part, pin: str) -> bool:
    """Return whether a pin is one that a sketch can use."""
    return part.type.name in ARDUINOS and pin.partition(".")[0] in _ARDUINO_PINS
