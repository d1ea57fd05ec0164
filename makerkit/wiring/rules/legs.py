"""Rules 06, 11, 16 and 17: legs that are joined with nothing, or with each other."""

from __future__ import annotations

from collections.abc import Iterator

from makerkit.wiring.model import Net, Part, PinRef
from makerkit.wiring.rules.circuit import Circuit
from makerkit.wiring.rules.electrical import (
    ALL_OPTIONAL,
    BUTTONS,
    CONTACTS,
    OPTIONAL,
    RELAY,
    TWO_ENDS,
)
from makerkit.wiring.rules.finding import Finding, finding
from makerkit.wiring.rules.strips import Near, dead_rail, near_miss


def leg_in_the_air(circuit: Circuit) -> Iterator[Finding]:
    """06: a leg that no wire and no other part touches."""
    told: set[PinRef] = set()
    for part in circuit.devices:
        free = _free_pins(circuit, part)
        if not free or _is_left_to_another_rule(circuit, part, free):
            continue
        needed = [pin for pin in part.pins if pin not in _optional(part)]
        if free == needed and len(free) == len(part.pins):
            yield finding(6, "part_not_wired", part, pins=_refs(part, free))
            continue
        for pin in _one_of_each_net(circuit, part, free):
            near = near_miss(circuit, PinRef(part.id, pin))
            if near is not None and not near.is_across_the_gap:
                if near.other not in told:  # two legs that miss each other are one mistake
                    told.add(near.hole)
                    yield _one_column_off(circuit, part, pin, near)
            elif near is None and dead_rail(circuit, circuit.net(part, pin)) is None:
                yield finding(6, "leg_in_the_air", part, pins=_refs(part, [pin]), pin=pin)


def _one_column_off(circuit: Circuit, part: Part, pin: str, near: Near) -> Finding:
    return finding(
        6,
        "leg_one_column_off",
        part,
        pins=(PinRef(part.id, pin), near.hole),
        pin=pin,
        hole=circuit.name(near.hole),
        other=circuit.name(near.other),
        joined=circuit.name(near.joined),
    )


def _free_pins(circuit: Circuit, part: Part) -> list[str]:
    return [
        pin
        for pin in part.pins
        if pin not in _optional(part)
        and not circuit.others(net := circuit.net(part, pin), part)
        and len({supply.volts for supply in net.supplies}) < 2  # else it is a short
    ]


def _optional(part: Part) -> frozenset[str]:
    if part.type.name in ALL_OPTIONAL:
        return frozenset(part.pins)
    return OPTIONAL.get(part.type.name, frozenset())


def _is_left_to_another_rule(circuit: Circuit, part: Part, free: list[str]) -> bool:
    """Return whether 11, 16 or 17 says more about a part."""
    is_shorted = any(circuit.net(part, a) == circuit.net(part, b) for a, b in _ends(part))
    nets = [circuit.net(part, pin) for pin in part.pins if pin not in free]
    is_on_a_pin = any(circuit.board_pins(net) for net in nets)
    return is_shorted or (part.type.name in CONTACTS and is_on_a_pin)


def _one_of_each_net(circuit: Circuit, part: Part, pins: list[str]) -> list[str]:
    return list({circuit.net(part, pin).name: pin for pin in reversed(pins)}.values())[::-1]


def _refs(part: Part, pins: list[str]) -> list[PinRef]:
    return [PinRef(part.id, pin) for pin in pins]


# --- 11


def button_to_nothing(circuit: Circuit) -> Iterator[Finding]:
    """11: a button between a pin and nothing: whatever it reads is chance."""
    always = [button for button, _, _ in buttons_that_always_join(circuit)]
    for part in circuit.devices:
        if part.type.name == RELAY or part in always:
            continue
        for pair in CONTACTS.get(part.type.name, ())[:1]:
            for near, far in (pair, pair[::-1]):
                boards = circuit.board_pins(circuit.net(part, near))
                if boards and _leads_nowhere(circuit, part, far):
                    yield finding(
                        11,
                        "button_to_nothing",
                        part,
                        pins=(PinRef(part.id, far), boards[0]),
                        pin=far,
                        board_pin=circuit.name(boards[0]),
                    )


def _leads_nowhere(circuit: Circuit, part: Part, pin: str) -> bool:
    if part.type.name == "wokwi-slide-switch":
        return all(_is_dead_end(circuit, part, circuit.net(part, end)) for end in ("1", "3"))
    return _is_dead_end(circuit, part, circuit.net(part, pin))


def _is_dead_end(circuit: Circuit, part: Part, net: Net) -> bool:
    return not circuit.others(net, part)


# --- 16 and 17


def button_always_pressed(circuit: Circuit) -> Iterator[Finding]:
    """16: both wires of a button on the two legs that are one piece of metal inside."""
    for button, pin, other in buttons_that_always_join(circuit):
        yield finding(
            16,
            "button_always_pressed",
            button,
            pins=_refs(button, [pin, other]),
            pin=pin,
            other=other,
            free=_opposite(pin),
        )


def buttons_that_always_join(circuit: Circuit) -> Iterator[tuple[Part, str, str]]:
    """Yield each button, with the two of its legs, that joins two things pressed or not."""
    for button in circuit.devices:
        if button.type.name not in BUTTONS:
            continue
        for pin, other in button.type.joined:
            is_other_side_free = not circuit.others(circuit.net(button, _opposite(pin)), button)
            here, there = (
                circuit.metal.reached_without(button.id, PinRef(button.id, end))
                for end in (pin, other)
            )
            if is_other_side_free and here and there and here != there:
                yield button, pin, other


def _opposite(pin: str) -> str:
    number, _, side = pin.partition(".")
    return f"{'2' if number == '1' else '1'}.{side}"


def both_ends_together(circuit: Circuit) -> Iterator[Finding]:
    """17: both ends of a part on one piece of metal, most often in one row of the breadboard."""
    for part in circuit.devices:
        for a, b in _ends(part):
            net = circuit.net(part, a)
            if net != circuit.net(part, b):
                continue
            first, second = PinRef(part.id, a), PinRef(part.id, b)
            yield finding(
                17,
                "both_ends_together",
                part,
                pins=(first, second),
                first=a,
                second=b,
                way=circuit.way(first, second),
            )


def _ends(part: Part) -> tuple[tuple[str, str], ...]:
    if part.type.name == "wokwi-led-bar-graph":
        return tuple((f"A{number}", f"C{number}") for number in range(1, 11))
    if part.type.name == "wokwi-rgb-led":
        return tuple((colour, "COM") for colour in "RGB")
    ends = TWO_ENDS.get(part.type.name)
    return (ends,) if ends else ()
