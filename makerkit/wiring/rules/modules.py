"""Rules 06, 09 and 12 once more: modules with a supply pin or a signal on the wrong thing."""

from __future__ import annotations

from collections.abc import Iterator

from makerkit.wiring.model import Net, Part, PinRef
from makerkit.wiring.paths import SIGNALS_PASS, nets_behind
from makerkit.wiring.rules.circuit import Circuit
from makerkit.wiring.rules.electrical import POWER, SERVO, SIGNALS
from makerkit.wiring.rules.finding import Finding, finding
from makerkit.wiring.rules.strips import dead_rail


def signal_to_nowhere(circuit: Circuit) -> Iterator[Finding]:
    """06: a signal of a module that comes to resistors only, and to no pin."""
    for part in circuit.devices:
        for pin in SIGNALS.get(part.type.name, ()):
            net = circuit.net(part, pin)
            behind = [near for near in nets_behind(circuit.wiring, net) if not near.supplies]
            others = [other for near in behind for other in circuit.others(near, part)]
            is_wired = bool(circuit.others(net, part)) and not net.supplies
            if is_wired and all(circuit.part_of(o).type.name in SIGNALS_PASS for o in others):
                yield finding(6, "signal_to_nowhere", part, pins=(PinRef(part.id, pin),), pin=pin)


def module_without_ground(circuit: Circuit) -> Iterator[Finding]:
    """09: the ground pin of a module on something that is no ground."""
    for part in circuit.devices:
        if part.type.name in POWER:
            pin = POWER[part.type.name][1]
            net = circuit.net(part, pin)
            if not circuit.is_grounded(net) and (found := _found_there(circuit, part, net)):
                yield _wrong(9, "module_without_ground", part, pin, found)


def module_without_power(circuit: Circuit) -> Iterator[Finding]:
    """12: the supply pin of a module on ground, on a pin, or on too low a voltage."""
    for part in circuit.devices:
        if part.type.name not in POWER:
            continue
        pin, _, least_volts = POWER[part.type.name]
        net = circuit.net(part, pin)
        found = _found_there(circuit, part, net)
        volts = max((supply.volts for supply in net.supplies), default=0.0)
        if not found or (part.type.name == SERVO and net.gpios):  # load_on_the_pi knows more
            continue
        if volts == 0.0:
            yield _wrong(12, "module_without_power", part, pin, found)
        elif volts < least_volts:
            yield _wrong(12, "module_needs_5v", part, pin, found, volts=volts)


def _found_there(circuit: Circuit, part: Part, net: Net) -> str:
    """Return the name of what a pin is joined with, "" for nothing and for a dead rail."""
    others = circuit.others(net, part)
    if not others or dead_rail(circuit, net) is not None:
        return ""
    supply = circuit.supply(net, 0.0)
    boards = circuit.board_pins(net)
    return circuit.name(supply.pin if supply else boards[0] if boards else others[0])


def _wrong(
    rule: int, message: str, part: Part, pin: str, found: str, *, volts: float = 0.0
) -> Finding:
    pins = (PinRef(part.id, pin),)
    return finding(rule, message, part, pins=pins, pin=pin, found=found, volts=volts)
