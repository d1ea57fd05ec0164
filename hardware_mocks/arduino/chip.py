"""A simulated board for tests of firmware: seconds instead of cycles, messages instead of bytes.

    with Chip("firmware/car_controller", known=car.FROM_BOARD) as chip:
        chip.wait(0.5)
        chip.send(car.Drv(left_mm_s=300, right_mm_s=300))
        chip.wait(0.1)
        assert chip.duty(5) > 0
        assert chip.said(link.Done)

`Engine` is below it (`chip.engine`) for whoever needs single cycles. Time goes on only in `wait`
and in what says that it waits.
"""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from hardware_mocks.arduino.chip_record import ChipRecord, Edge, Heard, Line, SomeMessage
from hardware_mocks.arduino.engine import BOOT_CYCLES, CLOCK_HZ, START_UP_CYCLES, Engine
from makerkit.arduino.build import FIRMWARE
from makerkit.arduino.codec import encode
from makerkit.arduino.message import Known, Message
from makerkit.arduino.messages import link
from makerkit.arduino.released import hex_of

__all__ = ["Chip", "Edge", "Heard", "Line"]

QUANTUM_S = 0.005
PC_BAUD = 115_200  # what the host's serial port sends at, exactly
SOUND_M_S = 343.0


class Chip(ChipRecord):
    """A board that runs a sketch.

    Pins are numbered as Arduino does: 0 to 13, and 14 to 19 for A0 to A5.

    Attributes:
        engine: the chip itself.
    """

    def __init__(
        self,
        sketch: str | Path,
        *,
        known: Known = link.FROM_BOARD,
        quantum_s: float = QUANTUM_S,
        eeprom: bytes | None = None,
        defines: tuple[str, ...] = (),
        kind: str | None = None,
        boot_loader: str | None = None,
    ) -> None:
        """Build a sketch and give the board power.

        Args:
            sketch: a sketch folder or an `.ino`, from here or from the kit's folder
                ("firmware/car_controller"), or a `.hex`.
            known: the messages that the sketch sends.
            quantum_s: the steps of `wait`.
            eeprom: what stands in the EEPROM; None: nothing, 0xFF.
            defines: for the compiler, such as "MAKER_WATCHDOG_RESET=0".
            kind: the simulator; None: what this machine has.
            boot_loader: "optiboot", "old" (of older Nanos) or None, as `Engine` says.
        """
        super().__init__(known)
        firmware = _firmware(Path(sketch), defines)
        self.engine = Engine(firmware, eeprom=eeprom, kind=kind, boot_loader=boot_loader)
        self._quantum = round(quantum_s * CLOCK_HZ)
        self._end = 0  # where the last wait should have ended: the chip itself ends a little later
        self._seq = 0

    @property
    def now_s(self) -> float:
        """Seconds since the power came on for the first time."""
        return self._end / CLOCK_HZ

    # -- time -------------------------------------------------------------------------------------

    def wait(self, seconds: float, *, each: Callable[[], object] | None = None) -> None:
        """Let time pass.

        Args:
            seconds: how long.
            each: called after each quantum, to let a world react.
        """
        end = self._end + round(seconds * CLOCK_HZ)
        while self._end < end:
            self.start(min(self._quantum, end - self._end))
            self.finish()
            if each:
                each()

    def start(self, cycles: int) -> None:
        """Let the chip begin to run; several chips run at once between `start` and `finish`."""
        self._end += cycles
        self.engine.start_run(self._end)

    def finish(self) -> None:
        """Wait for the end of what `start` began, and take in what happened."""
        for event in self.engine.finish_run():
            self.take(event)

    def wait_for(self, kind: type[SomeMessage], *, within_s: float) -> SomeMessage:
        """Let time pass until the board says a message of a kind, and return it.

        Raises:
            AssertionError: it did not come.
        """
        seen, end = len(self.heard), self._end + round(within_s * CLOCK_HZ)
        while self._end < end:
            self.wait(self._quantum / CLOCK_HZ)
            for heard in self.heard[seen:]:
                if isinstance(heard.message, kind):
                    return heard.message
        last = [line.text for line in self.lines[-5:]]
        raise AssertionError(f"no {kind.__name__} within {within_s} s; its last lines: {last}")

    # -- the serial line --------------------------------------------------------------------------

    def send(self, what: Message | bytes, *, at_s: float | None = None) -> None:
        """Send a message or bytes to the board.

        Args:
            what: a message gets the next sequence number and its checksum.
            at_s: when its first bit comes; None: now.
        """
        if not isinstance(what, bytes):
            what, self._seq = encode(what, self._seq), (self._seq + 1) % 256
        at = None if at_s is None else round(at_s * CLOCK_HZ)
        self.engine.receive(what, at=at, baud=PC_BAUD)

    # -- what the world does ----------------------------------------------------------------------

    def drive(self, pin: int, level: int | None, *, at_s: float | None = None) -> None:
        """Hold a pin low or high from outside, or let it go (None)."""
        self.engine.drive(pin, level, at=None if at_s is None else round(at_s * CLOCK_HZ))

    def adc_volts(self, channel: int, volts: float) -> None:
        """Put a voltage to an analogue input, 0 for A0."""
        self.engine.adc(channel, volts * 1000)

    def sonar(self, trigger: int, echo: int, *, distance_m: float | None) -> None:
        """Put an HC-SR04 to two pins, with something at a distance, or nothing before it (None)."""
        echo_us = None if distance_m is None else 2e6 * distance_m / SOUND_M_S
        self.engine.sonar(trigger, echo, echo_us=echo_us)

    def encoder(self, pin: int, *, edges_per_s: float) -> None:
        """Let a wheel encoder turn."""
        self.engine.encoder(pin, edges_per_s=edges_per_s)

    # -- power and reset --------------------------------------------------------------------------

    def open_port(self) -> None:
        """Open the port as a host does: a reset, and 1.6 s in which the board is deaf."""
        self.engine.reset(hold_cycles=BOOT_CYCLES)
        self.start_anew()
        self._seq = 0
        self.wait(BOOT_CYCLES / CLOCK_HZ)

    def press_reset(self) -> None:
        """Press the board's button; the boot-loader listens for 1.6 s."""
        self.open_port()

    def cut_power(self, *, at_s: float | None = None) -> None:
        """Take the power away, now or at a time; that time has then come."""
        if at_s is not None:
            self.wait(at_s - self.now_s)
        self.engine.cut_power()

    def restore_power(self) -> None:
        """Give the power back, and wait the 65 ms until the sketch starts."""
        self.engine.restore_power()
        self.start_anew()
        self.wait(START_UP_CYCLES / CLOCK_HZ)

    def eeprom(self) -> bytes:
        """Return the EEPROM's 1024 bytes."""
        return self.engine.eeprom()

    def close(self) -> None:
        """End the simulation."""
        self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _firmware(sketch: Path, defines: tuple[str, ...]) -> Path:
    if sketch.suffix in {".hex", ".elf"}:
        return sketch
    if not sketch.exists() and (FIRMWARE.parent / sketch).exists():
        sketch = FIRMWARE.parent / sketch
    return hex_of(sketch, defines=defines)
