"""The twenty pins of a chip on the nets of the bench, and its eight analogue inputs.

What the chip does goes into the nets as an event of its own time. What stands on a net goes to
the chip one quantum later, so that pulses keep their widths. Only a net with something else on it
is listened to, and only while its pin is an input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from hardware_mocks.arduino.events import Drive, DutyChanged, PinChanged
from hardware_mocks.arduino.times import cycle_at

if TYPE_CHECKING:
    from hardware_mocks.arduino.engine import Engine
    from hardware_mocks.bench import Bench
    from hardware_mocks.gpio.circuit import Net

CHIP_VOLTS = 5.0
LOW_VOLTS, HIGH_VOLTS = 1.5, 3.0
"""ATmega328P datasheet, table 28-1: VIL at most 0.3 VCC, VIH at least 0.6 VCC."""
OUTPUT_OHMS = 25.0
"""Datasheet, table 28-1: VOL at most 0.9 V at 20 mA; typically half of that (figure 29-22)."""
PULL_UP_OHMS = 35_000.0
"""Datasheet, table 28-1: 20 to 50 kilohms."""
JOINED_OHMS = 2_500.0
"""Pins joined by no more than this move together at once (a key, a jumper, a series resistor):
against a pull-up of 35 kilohms it is a low level."""
DIGITAL = range(20)
NAMES = (*(f"D{number}" for number in range(14)), *(f"A{number}" for number in range(8)))
FIRST_ANALOGUE = 14
SERIAL_PINS = (0, 1)


class ChipPin:
    """One pin: 0 to 13 are digital, 14 to 19 are A0 to A5, 20 and 21 the Nano's A6 and A7.

    Attributes:
        name: as in the trace: "D13", "A0".
        drive: what the chip does to it.
    """

    def __init__(self, pins: Pins, number: int, name: str, net: Net) -> None:
        self._pins = pins
        self._bench = pins.bench
        self.number = number
        self.name = name
        self.net = net
        self.source = self._bench.circuit.add_source(net, name)
        self.drive = Drive.INPUT
        self.duty: float | None = None
        self.is_listening = False
        self.is_ours = True  # not left to an echo or an encoder inside the chip's own process
        self.is_joined = False  # to another pin of this chip, which the chip's process sees to
        self.outside: int | None = None  # what the chip was last told of the world
        self.millivolts: int | None = None
        self._shown: int | None = None  # its level in the trace; None before it was opened
        self._first: int | None = None  # what it read first, while nothing is in the trace
        self._sure = 0  # the last level that was beyond doubt

    # -- what the chip does

    def obey(self, event: PinChanged) -> None:
        """Drive the net as the chip does from now on."""
        self.drive, self.duty = event.drive, None
        self.apply()

    def pulse(self, event: DutyChanged) -> None:
        """Drive the net by the timer from now on; what follows its end comes as a change."""
        if event.duty is None:
            return
        self.duty, self.drive = event.duty, Drive.LOW
        self.listen_if_useful()
        self.source.ohms = OUTPUT_OHMS
        duty, frequency_hz = event.duty, event.frequency_hz
        self._bench.circuit.pulse(self.source, CHIP_VOLTS, duty, frequency_hz)
        self._shown = None if self._shown is None else -1
        clock, trace = self._bench.clock, self._bench.trace
        rounded = {"duty": round(duty, 9), "frequency_hz": round(frequency_hz, 6)}
        trace.add(clock.now_ns, "pwm", pin=self.name, **rounded)

    def apply(self) -> None:
        """Bring the net, and what is listened to, in line with `drive`."""
        self.listen_if_useful()
        circuit = self._bench.circuit
        if self.drive is Drive.PULL_UP:
            circuit.drive(self.source, CHIP_VOLTS, PULL_UP_OHMS)
        elif self.drive is Drive.INPUT:
            circuit.drive(self.source, None, OUTPUT_OHMS)
        else:
            volts = CHIP_VOLTS if self.drive is Drive.HIGH else 0.0
            circuit.drive(self.source, volts, OUTPUT_OHMS)
            self._show(int(self.drive is Drive.HIGH), "output")
            return
        if self._shown not in {None, 0} and not self.is_listening:
            self._show(0, "input")  # let go: nothing drives what hangs on it any more

    def let_go(self) -> None:
        """Become an input without pull-up, as at a reset."""
        if self.drive is not Drive.INPUT or self.duty is not None:
            self.obey(PinChanged(0, self.number, Drive.INPUT))

    def remove(self) -> None:
        """Take the pin off its net."""
        if self.is_listening:
            self.net.unlisten(self._on_net)
        circuit = self._bench.circuit
        circuit.drive(self.source, None, OUTPUT_OHMS)
        self.net.sources.remove(self.source)
        circuit.rebuild(self.net)

    # -- what the world does

    def listen_if_useful(self) -> None:
        """Listen while the chip may look, if there is anything to be heard."""
        wants = self._is_input and self.has_company
        if wants and not self.is_listening:
            self.is_listening = True
            self.net.listen(self._on_net)
            self._pins.note_change(self)
        elif not wants and self.is_listening:
            self.is_listening = False
            self.net.unlisten(self._on_net)

    @property
    def _is_input(self) -> bool:
        return self.duty is None and self.drive in {Drive.INPUT, Drive.PULL_UP}

    @property
    def has_company(self) -> bool:
        """Whether anything else is on its net."""
        net = self.net
        others = len(net.sources) > 1 or bool(net.branches)
        return others or len(net.listeners) > self.is_listening or net.fixed_volts is not None

    def _on_net(self, _net: Net) -> None:
        self._pins.note_change(self)

    def level(self) -> int | None:
        """Return what the chip reads from the net; None while it floats."""
        volts = self.net.volts
        if volts is None:
            return None
        if volts <= LOW_VOLTS or volts >= HIGH_VOLTS:
            self._sure = int(volts >= HIGH_VOLTS)
        return self._sure

    def show_input(self, level: int | None) -> None:
        """Record what the world puts on the pin, once the sketch has its pull-up on, or it moves.

        Until then it may be an output to be; and what is measured at A0 is no level.
        """
        if level is None or not self._is_input or self.number in SERIAL_PINS:
            return
        has_pull_up = self.drive is Drive.PULL_UP
        if self._shown is None and not has_pull_up:
            before, self._first = self._first, level
            if before in {None, level} or self.number >= FIRST_ANALOGUE:
                return
        if self._shown is not None or has_pull_up:
            self._show(level, "input")
        else:
            self._show(1 - level, "input")
            self._show(level, "input")

    def _show(self, level: int, function: str) -> None:
        if level == self._shown:
            return
        opened = {"opened": function} if self._shown is None else {}
        self._shown = level
        bench = self._bench
        bench.trace.add(bench.clock.now_ns, "edge", pin=self.name, level=level, **opened)


class Pins:
    """All pins of one board.

    Args:
        nets: by the board's pin names ("13", "A0").
        prefix: of the names in the trace: "" for the first board.
    """

    def __init__(self, bench: Bench, nets: Mapping[str, Net], prefix: str) -> None:
        self.bench = bench
        self._pins = {
            number: ChipPin(self, number, prefix + name, nets[name.removeprefix("D")])
            for number, name in enumerate(NAMES)
            if name.removeprefix("D") in nets
        }
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
        joined = _joined_pairs(list(self))
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


def _joined_pairs(pins: list[ChipPin]) -> set[tuple[int, int]]:
    """Return the pairs of digital pins that are joined by contacts or small resistors."""
    digital = [pin for pin in pins if pin.number in DIGITAL and pin.number not in SERIAL_PINS]
    found = set()
    for pin in digital:
        near = _nets_near(pin.net)
        found |= {
            (pin.number, other.number)
            for other in digital
            if other.number > pin.number and other.net in near
        }
    return found


def _nets_near(start: Net) -> list[Net]:
    nets, ohms_to = [start], {id(start): 0.0}
    if start.fixed_volts is not None:
        return []
    for net in nets:  # grows while we go
        for branch in net.branches:
            if branch.ohms is None or branch.forward_volts is not None:
                continue
            other, ohms = branch.other(net), ohms_to[id(net)] + branch.ohms
            if other.fixed_volts is None and id(other) not in ohms_to and ohms <= JOINED_OHMS:
                ohms_to[id(other)] = ohms
                nets.append(other)
    return nets
