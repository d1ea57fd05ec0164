"""How the Arduinos of a wiring file come onto the bench: their supplies and their sketches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hardware_mocks.arduino.board import Arduino
    from hardware_mocks.bench import Bench
    from hardware_mocks.gpio.circuit import Circuit
    from makerkit.wiring import BenchPart, Net, Wiring

PI = "chip-raspberry-pi"
ALONE = (
    '{{"version": 1, "author": "", "editor": "wokwi", "connections": [], "parts": '
    '[{{"type": "wokwi-arduino-{board}", "id": "{board}", "left": 0, "top": 0, "attrs": {{}}}}]}}'
)
RAILS = {"5V": 5.0, "3V3": 3.3}


def net_names(wiring: Wiring, circuit: Circuit) -> dict[str, str]:
    """Return what the bench calls the supplies of the Arduinos, by their names in the wiring.

    Their ground is the Pi's: the shield of the USB cable joins them. Their 5 V and 3.3 V are
    there while the board has power, so they are supplies of their own unless the Pi holds them.
    """
    boards = {part.id: part.type.name for part in wiring.boards}
    arduinos = {name for name, kind in boards.items() if kind != PI}
    names: dict[str, str] = {}
    for net in wiring.nets:
        own = [supply for supply in net.supplies if supply.pin.part in arduinos]
        if not own:
            continue
        if own[0].name == "GND":
            names[net.name] = "GND"
        elif not _is_held_by_the_pi(net, boards):
            names[net.name] = name = f"{own[0].pin.part}:{own[0].name}"
            circuit.supply(circuit.net(name), RAILS[own[0].name])
    return names


def _is_held_by_the_pi(net: Net, boards: Mapping[str, str]) -> bool:
    return any(boards.get(supply.pin.part) == PI for supply in net.supplies)


def given_sketches(boards: Sequence[BenchPart], sketch: Path | None) -> tuple[BenchPart, ...]:
    """Give the student's own sketch to the board it is for.

    That is the first board for which the wiring file names no sketch, else the first of all.
    """
    if sketch is None or not boards:
        return tuple(boards)
    empty = (number for number, board in enumerate(boards) if not board.attrs.get("sketch"))
    chosen = next(empty, 0)
    return tuple(
        replace(board, attrs={**board.attrs, "sketch": str(sketch.resolve())})
        if number == chosen
        else board
        for number, board in enumerate(boards)
    )


def board_alone(board: str) -> Wiring:
    """Return the wiring of a board, "uno" or "nano", on which nothing hangs."""
    from makerkit.wiring import parse_wiring

    return parse_wiring(ALONE.format(board=board))


def put_board(
    bench: Bench,
    sketch: str | Path,
    *,
    wiring: Wiring | str | Path | None = None,
    board: str = "uno",
    quantum_ms: float,
) -> Arduino:
    """Put an Arduino with a sketch on a bench, with what a wiring file hangs on it.

    Args:
        sketch: an .ino, .hex or .elf file, a sketch folder, or the name of one in `firmware/`.
        wiring: a wiring or its file; None for a board alone.
        board: "uno" or "nano", for a board alone.
    """
    from hardware_mocks.arduino.sketches import find_sketch
    from hardware_mocks.auto_wiring import AutoWiring
    from makerkit.wiring import read_wiring

    if wiring is None:
        wiring = board_alone(board)
    elif isinstance(wiring, str | Path):
        wiring = read_wiring(wiring)
    AutoWiring(bench).uninstall()  # what is not in the wiring is not there
    bench.sketch = find_sketch(str(sketch), Path())
    bench.quantum_ms = quantum_ms
    bench.add_wiring(wiring)
    return bench.arduino()
