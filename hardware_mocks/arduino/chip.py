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

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from hardware_mocks.arduino.engine import BOOT_CYCLES, CLOCK_HZ, START_UP_CYCLES, Engine
from hardware_mocks.arduino.events import ByteSent, ChipEvent, Drive, DutyChanged, PinChanged
from makerkit.arduino.build import FIRMWARE
from makerkit.arduino.codec import BadLine, Decoded, LineReader, encode
from makerkit.arduino.message import Known, Message
from makerkit.arduino.messages import link
from makerkit.arduino.released import hex_of

QUANTUM_S = 0.005
PC_BAUD = 115_200  # what the host's serial port sends at, exactly
SOUND_M_S = 343.0

SomeMessage = TypeVar("SomeMessage", bound=Message)


class Line(NamedTuple):
    """A line that the board sent.

    Attributes:
        at_s: when its newline had left the chip.
        text: without the line's end.
    """

    at_s: float
    text: str


class Heard(NamedTuple):
    """A message that the board sent."""

    at_s: float
    message: Message
    seq: int


class Edge(NamedTuple):
    """A change at a pin."""

    at_s: float
    drive: Drive


class Chip:
    """A board that runs a sketch.

    Pins are numbered as Arduino does: 0 to 13, and 14 to 19 for A0 to A5.

    Attributes:
        engine: the chip itself.
        events: all that it did, in order.
        lines: all lines that it sent.
        heard: all messages that it sent.
        bad: what it sent that is no message.
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
        firmware = _firmware(Path(sketch), defines)
        self.engine = Engine(firmware, eeprom=eeprom, kind=kind, boot_loader=boot_loader)
        self.events: list[ChipEvent] = []
        self.lines: list[Line] = []
        self.heard: list[Heard] = []
        self.bad: list[BadLine] = []
        self._quantum = round(quantum_s * CLOCK_HZ)
        self._end = 0  # where the last wait should have ended: the chip itself ends a little later
        self._seq = 0
        self._reader = LineReader(known)
        self._begun = bytearray()
        self._pins: dict[int, list[PinChanged | DutyChanged]] = defaultdict(list)

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
            self._take(event)

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

    def said(self, kind: type[SomeMessage], *, since_s: float = 0.0) -> list[SomeMessage]:
        """Return the messages of a kind that the board has sent."""
        heard = (one.message for one in self.heard if one.at_s >= since_s)
        return [message for message in heard if isinstance(message, kind)]

    # -- what the chip does -----------------------------------------------------------------------

    def level(self, pin: int, *, at_s: float | None = None) -> int | None:
        """Return 0 or 1 if the chip drives a pin, else None (an input, or a PWM)."""
        change = self._at(pin, at_s)
        if isinstance(change, PinChanged) and change.drive in {Drive.LOW, Drive.HIGH}:
            return int(change.drive)
        return None

    def duty(self, pin: int, *, at_s: float | None = None) -> float:
        """Return for which part of the time the chip drives a pin high, 0.0 to 1.0."""
        change = self._at(pin, at_s)
        if isinstance(change, DutyChanged):
            return change.duty or 0.0
        return float(self.level(pin, at_s=at_s) or 0)

    def edges(self, pin: int, *, since_s: float = 0.0) -> list[Edge]:
        """Return how the drive of a pin changed; not the edges of a PWM."""
        changes = [change for change in self._pins[pin] if isinstance(change, PinChanged)]
        edges = [Edge(change.cycle / CLOCK_HZ, change.drive) for change in changes]
        return [edge for edge in edges if edge.at_s >= since_s]

    def servo_us(self, pin: int) -> float | None:
        """Return the width of the last whole pulse at a pin, in microseconds."""
        rose = fell = None
        for change in reversed(self._pins[pin]):
            if isinstance(change, PinChanged) and change.drive is Drive.LOW:
                fell = change.cycle
            elif isinstance(change, PinChanged) and change.drive is Drive.HIGH and fell is not None:
                rose = change.cycle
                return (fell - rose) * 1e6 / CLOCK_HZ
        return None

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
        self._reader.restart()
        self._begun.clear()
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
        self._reader.restart()
        self._begun.clear()
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

    # -- taking in --------------------------------------------------------------------------------

    def _take(self, event: ChipEvent) -> None:
        self.events.append(event)
        if isinstance(event, ByteSent):
            self._take_byte(event)
        elif isinstance(event, (PinChanged, DutyChanged)):
            self._pins[event.pin].append(event)

    def _take_byte(self, event: ByteSent) -> None:
        at_s = event.cycle / CLOCK_HZ
        self._begun.append(event.byte)
        if event.byte == ord("\n"):
            text = self._begun.decode("latin-1").rstrip("\r\n")
            self.lines.append(Line(at_s, text))
            self._take_found(at_s, self._reader.feed(bytes(self._begun)))
            self._begun.clear()

    def _take_found(self, at_s: float, found: Iterable[Decoded | BadLine]) -> None:
        for one in found:
            if isinstance(one, Decoded):
                self.heard.append(Heard(at_s, one.message, one.seq))
            else:
                self.bad.append(one)

    def _at(self, pin: int, at_s: float | None) -> PinChanged | DutyChanged | None:
        changes = self._pins[pin]
        count = len(changes)
        if at_s is not None:
            count = bisect_right(changes, at_s * CLOCK_HZ, key=lambda change: change.cycle)
        return changes[count - 1] if count else None


def _firmware(sketch: Path, defines: tuple[str, ...]) -> Path:
    if sketch.suffix in {".hex", ".elf"}:
        return sketch
    if not sketch.exists() and (FIRMWARE.parent / sketch).exists():
        sketch = FIRMWARE.parent / sketch
    return hex_of(sketch, defines=defines)
