"""One chip in step with the bench's clock, quantum after quantum.

At the end of each quantum the chip's process tells what it did, every deed with its exact time, and
all of it goes into the nets, the serial line and the trace as if it happened then. Then the chip
gets what the world and the Pi did meanwhile, and runs on, beside the Python program.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hardware_mocks.arduino.engine import BOOT_CYCLES, Engine, FirmwareCrashedError
from hardware_mocks.arduino.events import ByteSent, ChipEvent, Overrun, WasReset
from hardware_mocks.arduino.quick_parts import QuickPart, quick_parts
from hardware_mocks.arduino.times import NS_PER_MS, cycle_at, ns_at
from hardware_mocks.arduino.uart import Timed, byte_ns
from hardware_mocks.virtual_time import NS_PER_S, real

if TYPE_CHECKING:
    from hardware_mocks.arduino.lines import Line
    from hardware_mocks.arduino.pins import Pins
    from hardware_mocks.bench import Bench

UCSR0A, UCSR0B, UBRR0L = 0xC0, 0xC1, 0xC4
RECEIVER_ON, DOUBLE_SPEED = 0x10, 0x02
CAUSES = {
    "power": "it has got power",
    "external": "its port was opened, or its reset button pressed",
    "brown-out": "its supply dipped",
    "watchdog": "its watchdog was not fed in time",
}
EIGHTH_OF_CLOCK_HZ = 2_000_000
"""The serial port divides this at double speed, half of it otherwise (datasheet, table 19-1)."""


class Lockstep:
    """A chip with a sketch, on its pins and its serial line.

    Attributes:
        engine: the chip's process; None once it is closed.
        crashed: why the chip stopped, or "".
        resets: (seconds, cause) of each reset.
        overruns: how many received bytes the sketch was too slow for.
    """

    def __init__(
        self,
        bench: Bench,
        name: str,
        pins: Pins,
        line: Line,
        *,
        firmware: Path,
        eeprom: bytes | None,
        each: Callable[[int], None],
    ) -> None:
        """Start the chip's process; its time begins with the run.

        Args:
            name: of the board, for remarks.
            each: called once a quantum with the time, before the chip gets what has come.
        """
        self._bench, self._name, self._pins, self._line = bench, name, pins, line
        self._clock = bench.clock
        self._each = each
        self._quantum_ns = round(bench.quantum_ms * NS_PER_MS)
        self.engine: Engine | None = real.do(lambda: Engine(firmware, eeprom=eeprom))
        self.crashed = ""
        self.resets: list[tuple[float, str]] = []
        self.overruns = 0
        self._quick: list[QuickPart] = []
        self._quick_of = -1
        self._early: list[ChipEvent] = []
        self._is_running = False
        self._is_powered = True
        self._restarts = False  # from the next quantum on
        self._clock.at(0, self._tick)

    # -- what happens to the chip

    @property
    def is_deaf(self) -> bool:
        """Whether the sketch does not run: no power, or in the boot-loader."""
        is_held = self.engine is None or self.engine.is_held
        return not self._is_powered or is_held or self._restarts

    def press_reset(self) -> None:
        """Restart it, through the boot-loader."""
        if self.engine is not None:
            self._restart()
            self.engine.reset(hold_cycles=BOOT_CYCLES)

    def brown_out(self) -> None:
        """Let its supply dip."""
        if self.engine is not None:
            self._restart()
            self.engine.brown_out()

    def set_power(self, *, is_on: bool) -> None:
        """Give it power, or take it away."""
        self._is_powered = is_on
        self._restart()
        if self.engine is not None:
            (self.engine.restore_power if is_on else self.engine.cut_power)()

    def eeprom(self) -> bytes:
        """Return what stands in its EEPROM now."""
        assert self.engine is not None
        self._catch_up()
        return self.engine.eeprom()

    def close(self) -> None:
        """End its process."""
        if self.engine is not None:
            engine, self.engine = self.engine, None
            engine.close()

    def _restart(self) -> None:
        self._restarts = True
        self._line.chip_baud = None

    # -- one quantum after the other

    def _tick(self) -> None:
        if self.engine is None:
            return
        try:
            self._take(self._finish())
            now_ns = self._clock.now_ns
            self._each(now_ns)
            self._give(self.engine, now_ns)
            end_ns = now_ns + self._quantum_ns
            self.engine.start_run(cycle_at(end_ns))
        except FirmwareCrashedError as error:
            self._stop_for_good(str(error))
            return
        self._is_running, self._restarts = True, False
        self._clock.at(end_ns, self._tick)

    def _finish(self) -> list[ChipEvent]:
        assert self.engine is not None
        events, self._early = self._early, []
        if self._is_running:
            self._is_running = False
            events += self.engine.finish_run()
        return events

    def _catch_up(self) -> None:
        """Wait for the end of the quantum that runs, to ask the chip something."""
        self._early = self._finish()

    def _stop_for_good(self, why: str) -> None:
        self.crashed = why
        self._bench.note("firmware_crashed", f"{self._name}: {why}")
        self._pins.let_go()

    # -- what the chip did

    def _take(self, events: list[ChipEvent]) -> None:
        """Let it happen, each deed at its own time."""
        now_ns = self._clock.now_ns
        sent: list[tuple[Timed, int]] = []
        try:
            for event in events:
                t_ns = min(ns_at(event.cycle), now_ns)
                if isinstance(event, ByteSent):
                    sent.append((Timed(t_ns, event.byte), event.baud))
                    continue
                self._clock.acting_at(t_ns)
                self._take_one(event)
        finally:
            self._clock.acting_at(None)
        self._line.take_from_chip(sent, now_ns)

    def _take_one(self, event: ChipEvent) -> None:
        if isinstance(event, WasReset):
            self.resets.append((self._clock.now_ns / NS_PER_S, event.cause))
            said = f"{self._name} restarts: {CAUSES[event.cause]}"
            self._bench.note("reset", said, cause=event.cause)
            self._line.chip_baud = None
        elif isinstance(event, Overrun):
            self.overruns += 1
        elif not isinstance(event, ByteSent):
            self._pins.take(event)

    # -- what the world and the Pi did

    def _give(self, engine: Engine, now_ns: int) -> None:
        if self._quick_of != len(self._bench.parts):
            self._quick_of = len(self._bench.parts)
            self._quick = quick_parts(self._bench, self._pins)
        for part in self._quick:
            part.tell(engine)
        self._pins.tell(engine, self._quantum_ns)
        if self._line.has_something_for_chip:
            self._give_bytes(engine, now_ns)

    def _give_bytes(self, engine: Engine, now_ns: int) -> None:
        line, is_deaf = self._line, self.is_deaf
        if line.chip_baud is None and not is_deaf:
            line.chip_baud = self.ask_baud()
        heard = line.give_to_chip(now_ns + self._quantum_ns, is_deaf=is_deaf)
        baud = line.port.baud if line.speeds_fit else line.chip_baud
        for t_ns, byte in heard:
            assert baud is not None
            at = cycle_at(max(now_ns, t_ns - byte_ns(baud)))
            engine.receive(bytes([byte]), at=at, baud=baud)

    def ask_baud(self) -> int | None:
        """Return the speed that the chip's serial port is set to; None while it is off."""
        if self.engine is None:
            return None
        self._catch_up()
        registers = self.engine.peek(UCSR0A, UBRR0L - UCSR0A + 2)
        if not registers[UCSR0B - UCSR0A] & RECEIVER_ON:
            return None
        divider = registers[UBRR0L - UCSR0A] | registers[UBRR0L - UCSR0A + 1] << 8
        halves = 1 if registers[0] & DOUBLE_SPEED else 2
        return round(EIGHTH_OF_CLOCK_HZ / (divider + 1) / halves)
