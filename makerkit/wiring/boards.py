"""The part types that run programs, and those that only connect.

Names as in Wokwi's diagram reference (docs.wokwi.com); pins as in @wokwi/elements 1.9.
"""

from __future__ import annotations

from makerkit.wiring.attributes import choice, colour, flag, number, text
from makerkit.wiring.breadboard import Breadboard
from makerkit.wiring.part_type import PartType, Role, numbered_pins, settings
from makerkit.wiring.pi_header import PI_HEADER

_UNO_ANALOGUE = ("A0", "A1", "A2", "A3", "A4", "A5")
_DIGITAL = tuple(str(pin) for pin in range(14))
_UNO_PINS = (
    *("A5.2", "A4.2", "AREF", "GND.1", *reversed(_DIGITAL)),
    *("IOREF", "RESET", "3.3V", "5V", "GND.2", "GND.3", "VIN", *_UNO_ANALOGUE),
)
_NANO_PINS = (
    *("12", "11", "10", "9", "8", "7", "6", "5", "4", "3", "2", "GND.2", "RESET.2", "0", "1"),
    *("13", "3.3V", "AREF", *_UNO_ANALOGUE, "A6", "A7", "5V", "RESET", "GND.1", "VIN"),
    *("12.2", "5V.2", "13.2", "11.2", "RESET.3", "GND.3"),  # the programming header
)

_ARDUINO_SETTINGS = settings(
    text("label"),
    text("sketch"),  # an .ino or .hex file beside the wiring, or a folder in `firmware/`
    text("eeprom"),  # a file beside the wiring in which the EEPROM is kept between runs
    flag("usb", default=True),  # whether its USB cable is in the Pi
)
BOARDS = (
    PartType(
        "chip-raspberry-pi",
        "Raspberry Pi",
        PI_HEADER,
        Role.BOARD,
        settings(text("label"), choice("model", "4B", "3B", "3B+", "5", "Zero 2 W", "400", "500")),
        joined=tuple(numbered_pins(stem, PI_HEADER) for stem in ("GND", "3V3", "5V")),
        supplies={
            pin: stem for stem in ("GND", "3V3", "5V") for pin in numbered_pins(stem, PI_HEADER)
        },
        aliases={
            "GND": "GND.1",
            "3V3": "3V3.1",
            "5V": "5V.1",
            "ID_SD": "GPIO0",
            "ID_SC": "GPIO1",
        },
    ),
    PartType(
        "wokwi-arduino-uno",
        "Arduino Uno",
        _UNO_PINS,
        Role.BOARD,
        _ARDUINO_SETTINGS,
        joined=(numbered_pins("GND", _UNO_PINS), ("5V", "IOREF"), ("A4", "A4.2"), ("A5", "A5.2")),
        supplies={"5V": "5V", "3.3V": "3V3", "GND.1": "GND", "GND.2": "GND", "GND.3": "GND"},
        aliases={"GND": "GND.1"},
    ),
    PartType(
        "wokwi-arduino-nano",
        "Arduino Nano",
        _NANO_PINS,
        Role.BOARD,
        _ARDUINO_SETTINGS,
        joined=tuple(
            numbered_pins(stem, _NANO_PINS) for stem in ("GND", "5V", "RESET", "11", "12", "13")
        ),
        supplies={
            "5V": "5V",
            "5V.2": "5V",
            "3.3V": "3V3",
            "GND.1": "GND",
            "GND.2": "GND",
            "GND.3": "GND",
        },
        aliases={"GND": "GND.1"},
    ),
)

BREADBOARDS = (
    PartType(
        "wokwi-breadboard",
        "breadboard",
        (),
        Role.WIRING,
        settings(colour("color")),
        breadboard=Breadboard(columns=63, rail_holes=50),
    ),
    PartType(
        "wokwi-breadboard-half",
        "half breadboard",
        (),
        Role.WIRING,
        settings(colour("color")),
        breadboard=Breadboard(columns=30, rail_holes=25),
    ),
    PartType(
        "wokwi-breadboard-mini",
        "mini breadboard",
        (),
        Role.WIRING,
        settings(colour("color")),
        breadboard=Breadboard(columns=17, rail_holes=0),
    ),
)

SYMBOLS = (
    PartType("wokwi-junction", "junction", ("J",), Role.WIRING),
    PartType("wokwi-gnd", "ground", ("GND",), Role.WIRING, supplies={"GND": "GND"}, is_symbol=True),
    PartType(
        "wokwi-vcc",
        "supply",
        ("VCC",),
        Role.WIRING,
        settings(number("voltage", 5, 1, 24, bench="voltage_v")),
        supplies={"VCC": "volts"},
        is_symbol=True,
    ),
    PartType(
        "wokwi-text",
        "text",
        (),
        Role.NOTE,
        settings(text("text"), text("fontFamily"), number("fontSize", 16, 1, 400), colour("color")),
    ),
    PartType(
        "wokwi-logic-analyzer",
        "logic analyser",
        ("D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "GND"),
        Role.NOTE,
        settings(
            *(text("filename"), text("triggerPin"), text("triggerMode"), text("triggerLevel")),
            *(number("bufferSize", 1_000_000, 1, 1e9), text("channelNames")),
        ),
    ),
)
