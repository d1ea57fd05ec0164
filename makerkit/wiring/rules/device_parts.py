"""Which part of a wiring a gpiozero device of a program stands for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from makerkit.wiring.code_pins import CodeDevice
from makerkit.wiring.model import Part

_LIGHTS = frozenset({"wokwi-led", "wokwi-rgb-led", "wokwi-led-bar-graph", "wokwi-7segment"})
_SWITCHES = frozenset(
    {
        *("wokwi-pushbutton", "wokwi-pushbutton-6mm", "wokwi-slide-switch", "wokwi-ky-040"),
        *("chip-reed-switch", "chip-limit-switch", "wokwi-membrane-keypad"),
    }
)
_DRIVERS = frozenset({"chip-l298n", "chip-tb6612", "chip-dc-motor", "wokwi-relay-module"})
_FITTING: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("LED", "PWMLED", "LEDBoard", "LEDBarGraph", "TrafficLights"), _LIGHTS),
    "LEDCharDisplay": frozenset({"wokwi-7segment", "wokwi-led"}),
    "RGBLED": frozenset({"wokwi-rgb-led", "wokwi-led"}),
    **dict.fromkeys(("Button", "ButtonBoard"), _SWITCHES),
    "RotaryEncoder": frozenset({"wokwi-ky-040"}),
    "Buzzer": frozenset({"chip-active-buzzer", "wokwi-buzzer"}),
    "TonalBuzzer": frozenset({"wokwi-buzzer", "chip-active-buzzer"}),
    "MotionSensor": frozenset({"wokwi-pir-motion-sensor"}),
    "LineSensor": frozenset({"chip-line-sensor"}),
    "LightSensor": frozenset({"chip-ldr", "chip-capacitor", "wokwi-photoresistor-sensor"}),
    "DistanceSensor": frozenset({"wokwi-hc-sr04"}),
    **dict.fromkeys(("Servo", "AngularServo"), frozenset({"wokwi-servo"})),
    **dict.fromkeys(("Motor", "PhaseEnableMotor", "Robot"), _DRIVERS),
}
"""Kinds that are made for some types; any other kind fits every part."""

_MADE_FOR = {"RGBLED": "wokwi-rgb-led", "LED": "wokwi-led", "PWMLED": "wokwi-led"}
"""The type to look for first, where several fit."""

_LEGS: Mapping[tuple[str, str], str] = {
    ("DistanceSensor", "echo"): "ECHO",
    ("DistanceSensor", "trigger"): "TRIG",
    ("RGBLED", "red"): "R",
    ("RGBLED", "green"): "G",
    ("RGBLED", "blue"): "B",
}
"""The leg of the part that an argument is for."""

PWM_PARTS = frozenset({"wokwi-servo", "wokwi-buzzer"})
"""Types whose pin must be switched fast."""


def fits(kind: str, part: Part) -> bool:
    """Return whether a gpiozero class is made for parts of this type."""
    return kind not in _FITTING or part.type.name in _FITTING[kind]


def leg_for(kind: str, argument: str, part: Part) -> str | None:
    """Return the leg of a part that an argument is for, or None where any will do."""
    leg = _LEGS.get((kind, argument))
    return leg if leg in part.pins else None


def meant_by(
    parts: Iterable[Part], device: CodeDevice, argument: str, of_others: Container[str]
) -> Part | None:
    """Return the one part that a device must mean: by its name, or because there is no other.

    `red_led` and `TrafficLights(red=...)` mean the part that is called "red". A part whose id is
    in `of_others` has its device already; it is meant only where its name is said.
    """
    fitting = [part for part in parts if fits(device.kind, part) and device.kind in _FITTING]
    best = [part for part in fitting if part.type.name == _MADE_FOR.get(device.kind)] or fitting
    name = device.name if len(device.name) > 1 else ""  # `b` may be any button, not the one "B"
    words = {word for text in (name, argument) for word in _words(text)}
    named = [part for part in best if words.intersection(_words(part.label))]
    if len(named) == 1:
        return named[0]
    free = [part for part in best if part.id not in of_others]
    return free[0] if len(best) == len(free) == 1 else None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+\d*", text.casefold())
