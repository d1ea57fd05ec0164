"""One simulated ATmega328P in a process of its own, in lockstep with this one.

    with Engine(build(Path("blink.ino")).hex) as chip:
        events = chip.run_to(CLOCK_HZ)          # one second

What is sent between two runs happens at the start of the next one, or at its own cycle if `at`
names one; what the chip does is known at the end of the run, each event with its exact cycle.
Equal runs get equal events, however busy the machine is.

`start_run` and `finish_run` let the chip compute while Python does something else.
"""

from pathlib import Path
from types import TracebackType
from typing import Self

from hardware_mocks.arduino.engine.kinds import engine_command
from hardware_mocks.arduino.engine.process import ChipProcess, FirmwareCrashedError
from hardware_mocks.arduino.engine.records import CLOCK_HZ, events_in
from hardware_mocks.arduino.events import ChipEvent
from makerkit.errors import BadInputError

CYCLES_PER_US = 16
BOOT_CYCLES = 25_600_000  # the boot-loader listens for 1.6 s after an external reset
START_UP_CYCLES = 1_040_000  # the Uno's fuses let the supply settle for 65 ms
EEPROM_BYTES = 1024
NO_ECHO_US = 38_000.0  # what an HC-SR04 answers if nothing came back

_BOOT_LOADERS = (None, "optiboot", "old")
_LEVELS = {0: 0, 1: 1, None: 2}
_CRASHED = 1


class Engine:
    """A chip that runs a sketch.

    Pins are numbered as Arduino does: 0 to 13, and 14 to 19 for A0 to A5.

    Attributes:
        cycle: where the chip is; it stops between two instructions, a few cycles later than asked.
        is_held: whether it was in reset, or without power, at the end of the last run.
    """

    def __init__(
        self,
        firmware: Path,
        *,
        eeprom: bytes | None = None,
        kind: str | None = None,
        boot_loader: str | None = None,
    ) -> None:
        """Start a chip; the power comes on at cycle 0.

        Args:
            firmware: a `.hex` or an `.elf` file.
            eeprom: the 1024 bytes it finds; None: all 0xFF, as from the factory.
            kind: "simavr" or "avr8js"; None: what this machine has, simavr first.
            boot_loader: "optiboot" (Uno, newer Nanos) clears the reset cause in MCUSR; "old" (Nanos
                until 2018) as well, and after a watchdog reset it hangs until the power is cut.
                None: a chip without one.

        Raises:
            ToolchainMissingError: no simulator can be had here.
            BadInputError: the firmware cannot be loaded.
        """
        self.cycle = 0
        self.is_held = False
        self._is_running = False
        if eeprom is not None and len(eeprom) != EEPROM_BYTES:
            raise BadInputError(f"The EEPROM has {EEPROM_BYTES} bytes (got {len(eeprom)}).")
        self._process = ChipProcess(engine_command(kind, firmware))
        if boot_loader is not None:
            self._process.order("<cB", b"L", _BOOT_LOADERS.index(boot_loader))
        if eeprom is not None:
            self._process.order("<c", b"I", then=eeprom)

    # -- running ----------------------------------------------------------------------------------

    def run_to(self, cycle: int) -> list[ChipEvent]:
        """Let the chip run to a cycle and return what it did."""
        self.start_run(cycle)
        return self.finish_run()

    def start_run(self, cycle: int) -> None:
        """Send everything, let the chip run, and do not wait for it."""
        assert not self._is_running
        self._process.order("<cQ", b"R", cycle)
        self._process.send()
        self._is_running = True

    def finish_run(self) -> list[ChipEvent]:
        """Wait until the chip is there, and return what it did, in this order.

        Raises:
            FirmwareCrashedError: the sketch's program cannot go on.
        """
        assert self._is_running
        self._is_running = False
        answer = self._process.wait_for_answer()
        self.cycle, self.is_held = answer.cycle, answer.is_held
        if answer.state == _CRASHED:
            raise FirmwareCrashedError(
                f"The sketch ran into no instruction at address 0x{answer.program_counter:04x}, "
                f"{self.cycle / CLOCK_HZ:.6f} s after its start. Does it write past the end of an "
                f"array, or use more RAM than there is? {self._process.last_words()}".rstrip()
            )
        return events_in(answer.content)

    # -- the world outside ------------------------------------------------------------------------

    def drive(self, pin: int, level: int | None, *, at: int | None = None) -> None:
        """Hold a pin low (0) or high (1) from outside, or let it go (None)."""
        self._process.order("<cQBB", b"E", at or 0, pin, _LEVELS[level])

    def adc(self, channel: int, millivolts: float) -> None:
        """Put a voltage to an analogue input, 0 to 7; 5000 mV is the chip's supply."""
        self._process.order("<cBH", b"A", channel, max(0, min(5000, round(millivolts))))

    def receive(self, data: bytes, *, at: int | None = None, baud: float | None = None) -> None:
        """Send bytes to the chip's serial port, one right after the other.

        Args:
            data: the bytes.
            at: when the first start bit comes, if what was sent before has left the line by then.
            baud: the sender's speed; None: the chip's own at that time. How a byte looks to a chip
                that listens at another speed is not decided here.
        """
        frame_cycles = round(10 * CLOCK_HZ / baud) if baud else 0
        for start in range(0, len(data), 60_000):
            piece = data[start : start + 60_000]
            self._process.order("<cQIH", b"U", at or 0, frame_cycles, len(piece), then=piece)

    def sonar(self, trigger: int, echo: int, *, echo_us: float | None) -> None:
        """Put an HC-SR04 to two pins, or say how long its echo takes from now on.

        Args:
            trigger: the pin that starts it, with a pulse of at least 10 us.
            echo: the pin on which it answers, 460 us after the pulse's end.
            echo_us: how long the answer is; None: nothing comes back, it answers 38 ms; 0: it
                does not answer at all, it has no power.
        """
        width_us = NO_ECHO_US if echo_us is None else echo_us
        self._process.order("<cBBI", b"S", trigger, echo, round(width_us * CYCLES_PER_US))

    def encoder(self, pin: int, *, edges_per_s: float) -> None:
        """Let a wheel encoder give a square wave; 0 stops it where it is."""
        self._process.order("<cBd", b"N", pin, max(0.0, edges_per_s))

    def join(self, one: int, other: int, *, joined: bool = True) -> None:
        """Wire two of the chip's own pins together, as a key of a keypad does, or part them.

        An input then reads at once what a joined output drives; a low one wins.
        """
        self._process.order("<cBBB", b"J", one, other, joined)

    # -- power and reset --------------------------------------------------------------------------

    def reset(self, *, hold_cycles: int = 0) -> None:
        """Pull the reset pin.

        Args:
            hold_cycles: how long the sketch does not run yet: its pins float, and bytes that come
                are lost. `BOOT_CYCLES` for an Uno whose port is opened.
        """
        self._process.order("<cQ", b"X", hold_cycles)

    def cut_power(self) -> None:
        """Take the power away; an EEPROM byte that is being written is spoilt."""
        self._process.order("<c", b"C")

    def restore_power(self, *, hold_cycles: int = START_UP_CYCLES) -> None:
        """Give the power back; the sketch starts after `hold_cycles`."""
        self._process.order("<cQ", b"P", hold_cycles)

    def brown_out(self, *, hold_cycles: int = START_UP_CYCLES) -> None:
        """Let the supply dip for a moment: a reset that keeps the RAM."""
        self._process.order("<cQ", b"B", hold_cycles)

    # -- looking into it --------------------------------------------------------------------------

    def eeprom(self) -> bytes:
        """Return the EEPROM's 1024 bytes."""
        return self._ask("<c", b"G")

    def peek(self, address: int, count: int = 1) -> bytes:
        """Return bytes of the data memory: registers from 0, I/O from 0x20, RAM from 0x100."""
        return self._ask("<cHH", b"D", address, count)

    def _ask(self, layout: str, *values: object) -> bytes:
        assert not self._is_running
        self._process.order(layout, *values)
        self._process.send()
        return self._process.wait_for_answer().content

    def close(self) -> None:
        """End the chip's process. What a run has not told yet is lost."""
        self._process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
