"""Rules 07, 08, 13 and 22: LEDs, their resistors, and how much current they draw."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from makerkit.wiring.model import Net, Part, PinRef
from makerkit.wiring.rules.circuit import Circuit
from makerkit.wiring.rules.electrical import (
    CONTACTS,
    MOST_PIN_MA,
    MOST_PINS_MA,
    RESISTOR,
)
from makerkit.wiring.rules.finding import Finding, finding
from makerkit.wiring.rules.led_paths import LedPath, led_paths

USUAL_OHMS = 330.0
_FEWEST_OHMS = 100.0
_LEAST_MA = 0.3
"""With less an LED can hardly be seen."""
_PULL_OHMS = (1_000.0, 200_000.0)
"""What is usual for a resistor that pulls a button's pin up or down."""


def led_without_resistor(circuit: Circuit) -> Iterator[Finding]:
    """07: an LED between a pin or supply and ground, and nothing limits the current."""
    told: set[str] = set()
    for path in led_paths(circuit):
        if path.nearest is None or path.part.id in told:
            continue
        above, below = path.nearest
        if above.ohms + below.ohms == 0.0:
            told.add(path.part.id)
            yield finding(
                7,
                "led_without_resistor",
                path.part,
                pins=(path.junction.anode, path.junction.cathode),
                above=_end_name(circuit, above.net),
                below=_end_name(circuit, below.net),
            )


def _end_name(circuit: Circuit, net: Net) -> str:
    """Return the name of the pin of a board on a net, else of its supply or any pin."""
    boards = circuit.board_pins(net)
    supply = circuit.supply(net, 0.0)
    pin = boards[0] if boards else supply.pin if supply else net.pins[0]
    return circuit.name(pin)


def led_reversed(circuit: Circuit) -> Iterator[Finding]:
    """08: an LED, or the common leg of an RGB LED, the wrong way round."""
    told: set[str] = set()
    for path in led_paths(circuit):
        if path.is_reversed and path.part.id not in told:
            told.add(path.part.id)
            yield _reversed(circuit, path)


def _reversed(circuit: Circuit, path: LedPath) -> Finding:
    above, below = path.above[0], path.below[0]
    names: dict[str, Any] = {
        "above": _end_name(circuit, above.net),
        "below": _end_name(circuit, below.net),
    }
    pins = (path.junction.anode, path.junction.cathode)
    if "common" not in path.part.attrs:
        return finding(8, "led_reversed", path.part, pins=pins, **names)
    common = str(path.part.attrs["common"])
    return finding(
        8,
        "common_leg_reversed",
        path.part,
        pins=pins,
        common=common,
        found=names["below"] if common == "cathode" else names["above"],
        supply="GND" if common == "cathode" else "3V3",
    )


# --- 13


def too_much_current(circuit: Circuit) -> Iterator[Finding]:
    """13: more than 16 mA for LEDs from one pin of the Pi, or more than 50 mA from all."""
    by_gpio: dict[str, float] = {}
    lit_by: dict[str, list[LedPath]] = {}
    for path in led_paths(circuit):
        for gpio, milliamps in path.pin_ma.items():
            by_gpio[gpio] = by_gpio.get(gpio, 0.0) + milliamps
            lit_by.setdefault(gpio, []).append(path)
    for gpio, milliamps in by_gpio.items():
        if milliamps > MOST_PIN_MA:
            path = lit_by[gpio][0]
            yield finding(
                13,
                "too_much_for_one_pin",
                *(lit.part for lit in lit_by[gpio]),
                pins=(path.junction.anode, path.junction.cathode),
                gpio=circuit.gpio_name(gpio),
                milliamps=milliamps,
                most=MOST_PIN_MA,
                ohms=_ohms(path),
            )
    total = sum(by_gpio.values())
    if total > MOST_PINS_MA and max(by_gpio.values()) <= MOST_PIN_MA:
        yield finding(
            13,
            "too_much_for_all_pins",
            *(path.part for paths in lit_by.values() for path in paths),
            milliamps=total,
            most=MOST_PINS_MA,
            pin_count=len(by_gpio),
        )


def _ohms(path: LedPath) -> float:
    assert path.nearest is not None
    return path.nearest[0].ohms + path.nearest[1].ohms


# --- 22


def resistor_wrong_by_decade(circuit: Circuit) -> Iterator[Finding]:
    """22: a resistor ten or a thousand times too small or too large for its place."""
    told: set[str] = set()
    for path in led_paths(circuit):
        for resistor in _unfit_for_led(path):
            if resistor.id not in told:
                told.add(resistor.id)
                yield _wrong_led_resistor(path, resistor)
    for part in circuit.devices:
        if part.type.name == RESISTOR and part.id not in told:
            yield from _wrong_pull(circuit, part)


def _unfit_for_led(path: LedPath) -> Iterator[Part]:
    """Yield the resistor of an LED that gets far too little or too much current."""
    if path.nearest is None or path.is_reversed:
        return
    resistors = [part for end in path.nearest for part in end.resistors]
    if len(resistors) != 1 or resistors[0].type.name != RESISTOR:
        return
    milliamps = max(path.pin_ma.values(), default=None)
    ohms = _ohms(path)
    if ohms < _FEWEST_OHMS or (milliamps is not None and milliamps < _LEAST_MA):
        yield resistors[0]


def _wrong_led_resistor(path: LedPath, resistor: Part) -> Finding:
    ohms = float(resistor.attrs["value"])
    return finding(
        22,
        "resistor_too_small" if ohms < USUAL_OHMS else "resistor_too_large",
        *(resistor, path.part),
        pins=(PinRef(resistor.id, "1"), PinRef(resistor.id, "2")),
        ohms=ohms,
        led=path.part.label,
        milliamps=max(path.pin_ma.values(), default=0.0),
        times=_times(ohms, USUAL_OHMS),
        usual=USUAL_OHMS,
    )


def _times(ohms: float, usual: float) -> int:
    """Return the power of ten that is nearest to how many times too large or small it is."""
    return int(10 ** max(1, round(abs(math.log10(ohms / usual)))))


def _wrong_pull(circuit: Circuit, resistor: Part) -> Iterator[Finding]:
    """Yield a resistor between a button's pin and a supply that is far from the usual 10 k."""
    ohms = float(resistor.attrs["value"])
    least, most = _PULL_OHMS
    ends = [circuit.net(resistor, pin) for pin in ("1", "2")]
    for near, far in (ends, ends[::-1]):
        buttons = [
            circuit.part_of(pin) for pin in near.pins if circuit.part_of(pin).type.name in CONTACTS
        ]
        if near.gpios and buttons and far.supplies and not least <= ohms <= most:
            yield finding(
                22,
                "pull_resistor_wrong",
                *(resistor, buttons[0]),
                pins=(PinRef(resistor.id, "1"), PinRef(resistor.id, "2")),
                ohms=ohms,
                button=buttons[0].label,
                usual=10_000.0,
            )
