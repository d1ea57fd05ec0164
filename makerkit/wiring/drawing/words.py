"""A wiring in words: what is joined to what, as a person says it who looks at the board."""

from __future__ import annotations

from makerkit.wiring.diagram import Wiring
from makerkit.wiring.drawing.holes import hole_in_words
from makerkit.wiring.drawing.joins import drawn_wires
from makerkit.wiring.model import Connection, Part, PinRef
from makerkit.wiring.part_type import Role
from makerkit.wiring.parts_list import ohms_text
from makerkit.wiring.pi_header import PI_HEADER

_LONGEST_CAPTION = 24


def wire_list(wiring: Wiring) -> tuple[str, ...]:
    """Return each wire in words, in the order of the file: "yellow wire: GPIO17 (pin 11) ..."."""
    return tuple(wire_in_words(wiring, wire) for wire in drawn_wires(wiring))


def wire_in_words(wiring: Wiring, wire: Connection) -> str:
    """Return one wire in words."""
    return f"{wire.colour} wire: {pin_in_words(wiring, wire.a)} to {pin_in_words(wiring, wire.b)}"


def pin_in_words(wiring: Wiring, pin: PinRef) -> str:
    """Return a pin as one finds it: "GPIO17 (pin 11)", "row a, column 12", "TRIG of front"."""
    part = wiring.part(pin.part)
    if part.type.breadboard is not None:
        several = sum(other.type.breadboard is not None for other in wiring.parts) > 1
        return hole_in_words(pin.pin) + (f" of {part.label}" if several else "")
    if part.type.name == "chip-raspberry-pi":
        return f"{_without_count(pin.pin)} (pin {PI_HEADER.index(pin.pin) + 1} of the Pi)"
    return f"{leg_in_words(part, pin.pin)} of {name_in_words(part)}"


def leg_in_words(part: Part, pin: str) -> str:
    """Return what to call one leg of a part: "long leg (A)", "plus", "one end"."""
    by_type = _LEGS.get(part.type.name, {})
    return by_type.get(pin, pin)


def name_in_words(part: Part) -> str:
    """Return what to call a part: "the red LED", "the 330 Ω resistor", "the motion sensor hall"."""
    title, label = part.type.title, part.label
    if part.type.name == "wokwi-resistor":
        return f"the {ohms_text(float(part.attrs['value']))} resistor"
    if part.type.name == "wokwi-led" and part.attrs.get("label"):
        return f"the {label} LED"
    if title.casefold() in label.casefold():
        return f"the {label}"
    return f"the {title} {label}"


def caption(part: Part) -> str:
    """Return what is written beside a part in the picture; "" for what names itself."""
    if part.type.name == "wokwi-resistor":
        return ohms_text(float(part.attrs["value"]))
    if part.type.name == "chip-capacitor" and not part.attrs.get("label"):
        return f"{float(part.attrs['microfarads']):g} µF"
    names_itself = part.type.role is not Role.DEVICE
    return "" if names_itself else _short(part.label)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_CAPTION else f"{label[: _LONGEST_CAPTION - 1]}…"


def _without_count(pin: str) -> str:
    """Return "GND" for "GND.3": the board does not count them."""
    return pin.partition(".")[0]


_LEGS = {
    "wokwi-led": {"A": "the long leg (A)", "C": "the short leg (C)"},
    "wokwi-rgb-led": {"COM": "the longest leg (COM)"},
    "wokwi-resistor": {"1": "one end", "2": "the other end"},
    "wokwi-buzzer": {"1": "minus (1)", "2": "plus (2)"},
    "chip-active-buzzer": {"1": "minus (1)", "2": "plus (2)"},
    "chip-battery": {"+": "plus", "-": "minus"},
    "chip-dc-motor": {"+": "plus", "-": "minus"},
    "chip-capacitor": {"1": "one leg", "2": "the other leg"},
    "chip-ldr": {"1": "one leg", "2": "the other leg"},
    "chip-reed-switch": {"1": "one end", "2": "the other end"},
    "wokwi-pushbutton": {
        "1.l": "leg 1",
        "1.r": "the other leg 1",
        "2.l": "leg 2",
        "2.r": "the other leg 2",
    },
}
_LEGS["wokwi-pushbutton-6mm"] = _LEGS["wokwi-pushbutton"]
