"""One simulated ATmega328P in a process of its own, in lockstep with this one.

    with Engine(build(Path("blink.ino")).hex) as chip:
        events = chip.run_to(CLOCK_HZ)          # one second

What is sent between two runs happens at the start of the next one, or at its own cycle if `at`
names one; what the chip does is known at the end of the run, each event with its exact cycle.
Equal runs get equal events, however busy the machine is.

`start_run` and `finish_run` let the chip compute while Python does something else.
"""

import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from hardware_mocks import own_processes
from hardware_mocks.arduino.engine_kinds import engine_command
from hardware_mocks.arduino.events import (
    ByteSent,
    ChipEvent,
    Drive,
    DutyChanged,
    Overrun,
    PinChanged,
    WasReset,
)
from makerkit.errors import BadInputError, MakerKitError

CLOCK_HZ = 16_000_000
CYCLES_PER_US = 16
BOOT_CYCLES = 25_600_000  # the boot-loader listens for 1.6 s after an external reset
START_UP_CYCLES = 1_040_000  # the Uno's fuses let the supply settle for 65 ms
EEPROM_BYTES = 1024
NO_ECHO_US = 38_000.0  # what an HC-SR04 answers if nothing came back

_RECORD = struct.Struct("<BBHIIQ")
_CAUSES = ("power", "external", "brown-out", "watchdog")
_BOOT_LOADERS = (None, "optiboot", "old")
_DRIVES = tuple(Drive)
_LEVELS = {0: 0, 1: 1, None: 2}
_CRASHED = 1
_OUT_OF_REACH_OF_CONTROL_C: dict[str, Any] = (
    {"creationflags": 0x200} if sys.platform == "win32" else {"process_group": 0}
)


class FirmwareCrashedError(MakerKitError, RuntimeError):
    """The simulated chip met an instruction that there is not, or its process ended."""


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
        self._out = bytearray()
        self._is_running = False
        command = engine_command(kind, firmware)
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - `close` closes it
        pipe = subprocess.PIPE
        self._process = own_processes.start(
            command, stdin=pipe, stdout=pipe, stderr=self._said, **_OUT_OF_REACH_OF_CONTROL_C
        )
        _let_use_every_core(self._process.pid)
        assert self._process.stdin
        assert self._process.stdout
        self._outgoing, self._incoming = self._process.stdin, self._process.stdout
        if boot_loader is not None:
            self._send("<cB", b"L", _BOOT_LOADERS.index(boot_loader))
        if eeprom is not None:
            if len(eeprom) != EEPROM_BYTES:
                raise BadInputError(f"The EEPROM has {EEPROM_BYTES} bytes (got {len(eeprom)}).")
            self._send("<c", b"I")
            self._out += eeprom

    # -- running ----------------------------------------------------------------------------------

    def run_to(self, cycle: int) -> list[ChipEvent]:
        """Let the chip run to a cycle and return what it did."""
        self.start_run(cycle)
        return self.finish_run()

    def start_run(self, cycle: int) -> None:
        """Send everything, let the chip run, and do not wait for it."""
        assert not self._is_running
        self._send("<cQ", b"R", cycle)
        self._flush()
        self._is_running = True

    def finish_run(self) -> list[ChipEvent]:
        """Wait until the chip is there, and return what it did, in this order.

        Raises:
            FirmwareCrashedError: the sketch's program cannot go on.
        """
        assert self._is_running
        self._is_running = False
        state, held, program_counter, content = self._answer()
        self.is_held = bool(held)
        if state == _CRASHED:
            raise FirmwareCrashedError(
                f"The sketch ran into no instruction at address 0x{program_counter:04x}, "
                f"{self.cycle / CLOCK_HZ:.6f} s after its start. Does it write past the end of an "
                f"array, or use more RAM than there is? {self._last_words()}".rstrip()
            )
        # a byte's end is told at the next instruction, which may be after a pin's change
        return sorted(_events(content), key=itemgetter(0))

    # -- the world outside ------------------------------------------------------------------------

    def drive(self, pin: int, level: int | None, *, at: int | None = None) -> None:
        """Hold a pin low (0) or high (1) from outside, or let it go (None)."""
        self._send("<cQBB", b"E", at or 0, pin, _LEVELS[level])

    def adc(self, channel: int, millivolts: float) -> None:
        """Put a voltage to an analogue input, 0 to 7; 5000 mV is the chip's supply."""
        self._send("<cBH", b"A", channel, max(0, min(5000, round(millivolts))))

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
            self._send("<cQIH", b"U", at or 0, frame_cycles, len(piece))
            self._out += piece

    def sonar(self, trigger: int, echo: int, *, echo_us: float | None) -> None:
        """Put an HC-SR04 to two pins, or say how long its echo takes from now on.

        Args:
            trigger: the pin that starts it, with a pulse of at least 10 us.
            echo: the pin on which it answers, 460 us after the pulse's end.
            echo_us: how long the answer is; None: nothing comes back, it answers 38 ms; 0: it
                does not answer at all, it has no power.
        """
        width_us = NO_ECHO_US if echo_us is None else echo_us
        self._send("<cBBI", b"S", trigger, echo, round(width_us * CYCLES_PER_US))

    def encoder(self, pin: int, *, edges_per_s: float) -> None:
        """Let a wheel encoder give a square wave; 0 stops it where it is."""
        self._send("<cBd", b"N", pin, max(0.0, edges_per_s))

    def join(self, one: int, other: int, *, joined: bool = True) -> None:
        """Wire two of the chip's own pins together, as a key of a keypad does, or part them.

        An input then reads at once what a joined output drives; a low one wins.
        """
        self._send("<cBBB", b"J", one, other, joined)

    # -- power and reset --------------------------------------------------------------------------

    def reset(self, *, hold_cycles: int = 0) -> None:
        """Pull the reset pin.

        Args:
            hold_cycles: how long the sketch does not run yet: its pins float, and bytes that come
                are lost. `BOOT_CYCLES` for an Uno whose port is opened.
        """
        self._send("<cQ", b"X", hold_cycles)

    def cut_power(self) -> None:
        """Take the power away; an EEPROM byte that is being written is spoilt."""
        self._send("<c", b"C")

    def restore_power(self, *, hold_cycles: int = START_UP_CYCLES) -> None:
        """Give the power back; the sketch starts after `hold_cycles`."""
        self._send("<cQ", b"P", hold_cycles)

    def brown_out(self, *, hold_cycles: int = START_UP_CYCLES) -> None:
        """Let the supply dip for a moment: a reset that keeps the RAM."""
        self._send("<cQ", b"B", hold_cycles)

    # -- looking into it --------------------------------------------------------------------------

    def eeprom(self) -> bytes:
        """Return the EEPROM's 1024 bytes."""
        return self._ask("<c", b"G")

    def peek(self, address: int, count: int = 1) -> bytes:
        """Return bytes of the data memory: registers from 0, I/O from 0x20, RAM from 0x100."""
        return self._ask("<cHH", b"D", address, count)

    # -- its process ------------------------------------------------------------------------------

    def close(self) -> None:
        """End the chip's process. What a run has not told yet is lost."""
        with suppress(OSError):
            self._outgoing.close()
        self._incoming.close()
        if self._process.poll() is None:
            try:
                self._process.wait(timeout=0.2)
            except subprocess.TimeoutExpired:  # it is in the middle of a long run
                self._process.kill()
                self._process.wait()
        self._said.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _send(self, layout: str, *values: object) -> None:
        self._out += struct.pack(layout, *values)

    def _flush(self) -> None:
        try:
            self._outgoing.write(self._out)
            self._outgoing.flush()
        except OSError as error:
            raise self._gone() from error
        self._out.clear()

    def _ask(self, layout: str, *values: object) -> bytes:
        assert not self._is_running
        self._send(layout, *values)
        self._flush()
        return self._answer()[3]

    def _answer(self) -> tuple[int, int, int, bytes]:
        head = self._incoming.read(_RECORD.size)
        if len(head) < _RECORD.size:
            raise self._gone()
        _, state, held, count, program_counter, self.cycle = _RECORD.unpack(head)
        content = self._incoming.read(count)
        if len(content) < count:
            raise self._gone()
        return state, held, program_counter, content

    def _gone(self) -> MakerKitError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        words = self._last_words() or f"exit code {self._process.returncode}"
        if "cannot load" in words:
            last = words.splitlines()[-1]
            return BadInputError(f"The simulator {last}. Is it the .hex of a sketch for the Uno?")
        return FirmwareCrashedError(f"The simulated chip's process has ended: {words}")

    def _last_words(self) -> str:
        self._said.seek(0)
        return self._said.read()[-500:].decode(errors="replace").strip()


def _let_use_every_core(pid: int) -> None:
    """Virtual time keeps this process on one core; the chip is to compute beside it."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setaffinity(pid, range(os.cpu_count() or 1))


def _events(content: bytes) -> Iterator[ChipEvent]:
    for kind, a, b, c, d, cycle in _RECORD.iter_unpack(content):
        yield _READERS[kind](cycle, a, b, c, d)


_Reader = Callable[[int, int, int, int, int], ChipEvent]


def _pin_changed(cycle: int, a: int, b: int, c: int, d: int) -> ChipEvent:
    return PinChanged(cycle, a, _DRIVES[b])


def _duty_changed(cycle: int, a: int, b: int, c: int, d: int) -> ChipEvent:
    return DutyChanged(cycle, a, c / d, CLOCK_HZ / d) if d else DutyChanged(cycle, a, None, 0.0)


def _byte_sent(cycle: int, a: int, b: int, c: int, d: int) -> ChipEvent:
    return ByteSent(cycle, a, c)


_READERS: dict[int, _Reader] = {
    ord("p"): _pin_changed,
    ord("w"): _duty_changed,
    ord("u"): _byte_sent,
    ord("o"): lambda cycle, a, b, c, d: Overrun(cycle),
    ord("r"): lambda cycle, a, b, c, d: WasReset(cycle, _CAUSES[a]),
}
