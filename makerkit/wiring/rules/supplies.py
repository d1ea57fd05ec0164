"""Rules 01-04, 12 and 21: supplies that must not touch, and what hangs on them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from makerkit.wiring.model import Net, Part, PinRef, Supply
from makerkit.wiring.part_type import Role
from makerkit.wiring.paths import nets_behind
from makerkit.wiring.rules.circuit import Circuit
from makerkit.wiring.rules.electrical import (
    DRIVER_SUPPLY,
    LOADS_MA,
    LOWEST_SUPPLY_VOLTS,
    MOST_5V_MA,
    MOST_GPIO_VOLTS,
    MOTOR,
    MOTOR_MA,
    OUTPUTS,
    RESISTOR,
    SERVO,
    TWO_ENDS,
)
from makerkit.wiring.rules.finding import Finding, finding

_GROUND = (0.0, LOWEST_SUPPLY_VOLTS)
_LOW = (LOWEST_SUPPLY_VOLTS, MOST_GPIO_VOLTS)
_HIGH = (MOST_GPIO_VOLTS, math.inf)


def high_supply_to_ground(circuit: Circuit) -> Iterator[Finding]:
    """01: 5 V, or a battery, joined with ground."""
    for high, ground in _joined(circuit, _HIGH, _GROUND):
        yield _short(1, "short_5v_ground", circuit, high, ground)


def low_supply_to_ground(circuit: Circuit) -> Iterator[Finding]:
    """02: 3.3 V joined with ground."""
    for low, ground in _joined(circuit, _LOW, _GROUND):
        yield _short(2, "short_3v3_ground", circuit, low, ground)


def two_voltages(circuit: Circuit) -> Iterator[Finding]:
    """03: 3.3 V joined with a higher supply."""
    for high, low in _joined(circuit, _HIGH, _LOW):
        if not circuit.is_grounded(circuit.wiring.net_of(low.pin)):
            yield _short(3, "short_5v_3v3", circuit, high, low)


def _joined(
    circuit: Circuit, first: tuple[float, float], second: tuple[float, float]
) -> Iterator[tuple[Supply, Supply]]:
    """Yield a supply of each of two ranges of voltage, wherever both are on one net."""
    for net in circuit.wiring.nets:
        a, b = circuit.supply(net, *first), circuit.supply(net, *second)
        if a is not None and b is not None:
            yield a, b


def _short(rule: int, message: str, circuit: Circuit, high: Supply, low: Supply) -> Finding:
    return finding(
        rule,
        message,
        *(circuit.part_of(high.pin), circuit.part_of(low.pin)),
        pins=(high.pin, low.pin),
        high=circuit.name(high.pin),
        low=circuit.name(low.pin),
        volts=high.volts,
        low_volts=low.volts,
        way=circuit.way(high.pin, low.pin),
    )


def gpio_on_high_supply(circuit: Circuit) -> Iterator[Finding]:
    """04: a pin of the Pi on 5 V, straight or through a resistor."""
    for net in circuit.wiring.nets:
        high = circuit.supply(net, MOST_GPIO_VOLTS)
        if high is None or circuit.pi is None:
            continue
        for gpio in net.gpios:
            yield _gpio_finding("gpio_on_5v", circuit, high, gpio)
        for name, volts in circuit.volts(net, high.volts).items():
            for gpio in circuit.wiring.net(name).gpios:
                if name != net.name and volts > MOST_GPIO_VOLTS:
                    yield _gpio_finding("gpio_pulled_to_5v", circuit, high, gpio)


def gpio_on_high_supply_through_a_part(circuit: Circuit) -> Iterator[Finding]:
    """04: a button, LED or buzzer between 5 V and a pin of the Pi."""
    for part in circuit.devices:
        for near, far in _ways_for_5v(part):
            high = _high_behind(circuit, circuit.net(part, near))
            if high is None or circuit.pi is None:
                continue
            for name, volts in circuit.volts(circuit.net(part, far), high.volts).items():
                for gpio in circuit.wiring.net(name).gpios[:1]:
                    if volts > MOST_GPIO_VOLTS:
                        yield _gpio_finding("gpio_on_5v_through", circuit, high, gpio, part)


def _ways_for_5v(part: Part) -> tuple[tuple[str, str], ...]:
    """Return the ends that 5 V can pass a part between, at least for moments, and how."""
    ends = TWO_ENDS.get(part.type.name)
    if ends is None or part.type.name in (RESISTOR, MOTOR):
        return ()
    return (ends,) if part.type.name == "wokwi-led" else (ends, ends[::-1])


def _high_behind(circuit: Circuit, net: Net) -> Supply | None:
    supplies = (circuit.supply(n, *_HIGH) for n in nets_behind(circuit.wiring, net))
    return next(filter(None, supplies), None)


def _gpio_finding(
    message: str, circuit: Circuit, high: Supply, gpio: str, *through: Part
) -> Finding:
    assert circuit.pi is not None
    pin = PinRef(circuit.pi.id, gpio)
    return finding(
        4,
        message,
        *(*through, circuit.pi, circuit.part_of(high.pin)),
        pins=(pin, high.pin),
        gpio=circuit.name(pin),
        high=circuit.name(high.pin),
        volts=high.volts,
        way=circuit.way(pin, high.pin),
    )


# --- 12: what needs more than the Pi has


def load_on_the_pi(circuit: Circuit) -> Iterator[Finding]:
    """12: a motor or servo on 3.3 V or on a pin, or more than 500 mA on the board's 5 V."""
    for part, pin, milliamps in _strong_loads(circuit):
        net = circuit.net(part, pin)
        weak = circuit.supply(net, *_LOW)
        gpio = next((n.gpios[0] for n in nets_behind(circuit.wiring, net) if n.gpios), None)
        if weak is not None and _is_of_a_board(circuit, weak):
            name = circuit.name(weak.pin)
            yield _overload("load_on_3v3", part, pin, supply=name, milliamps=milliamps)
        elif gpio is not None:
            name = circuit.gpio_name(gpio)
            yield _overload("load_on_gpio", part, pin, supply=name, milliamps=milliamps)
    yield from _too_much_on_5v(circuit)


def _overload(message: str, part: Part, pin: str, *, supply: str, milliamps: float) -> Finding:
    pins = (PinRef(part.id, pin),)
    return finding(12, message, part, pins=pins, supply=supply, pin=pin, milliamps=milliamps)


def _strong_loads(circuit: Circuit) -> Iterator[tuple[Part, str, float]]:
    for part in circuit.devices:
        name = part.type.name
        if name == SERVO:
            yield part, *LOADS_MA[name]
        elif name == MOTOR:
            yield from ((part, pin, MOTOR_MA) for pin in part.pins)
        elif name in DRIVER_SUPPLY and (motors := _motors_behind(circuit, part)):
            yield part, DRIVER_SUPPLY[name], MOTOR_MA * motors


def _motors_behind(circuit: Circuit, driver: Part) -> int:
    outputs = {circuit.net(driver, pin) for pin in OUTPUTS[driver.type.name]}
    motors = (part for part in circuit.devices if part.type.name == MOTOR)
    return sum(any(circuit.net(motor, pin) in outputs for pin in motor.pins) for motor in motors)


def _too_much_on_5v(circuit: Circuit) -> Iterator[Finding]:
    weak = [(part, *LOADS_MA[part.type.name]) for part in circuit.devices if _is_load(part)]
    strong = [load for load in _strong_loads(circuit) if not _is_load(load[0])]
    for net in circuit.wiring.nets:
        high = circuit.supply(net, MOST_GPIO_VOLTS)
        if high is None or not _is_of_a_board(circuit, high):
            continue
        loads = [load for load in (*weak, *strong) if circuit.net(load[0], load[1]) == net]
        total = sum(milliamps for _, _, milliamps in loads)
        if total > MOST_5V_MA:
            heaviest = max(loads, key=lambda load: load[2])
            yield finding(
                12,
                "too_much_on_5v",
                *(heaviest[0], *(part for part, _, _ in loads)),
                pins=[PinRef(part.id, pin) for part, pin, _ in loads],
                supply=circuit.name(high.pin),
                milliamps=total,
                most=MOST_5V_MA,
                pin=heaviest[1],
            )


def _is_load(part: Part) -> bool:
    return part.type.name in LOADS_MA and LOADS_MA[part.type.name][0] in part.pins


def _is_of_a_board(circuit: Circuit, supply: Supply) -> bool:
    return circuit.part_of(supply.pin).type.role is Role.BOARD


# --- 21: two supplies that push against each other


def two_sources(circuit: Circuit) -> Iterator[Finding]:
    """21: a battery or another board that feeds the Pi's own supply backwards."""
    for net in circuit.wiring.nets:
        if circuit.is_grounded(net):
            continue
        for other, own in _pushing_back(circuit, net):
            yield finding(
                21,
                "two_sources",
                *(circuit.part_of(other), circuit.part_of(own)),
                pins=(other, own),
                other=circuit.name(other),
                own=circuit.name(own),
                board=circuit.part_of(own).type.title,
                way=circuit.way(other, own),
            )


def _pushing_back(circuit: Circuit, net: Net) -> Iterator[tuple[PinRef, PinRef]]:
    """Yield (the other supply, the board's) where both have about the same voltage."""
    real = [s for s in net.supplies if not circuit.part_of(s.pin).type.is_symbol]
    boards = [s for s in real if _is_of_a_board(circuit, s)]
    if not boards:
        return
    own = next((s for s in boards if circuit.part_of(s.pin) == circuit.pi), boards[0])
    told = {own.pin.part}
    for other in real:
        is_like_it = (other.volts < MOST_GPIO_VOLTS) == (own.volts < MOST_GPIO_VOLTS)
        if other.pin.part not in told and is_like_it:
            told.add(other.pin.part)
            yield other.pin, own.pin
    for driver in circuit.devices:
        if driver.type.name == "chip-l298n" and circuit.net(driver, "12V").supplies:
            regulator = PinRef(driver.id, "5V")  # its own regulator, fed by the battery
            if regulator in net.pins:
                yield regulator, own.pin
