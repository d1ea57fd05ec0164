"""Rules 05 and 10: what pushes into a pin of the Pi, and what pushes against each other."""

from __future__ import annotations

from collections.abc import Iterator

from makerkit.wiring.model import Net, Part, PinRef
from makerkit.wiring.paths import nets_behind
from makerkit.wiring.rules.circuit import PI, Circuit, Output
from makerkit.wiring.rules.electrical import (
    ARDUINO_LISTENS,
    ARDUINOS,
    LEAST_HIGH_VOLTS,
    LOWEST_SUPPLY_VOLTS,
    MOST_GPIO_VOLTS,
    RESISTOR,
    TWO_ENDS,
    is_arduino_pin,
)
from makerkit.wiring.rules.finding import Finding, finding
from makerkit.wiring.rules.legs import buttons_that_always_join

_ARDUINO_VOLTS = 5.0


def high_output_into_gpio(circuit: Circuit) -> Iterator[Finding]:
    """05: an output of 5 V into a pin of the Pi, without a divider or with a wrong one."""
    for output in (*circuit.bringing_volts, *_arduino_outputs(circuit)):
        own = circuit.wiring.net_of(output.pin)
        if own.supplies or output.volts < LOWEST_SUPPLY_VOLTS:
            continue
        for name, volts in circuit.volts(own, output.volts).items():
            net = circuit.wiring.net(name)
            for gpio in net.gpios[:1]:
                yield from _judge(circuit, output, gpio, volts, is_direct=net == own)


def _judge(
    circuit: Circuit, output: Output, gpio: str, volts: float, *, is_direct: bool
) -> Iterator[Finding]:
    if volts > MOST_GPIO_VOLTS:
        message = "output_into_gpio" if is_direct else "divider_too_weak"
    elif volts < LEAST_HIGH_VOLTS and not is_direct:
        message = "divider_too_strong"
    else:
        return
    assert circuit.pi is not None
    yield finding(
        5,
        message,
        *(output.part, circuit.pi),
        pins=(output.pin, PinRef(circuit.pi.id, gpio)),
        pin=output.pin.pin,
        gpio=circuit.gpio_name(gpio),
        output_volts=output.volts,
        volts=volts,
    )


def _arduino_outputs(circuit: Circuit) -> Iterator[Output]:
    for part in circuit.wiring.boards:
        for pin in part.pins:
            if is_arduino_pin(part, pin) and pin != ARDUINO_LISTENS:
                yield Output(part, PinRef(part.id, pin), _ARDUINO_VOLTS)


# --- 10


def outputs_together(circuit: Circuit) -> Iterator[Finding]:
    """10: two outputs on one net, or an output straight on a supply."""
    for net in circuit.wiring.nets:
        outputs = [output.pin for output in circuit.outputs if output.pin in net.pins]
        of_boards = _by_place(circuit, net)
        if len(outputs) > 1:
            yield _together("two_outputs", circuit, outputs[0], outputs[1])
        elif len(of_boards) > 1:
            yield _together("two_pins_joined", circuit, of_boards[0], of_boards[1])
        yield from _on_supply(circuit, net, [*outputs, *of_boards])


def _by_place(circuit: Circuit, net: Net) -> list[PinRef]:
    """Return the boards' pins on a net that may be outputs, one of each pair on one board.

    A pin of the Pi and one of an Arduino may be joined: one of the two listens.
    """
    pins = circuit.board_pins(net)
    on_pi = [pin for pin in pins if circuit.part_of(pin).type.name == PI]
    on_arduino = [
        pin
        for pin in pins
        if circuit.part_of(pin).type.name in ARDUINOS and "." not in pin.pin  # 13.2 is 13
    ]
    return on_pi if len(on_pi) >= len(on_arduino) else on_arduino


def _on_supply(circuit: Circuit, net: Net, pushing: list[PinRef]) -> Iterator[Finding]:
    """Yield a pin that can push against the supply it is joined with; 5 V is rule 04's matter."""
    supply = circuit.supply(net, 0.0, MOST_GPIO_VOLTS)
    if supply is None or not pushing or _is_through_a_button(circuit, net):
        return
    yield _together("pin_on_supply", circuit, pushing[0], supply.pin)


def part_between_two_pins(circuit: Circuit) -> Iterator[Finding]:
    """10: an LED, buzzer or button with a pin of the Pi at either end, and no supply.

    A program that knows of both pins may mean it; without a program it is a caution.
    """
    used = {gpio for device in circuit.code or () for gpio in device.pins.values()}
    for part in circuit.devices:
        if part.type.name == RESISTOR or part.type.name not in TWO_ENDS:
            continue
        ends = [circuit.net(part, pin) for pin in TWO_ENDS[part.type.name]]
        gpios = [_only_a_pin(circuit, end) for end in ends]
        first, second = gpios
        if first is None or second is None or first == second or used.issuperset(gpios):
            continue
        yield finding(
            10,
            "between_two_pins",
            part,
            pins=[PinRef(part.id, pin) for pin in TWO_ENDS[part.type.name]],
            is_error=circuit.code is not None,
            first=circuit.gpio_name(first),
            second=circuit.gpio_name(second),
        )


def _only_a_pin(circuit: Circuit, net: Net) -> str | None:
    """Return the pin of the Pi that a net hangs on; None where a supply reaches it as well."""
    behind = nets_behind(circuit.wiring, net)
    if any(near.supplies for near in behind):
        return None
    return next((near.gpios[0] for near in behind if near.gpios), None)


def _is_through_a_button(circuit: Circuit, net: Net) -> bool:
    """Return whether rule 16 will say it: the metal inside a button is what joins them."""
    return any(
        circuit.net(button, pin) == net for button, pin, _ in buttons_that_always_join(circuit)
    )


def _together(message: str, circuit: Circuit, first: PinRef, second: PinRef) -> Finding:
    parts: list[Part] = [circuit.part_of(first), circuit.part_of(second)]
    return finding(
        10,
        message,
        *parts,
        pins=(first, second),
        first=circuit.name(first),
        second=circuit.name(second),
        way=circuit.way(first, second),
    )
