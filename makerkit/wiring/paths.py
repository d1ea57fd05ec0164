"""Ways through parts: which pins of the board a pin of a part hears or moves.

A net is one piece of metal; a resistor joins two of them for a signal. So the red LED, whose long
leg hangs on a resistor, is "on GPIO17".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from makerkit.wiring.diagram import Wiring
from makerkit.wiring.model import Net, PinRef

SIGNALS_PASS = frozenset({"wokwi-resistor"})
"""Part types that a signal goes through from one end to the other."""


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
