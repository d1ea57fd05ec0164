"""One pin of a chip on a net of the bench: what the chip does to it, and what it reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hardware_mocks.arduino.events import Drive, DutyChanged, PinChanged

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench
    from hardware_mocks.gpio.circuit import Net

CHIP_VOLTS = 5.0
LOW_VOLTS, HIGH_VOLTS = 1.5, 3.0
"""ATmega328P datasheet, table 28-1: VIL at most 0.3 VCC, VIH at least 0.6 VCC."""
OUTPUT_OHMS = 25.0
"""Datasheet, table 28-1: VOL at most 0.9 V at 20 mA; typically half of that (figure 29-22)."""
PULL_UP_OHMS = 35_000.0
"""Datasheet, table 28-1: 20 to 50 kilohms."""
FIRST_ANALOGUE = 14
SERIAL_PINS = (0, 1)
PULSES = -1
"""Stands for a level while a timer drives the pin."""


class ChipPin:
    """One pin: 0 to 13 are digital, 14 to 19 are A0 to A5, 20 and 21 the Nano's A6 and A7.

    Attributes:
        name: as in the trace: "D13", "A0".
        drive: what the chip does to it.

    Args:
        on_change: told when what stands on the net has changed.
    """

    def __init__(
        self, bench: Bench, number: int, name: str, net: Net, on_change: Callable[[ChipPin], None]
    ) -> None:
        self._bench = bench
        self._on_change = on_change
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
        self._shown = PULSES
        clock, trace = self._bench.clock, self._bench.trace
        rounded = {"duty": round(duty, 9), "frequency_hz": round(frequency_hz, 6)}
        trace.add(clock.now_ns, "pwm", pin=self.name, **rounded)

    def apply(self) -> None:
        """Bring the net, and what is listened to, in line with `drive`."""
        circuit = self._bench.circuit
        if self.drive in {Drive.LOW, Drive.HIGH}:
            self.listen_if_useful()  # no more
            is_high = self.drive is Drive.HIGH
            circuit.drive(self.source, CHIP_VOLTS if is_high else 0.0, OUTPUT_OHMS)
            self._show(int(is_high), "output")
            return
        if self.drive is Drive.PULL_UP:
            circuit.drive(self.source, CHIP_VOLTS, PULL_UP_OHMS)
        else:
            circuit.drive(self.source, None, OUTPUT_OHMS)
        self.listen_if_useful()  # to what is left when the chip itself has let go
        if self._shown not in {None, 0} and self.net.volts is None:
            self._show(0, "input")  # nothing drives what hangs on it any more

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
            self._on_change(self)
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
        self._on_change(self)

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
