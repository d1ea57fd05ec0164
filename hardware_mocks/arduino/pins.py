"""The twenty pins of a chip on the nets of the bench, and its eight analogue inputs.

What the chip does goes into the nets as an event of its own time. What stands on a net goes to
the chip one quantum later, so that pulses keep their widths. Only a net with something else on it
is listened to, and only while its pin is an input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from hardware_mocks.arduino.chip_pin import FIRST_ANALOGUE, SERIAL_PINS, ChipPin
from hardware_mocks.arduino.events import Drive, DutyChanged, PinChanged
from hardware_mocks.arduino.joined import DIGITAL, joined_pairs
from hardware_mocks.arduino.times import cycle_at

if TYPE_CHECKING:
    from hardware_mocks.arduino.engine import Engine
    from hardware_mocks.bench import Bench
    from hardware_mocks.gpio.circuit import Net

NAMES = (*(f"D{number}" for number in range(14)), *(f"A{number}" for number in range(8)))
ON_THE_BOARD = frozenset({*SERIAL_PINS, 13})
"""The serial line and the lamp L."""


class Pins:
    """All pins of one board.

    Args:
        nets: by the board's pin names ("13", "A0").
        prefix: of the names in the trace: "" for the first board.
    """

    def __init__(self, bench: Bench, nets: Mapping[str, Net], prefix: str) -> None:
        self.bench = bench
        self._pins: dict[int, ChipPin] = {}
        for number, name in enumerate(NAMES):
            net = nets.get(name.removeprefix("D"))
            if net is not None:
                self._pins[number] = ChipPin(bench, number, prefix + name, net, self.note_change)
        self._changes: list[tuple[int, ChipPin, int | None]] = []
        self._analogue: dict[ChipPin, None] = {}
        self._revision = -1
        self._joined: set[tuple[int, int]] = set()

    def __iter__(self) -> Iterator[ChipPin]:
        return iter(self._pins.values())

    def __getitem__(self, number: int) -> ChipPin:
        return self._pins[number]

    def numbers_on(self, net: Net | None) -> list[int]:
        """Return the pins on a net."""
        return [pin.number for pin in self if pin.net is net]

    def take(self, event: PinChanged | DutyChanged) -> None:
        """Carry out what the chip did, at the clock's time."""
        pin = self._pins[event.pin]
        if isinstance(event, PinChanged):
            pin.obey(event)
        else:
            pin.pulse(event)

    def driven_into_nothing(self) -> dict[str, float]:
        """Return the outputs that nothing hangs on, and the share of time each is high."""
        found: dict[str, float] = {}
        for pin in self:
            is_output = pin.duty is not None or pin.drive in {Drive.LOW, Drive.HIGH}
            if is_output and not pin.has_company and pin.number not in ON_THE_BOARD:
                level = float(pin.drive is Drive.HIGH)
                found[pin.name] = round(level if pin.duty is None else pin.duty, 2)
        return found

    def let_go(self) -> None:
        """Let every pin go, as at a reset."""
        for pin in self:
            pin.let_go()

    def remove(self) -> None:
        """Take the pins off their nets."""
        for pin in self:
            pin.remove()

    def note_change(self, pin: ChipPin) -> None:
        """Note what stands on a net now, for the next quantum."""
        level = pin.level()
        pin.show_input(level)
        self._changes.append((self.bench.clock.now_ns, pin, level))
        if pin.number >= FIRST_ANALOGUE:
            self._analogue[pin] = None

    def tell(self, engine: Engine, quantum_ns: int) -> None:
        """Tell the chip what has changed, before its next quantum."""
        if self.bench.circuit.revision != self._revision:
            self._look_around(engine)
        if self._changes:
            changes, self._changes = sorted(self._changes, key=_time), []
            for t_ns, pin, level in changes:
                if pin.number in DIGITAL and pin.is_ours:
                    at_ns = t_ns + quantum_ns if t_ns else 0  # what is so from the start is so
                    self._drive(engine, pin, level, at_ns)
        for pin in self._analogue:
            _measure(engine, pin)
        self._analogue.clear()

    @staticmethod
    def _drive(engine: Engine, pin: ChipPin, level: int | None, t_ns: int) -> None:
        level = None if pin.is_joined else level
        if level != pin.outside:
            pin.outside = level
            engine.drive(pin.number, level, at=cycle_at(t_ns))

    def _look_around(self, engine: Engine) -> None:
        """Something was joined or parted: see who has company, and which pins move together."""
        for pin in self:
            pin.listen_if_useful()
        self._revision = self.bench.circuit.revision
        joined = joined_pairs(self)
        if joined == self._joined:
            return
        for a, b in sorted(joined ^ self._joined):
            engine.join(a, b, joined=(a, b) in joined)
        self._joined = joined
        numbers = {number for pair in joined for number in pair}
        for pin in self:
            if pin.is_joined != (pin.number in numbers):
                pin.is_joined = pin.number in numbers
                if pin.is_listening:
                    self.note_change(pin)


def _time(change: tuple[int, ChipPin, int | None]) -> int:
    return change[0]


def _measure(engine: Engine, pin: ChipPin) -> None:
    """Tell the chip the voltage at an analogue input; one that floats stays where it was."""
    volts = pin.net.mean_volts
    millivolts = pin.millivolts if volts is None else round(volts * 1000)
    if millivolts is not None and millivolts != pin.millivolts:
        pin.millivolts = millivolts
        engine.adc(pin.number - FIRST_ANALOGUE, millivolts)
