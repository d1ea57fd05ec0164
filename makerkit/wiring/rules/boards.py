"""Rules 09 and 14: grounds that must be joined, and pins of the Pi that have another use."""

from __future__ import annotations

from collections.abc import Iterator

from makerkit.wiring.model import Net, Part, PinRef, Supply
from makerkit.wiring.part_type import Role
from makerkit.wiring.paths import nets_behind
from makerkit.wiring.rules.circuit import PI, Circuit
from makerkit.wiring.rules.electrical import (
    ARDUINOS,
    CONTACTS,
    LOWEST_SUPPLY_VOLTS,
    MOST_GPIO_VOLTS,
    RELAY,
    RESISTOR,
)
from makerkit.wiring.rules.finding import Finding, finding


def grounds_apart(circuit: Circuit) -> Iterator[Finding]:
    """09: a signal between two things whose grounds are not joined."""
    told: set[tuple[str, str]] = set()
    for part in circuit.devices:
        for board, ground, signal in _foreign_grounds(circuit, part):
            if (board.id, ground.pin.part) not in told:
                told.add((board.id, ground.pin.part))
                yield _apart(circuit, part, board, ground, signal)
    for first, second, signal in _joined_boards(circuit):
        if (first.id, second.id) not in told:
            told.add((first.id, second.id))
            yield _apart(circuit, second, first, _ground_of(second), signal)


def _apart(circuit: Circuit, part: Part, board: Part, ground: Supply, signal: PinRef) -> Finding:
    own = _ground_of(board)
    return finding(
        9,
        "grounds_apart",
        *(part, board, circuit.part_of(ground.pin)),
        pins=(signal, ground.pin, own.pin),
        signal=circuit.name(signal),
        ground=circuit.name(ground.pin),
        board=board.type.title,
    )


def _foreign_grounds(circuit: Circuit, part: Part) -> Iterator[tuple[Part, Supply, PinRef]]:
    """Yield (board, the other ground, the board's pin) for a part that stands between the two."""
    if part.type.name in {RELAY, RESISTOR} or part.type.supplies:
        return
    nets = [circuit.net(part, pin) for pin in part.pins]
    grounds = [s for net in nets for s in net.supplies if s.volts < LOWEST_SUPPLY_VOLTS]
    for net in nets:
        for signal in _signals(circuit, net):
            board = circuit.part_of(signal)
            own = circuit.wiring.net_of(_ground_of(board).pin)
            for ground in grounds:
                if ground.pin not in own.pins:
                    yield board, ground, signal


def _signals(circuit: Circuit, net: Net) -> Iterator[PinRef]:
    for behind in nets_behind(circuit.wiring, net):
        yield from circuit.board_pins(behind)


def _joined_boards(circuit: Circuit) -> Iterator[tuple[Part, Part, PinRef]]:
    boards = [board for board in circuit.wiring.boards if board.type.supplies]
    for net in circuit.wiring.nets:
        signals = list(_signals(circuit, net))
        for first in boards:
            for second in boards[boards.index(first) + 1 :]:
                on_both = {first.id, second.id} <= {signal.part for signal in signals}
                if on_both and not _share_ground(circuit, first, second):
                    yield first, second, next(s for s in signals if s.part == first.id)


def _share_ground(circuit: Circuit, first: Part, second: Part) -> bool:
    return _ground_of(second).pin in circuit.wiring.net_of(_ground_of(first).pin).pins


def _ground_of(board: Part) -> Supply:
    return next(supply for supply in board.supplies if supply.volts < LOWEST_SUPPLY_VOLTS)


# --- 14

_ID_PINS = frozenset({"GPIO0", "GPIO1"})
_I2C_PINS = frozenset({"GPIO2", "GPIO3"})
_SERIAL_PINS = frozenset({"GPIO14", "GPIO15"})


def reserved_pins(circuit: Circuit) -> Iterator[Finding]:
    """14: a pin of the Pi that has a fixed resistor or another use."""
    if circuit.pi is None:
        return
    for net in circuit.wiring.nets:
        others = circuit.others(net, circuit.pi)
        for gpio in net.gpios:
            if others and gpio in _ID_PINS:
                yield _reserved("reserved_id", circuit, gpio, others)
            elif gpio in _I2C_PINS and (pulling := _pulling_down(circuit, net)):
                yield _reserved("reserved_pull_up", circuit, gpio, pulling)
            elif gpio in _SERIAL_PINS and (plain := _not_serial(circuit, others)):
                yield _reserved("reserved_serial", circuit, gpio, plain, is_error=False)


def _reserved(
    message: str,
    circuit: Circuit,
    gpio: str,
    others: tuple[PinRef, ...],
    *,
    is_error: bool = True,
) -> Finding:
    assert circuit.pi is not None
    return finding(
        14,
        message,
        *(circuit.part_of(others[0]), circuit.pi),
        pins=(PinRef(circuit.pi.id, gpio), others[0]),
        is_error=is_error,
        gpio=circuit.gpio_name(gpio),
        other=circuit.name(others[0]),
    )


def _pulling_down(circuit: Circuit, net: Net) -> tuple[PinRef, ...]:
    """Return the pin of a part that fights the fixed pull-up, or of one that changes nothing."""
    for link, end in circuit.links_at.get(net.name, ()):
        other = circuit.wiring.net(end)
        is_resistor = link.part.type.name == RESISTOR and circuit.is_grounded(other)
        is_contact = link.part.type.name in CONTACTS
        to_3v3 = circuit.supply(other, LOWEST_SUPPLY_VOLTS, MOST_GPIO_VOLTS) is not None
        if is_resistor or (is_contact and to_3v3):
            return tuple(pin for pin in net.pins if pin.part == link.part.id)
    return ()


def _not_serial(circuit: Circuit, others: tuple[PinRef, ...]) -> tuple[PinRef, ...]:
    """Return the pins that are no serial port of another board."""

    def is_serial(pin: PinRef) -> bool:
        part = circuit.part_of(pin)
        return part.type.name == PI or (part.type.name in ARDUINOS and pin.pin in ("0", "1"))

    plain = tuple(pin for pin in others if circuit.part_of(pin).type.role is Role.DEVICE)
    boards = [pin for pin in others if circuit.part_of(pin).type.role is Role.BOARD]
    return () if boards and all(is_serial(pin) for pin in boards) else plain
