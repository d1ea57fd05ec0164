"""Ways through parts: which pins of the boards a pin of a part hears or moves.

A net is one piece of metal; a resistor joins two of them for a signal. So the red LED, whose long
leg hangs on a resistor, is "on GPIO17", or "on D13" of an Arduino.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from makerkit.wiring.diagram import Wiring
from makerkit.wiring.model import Net, PinRef

SIGNALS_PASS = frozenset({"wokwi-resistor"})
"""Part types that a signal goes through from one end to the other."""
ARDUINOS = frozenset({"wokwi-arduino-uno", "wokwi-arduino-nano"})
_DIGITAL = frozenset(map(str, range(14)))
_ANALOGUE = frozenset(f"A{number}" for number in range(8))


def nets_behind(
    wiring: Wiring, start: Net, through: Iterable[str] = SIGNALS_PASS
) -> tuple[Net, ...]:
    """Return `start` and the nets reached from it through parts of some types, the nearest first.

    The way ends at a supply: what hangs on ground is not joined to all else that does.
    """
    types = frozenset(through)
    found = {start.name: start}
    waiting = deque([start])
    while waiting:
        net = waiting.popleft()
        passed = () if net.supplies else wiring.parts_on(net)
        for part in passed:
            for pin in part.pins if part.type.name in types else ():
                other = wiring.net_of(PinRef(part.id, pin))
                if other.name not in found:
                    found[other.name] = other
                    waiting.append(other)
    return tuple(found.values())


def gpio_of(wiring: Wiring, pin: PinRef | str) -> str | None:
    """Return the pin of the Pi ("GPIO17") that a part's pin hangs on, perhaps through a resistor.

    None where there is none; the nearest where there are several.

    Raises:
        NotThereError: there is no such part or pin.
    """
    for net in nets_behind(wiring, wiring.net_of(pin)):
        if net.gpios:
            return net.gpios[0]
    return None


def gpios_of_part(wiring: Wiring, part_id: str) -> dict[str, str]:
    """Return, for each pin of a part that hangs on a pin of the Pi, on which: {"A": "GPIO17"}."""
    part = wiring.part(part_id)
    found = {pin: gpio_of(wiring, PinRef(part.id, pin)) for pin in part.pins}
    return {pin: gpio for pin, gpio in found.items() if gpio is not None}


def arduino_pins_on(wiring: Wiring, net: Net) -> Iterator[str]:
    """Yield the pins of Arduinos on a net, as in a trace: "D13", "uno2:A0" on a second one."""
    boards = [part.id for part in wiring.boards if part.type.name in ARDUINOS]
    for pin in net.pins:
        name = pin.pin.partition(".")[0]
        if pin.part in boards and name in _DIGITAL | _ANALOGUE:
            prefix = "" if pin.part == boards[0] else f"{pin.part}:"
            yield f"{prefix}D{name}" if name in _DIGITAL else f"{prefix}{name}"


def board_pin_of(wiring: Wiring, pin: PinRef | str) -> str | None:
    """Return the pin of the Pi or of an Arduino that a part's pin hangs on: the nearest one.

    Raises:
        NotThereError: there is no such part or pin.
    """
    for net in nets_behind(wiring, wiring.net_of(pin)):
        for found in (*net.gpios, *arduino_pins_on(wiring, net)):
            return found
    return None


def board_pins_of_part(wiring: Wiring, part_id: str) -> dict[str, str]:
    """Return, for each pin of a part that hangs on a board's pin, on which: {"A": "D13"}."""
    part = wiring.part(part_id)
    found = {pin: board_pin_of(wiring, PinRef(part.id, pin)) for pin in part.pins}
    return {pin: board_pin for pin, board_pin in found.items() if board_pin is not None}
