"""The part types that do something: what the bench simulates.

Names and attributes as in Wokwi's diagram reference (docs.wokwi.com), pins as in @wokwi/elements
1.9. A `chip-...` is what Wokwi does not have; it may carry a `label`.
"""

from __future__ import annotations

from makerkit.wiring.attributes import choice, colour, flag, key_labels, number, ohms, text
from makerkit.wiring.part_type import PartType, settings

_LABEL = text("label")
# Wokwi's contacts bounce for about 1 ms unless told not to (Horowitz and Hill, as it says).
_BOUNCE = flag("bounce", default=True, bench="bounce_ms", scale=1.0)
_PART_COLOUR = colour("color", "red")
_COMMON = choice("common", "anode", "cathode")

_SEGMENTS = ("A", "B", "C", "D", "E", "F", "G", "DP")
_LCD_PINS = (
    *("VSS", "VDD", "V0", "RS", "RW", "E"),
    *("D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "A", "K"),
)
LIGHTS = (
    PartType(
        "wokwi-led",
        "LED",
        ("A", "C"),
        attributes=settings(
            *(_PART_COLOUR, colour("lightColor"), _LABEL, flag("flip")),
            *(number("gamma", 2.8, 0.1, 10), number("fps", 80, 1, 100_000)),
        ),
    ),
    PartType(
        "wokwi-rgb-led",
        "RGB LED",
        ("R", "COM", "G", "B"),
        attributes=settings(_COMMON, number("fps", 80, 1, 100_000)),
    ),
    PartType(
        "wokwi-led-bar-graph",
        "LED bar graph",
        (*(f"A{i}" for i in range(1, 11)), *(f"C{i}" for i in range(1, 11))),
        attributes=settings(text("color", "red")),  # also the mixes "GYR" and "BCYR"
    ),
    PartType(
        "wokwi-7segment",
        "7-segment display",
        ("COM.1", "COM.2", *_SEGMENTS),
        attributes=settings(
            _COMMON, choice("digits", "1", "2", "3", "4"), flag("colon"), _PART_COLOUR
        ),
        joined=(("COM.1", "COM.2"),),
        aliases={"COM": "COM.1"},
        variants=(
            "digits",
            {
                "1": ("COM.1", "COM.2", *_SEGMENTS),
                "2": ("DIG1", "DIG2", *_SEGMENTS),
                "3": ("DIG1", "DIG2", "DIG3", *_SEGMENTS),
                "4": ("DIG1", "DIG2", "DIG3", "DIG4", "COM", *_SEGMENTS, "CLN"),
            },
        ),
    ),
    PartType(
        "wokwi-lcd1602",
        "LCD, 2 lines of 16",
        _LCD_PINS,
        attributes=settings(
            *(choice("pins", "full", "i2c", bench="interface"), choice("variant", "A00", "A02")),
            text("i2c-address", "0x27", bench="i2c_address"),
            *(colour("color", "black"), colour("background", "green")),
        ),
        variants=("pins", {"full": _LCD_PINS, "i2c": ("GND", "VCC", "SDA", "SCL")}),
    ),
)

_BUTTON_PINS = ("1.l", "2.l", "1.r", "2.r")
_BUTTON_JOINED = (("1.l", "1.r"), ("2.l", "2.r"))
_KEYPAD_PINS = ("R1", "R2", "R3", "R4", "C1", "C2", "C3")
SWITCHES = (
    PartType(
        "wokwi-pushbutton",
        "push button",
        _BUTTON_PINS,
        attributes=settings(_PART_COLOUR, _LABEL, text("key"), _BOUNCE, flag("xray")),
        joined=_BUTTON_JOINED,
    ),
    PartType(
        "wokwi-pushbutton-6mm",
        "small push button",
        _BUTTON_PINS,
        attributes=settings(_PART_COLOUR, _LABEL, text("key"), _BOUNCE, flag("xray")),
        joined=_BUTTON_JOINED,
    ),
    PartType(
        "wokwi-slide-switch",
        "slide switch",
        ("1", "2", "3"),
        attributes=settings(flag("value", bench="is_right"), _BOUNCE),
    ),
    PartType(
        "wokwi-membrane-keypad",
        "keypad",
        (*_KEYPAD_PINS, "C4"),
        attributes=settings(
            choice("columns", "4", "3"), key_labels("keys", "1 2 3 A 4 5 6 B 7 8 9 C * 0 # D")
        ),
        variants=("columns", {"4": (*_KEYPAD_PINS, "C4"), "3": _KEYPAD_PINS}),
    ),
    PartType("wokwi-ky-040", "rotary encoder", ("CLK", "DT", "SW", "VCC", "GND")),
    PartType(
        "chip-reed-switch",
        "reed switch",
        ("1", "2"),
        attributes=settings(_LABEL, choice("normally", "open", "closed")),
    ),
    PartType(
        "chip-limit-switch",
        "limit switch",
        ("COM", "NO", "NC"),
        attributes=settings(_LABEL, _BOUNCE),
    ),
)

_LIGHT_SETTINGS = (
    number("lux", 500, 0, 100_000),
    number("rl10", 50, 0.1, 10_000, bench="rl10_ohm", scale=1000),
    number("gamma", 0.7, 0.1, 2),
)
_POSITION = number("value", 0, 0, 1023, bench="position", scale=1 / 1023)
SENSORS = (
    PartType(
        "wokwi-potentiometer",
        "potentiometer",
        ("GND", "SIG", "VCC"),
        attributes=settings(_POSITION),
    ),
    PartType(
        "wokwi-slide-potentiometer",
        "slide potentiometer",
        ("VCC", "SIG", "GND"),
        attributes=settings(
            _POSITION, number("travelLength", 30, 1, 200, bench="travel_m", scale=0.001)
        ),
    ),
    PartType(
        "wokwi-photoresistor-sensor",
        "light sensor module",
        ("VCC", "GND", "DO", "AO"),
        attributes=settings(*_LIGHT_SETTINGS, number("threshold", 2.5, 0, 5, bench="threshold_v")),
    ),
    PartType(
        "chip-ldr",
        "light-dependent resistor",
        ("1", "2"),
        attributes=settings(_LABEL, *_LIGHT_SETTINGS),
    ),
    PartType(
        "wokwi-hc-sr04",
        "ultrasonic distance sensor",
        ("VCC", "TRIG", "ECHO", "GND"),
        attributes=settings(number("distance", 400, 2, 400, bench="distance_m", scale=0.01)),
    ),
    PartType(
        "wokwi-pir-motion-sensor",
        "motion sensor",
        ("VCC", "OUT", "GND"),
        attributes=settings(
            number("delayTime", 3, 0.1, 600, bench="delay_s"),
            number("inhibitTime", 1, 0, 60, bench="inhibit_s"),
            flag("retrigger", default=True),
        ),
    ),
    PartType("chip-line-sensor", "line sensor", ("VCC", "OUT", "GND"), attributes=settings(_LABEL)),
    PartType(
        "chip-wheel-encoder",
        "wheel encoder",
        ("VCC", "GND", "OUT"),  # from left to right on the usual slot module, LM393 with H206
        attributes=settings(_LABEL, text("motor"), number("slots", 20, 1, 1000)),
    ),
    PartType(
        "chip-camera",
        "camera",
        (),  # its ribbon cable goes to the camera socket, not to pins
        attributes=settings(_LABEL, choice("model", "imx219", "ov5647", "imx708", "usb")),
    ),
)

# Pins 1, 2, ... of the package; Microchip data sheets DS21295, DS21298, DS21697 (16 and 14 pins),
# DS21294, DS21034, DS21700 (8 pins).
_ADC_16 = (
    *("CH0", "CH1", "CH2", "CH3", "CH4", "CH5", "CH6", "CH7"),
    *("DGND", "CS", "DIN", "DOUT", "CLK", "AGND", "VREF", "VDD"),
)
_ADC_14 = (
    *("CH0", "CH1", "CH2", "CH3", "NC.1", "NC.2", "DGND"),
    *("CS", "DIN", "DOUT", "CLK", "AGND", "VREF", "VDD"),
)
_ADC_8 = ("CS", "CH0", "CH1", "VSS", "DIN", "DOUT", "CLK", "VDD")
_ADC_1 = ("VREF", "IN+", "IN-", "VSS", "CS", "DOUT", "CLK", "VDD")
CONVERTERS = tuple(
    PartType(f"chip-{chip}", chip.upper(), pins, attributes=settings(_LABEL))
    for pins, chips in (
        (_ADC_16, ("mcp3008", "mcp3208", "mcp3304")),
        (_ADC_14, ("mcp3004", "mcp3204", "mcp3302")),
        (_ADC_8, ("mcp3002", "mcp3202")),
        (_ADC_1, ("mcp3301",)),
    )
    for chip in chips
)

MOVERS = (
    PartType(
        "wokwi-servo",
        "servo",
        ("GND", "V+", "PWM"),
        attributes=settings(
            choice("horn", "single", "double", "cross"), colour("hornColor", "#ccc")
        ),
    ),
    PartType(
        "wokwi-buzzer",
        "passive buzzer",
        ("1", "2"),  # 1 is minus
        attributes=settings(choice("mode", "smooth", "accurate"), number("volume", 1, 0.01, 1)),
    ),
    PartType(
        "chip-active-buzzer",
        "active buzzer",
        ("1", "2"),  # as on the passive one
        attributes=settings(_LABEL, number("frequency", 2300, 20, 20_000, bench="frequency_hz")),
    ),
    PartType(
        "chip-siren",
        "siren",
        ("VCC", "GND", "SIG"),  # with the transistor that switches it
        attributes=settings(_LABEL, number("frequency", 3000, 20, 20_000, bench="frequency_hz")),
    ),
    PartType(
        "wokwi-relay-module",
        "relay module",
        ("VCC", "GND", "IN", "NC", "COM", "NO"),
        attributes=settings(choice("transistor", "npn", "pnp")),
    ),
    PartType(
        "chip-l298n",
        "motor driver L298N",
        (
            *("12V", "GND", "5V", "ENA", "IN1", "IN2", "IN3", "IN4", "ENB"),
            *("OUT1", "OUT2", "OUT3", "OUT4"),
        ),
        attributes=settings(_LABEL),
    ),
    PartType(
        "chip-tb6612",
        "motor driver TB6612",
        (
            *("VM", "VCC", "GND.1", "AO1", "AO2", "BO2", "BO1", "GND.2"),
            *("PWMA", "AIN2", "AIN1", "STBY", "BIN1", "BIN2", "PWMB", "GND.3"),
        ),
        attributes=settings(_LABEL),
        joined=(("GND.1", "GND.2", "GND.3"),),
        aliases={"GND": "GND.1"},
    ),
    PartType(
        "chip-dc-motor",
        "DC motor",
        ("+", "-"),
        attributes=settings(
            _LABEL,
            number("voltage", 6, 1, 24, bench="rated_v"),
            number("rpm", 200, 1, 30_000, bench="no_load_rpm"),
        ),
    ),
)

TWO_PINS = (
    PartType(
        "wokwi-resistor",
        "resistor",
        ("1", "2"),
        attributes=settings(ohms("value", 220.0, bench="resistance_ohm")),
    ),
    PartType(
        "chip-capacitor",
        "capacitor",
        ("1", "2"),
        attributes=settings(
            _LABEL, number("microfarads", 1, 1e-6, 10_000, bench="capacitance_f", scale=1e-6)
        ),
    ),
    PartType(
        "chip-battery",
        "battery",
        ("+", "-"),
        attributes=settings(_LABEL, number("voltage", 6, 1, 24, bench="voltage_v")),
        supplies={"+": "volts", "-": "GND"},
    ),
)
