"""An Arduino Uno or Nano on the bench: the compiled sketch itself, in step with the bench's clock.

At each quantum's end the chip's process tells what it did, every deed with its exact time, and all
of it goes into the nets, the serial line and the trace as if it happened then. Then the chip gets
what the world and the Pi did meanwhile, and runs on, beside the Python program. So a run depends
on the sketch, the world and the quantum alone.

Wiring: USB to the Pi (its port is /dev/ttyACM0, a Nano's is /dev/ttyUSB0), or a battery at VIN, or
5 V at the pin of that name. The grounds are one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from hardware_mocks.arduino.engine import BOOT_CYCLES, Engine, FirmwareCrashedError
from hardware_mocks.arduino.events import ByteSent, ChipEvent, Overrun, WasReset
from hardware_mocks.arduino.lines import Line
from hardware_mocks.arduino.pins import Pins
from hardware_mocks.arduino.quick_parts import QuickPart, quick_parts
from hardware_mocks.arduino.serial_ports import NANO, UNO, SerialPort, UsbIdentity
from hardware_mocks.arduino.sketches import firmware_of
from hardware_mocks.arduino.times import NS_PER_MS, cycle_at, ns_at
from hardware_mocks.arduino.uart import Timed, byte_ns
from hardware_mocks.clock import WallClock
from hardware_mocks.parts.part import Control, Part
from hardware_mocks.virtual_time import real

if TYPE_CHECKING:
    from hardware_mocks.arduino.live import LivePort
    from hardware_mocks.gpio.circuit import Net

USB_VOLTS = 5.0
LOWEST_VIN_VOLTS = 6.5
"""Below this the regulator of an Uno does not hold 5 V (NCP1117: 1.2 V drop at 0.8 A)."""
LOWEST_CHIP_VOLTS = 2.7
"""The Uno's fuses hold the chip in reset below (boards.txt: extended fuse 0xFD, 2.7 V)."""
UCSR0A, UCSR0B, UBRR0L = 0xC0, 0xC1, 0xC4
RECEIVER_ON, DOUBLE_SPEED = 0x10, 0x02
BUILT_IN_LED = 13


class Arduino(Part):
    """A board with an ATmega328P.

    Attributes:
        sketch: what runs on it, as written in the wiring: a file beside it, or a name in
            `firmware/`; "" for a board as it comes from the shop, which does nothing.
        eeprom: a file in which the EEPROM is kept from run to run, or "".
        usb: whether its cable is in the Pi.
        engine: the chip, or None on a board without a sketch.
        line: its serial line, with its faults: `line.damage(share=0.01)`.
        port: the serial port of the Pi that it hangs on.
        crashed: why the chip stopped, or "".
        resets: (seconds, cause) of each reset of the chip.
        overruns: how many received bytes the sketch was too slow for.
    """

    kind = "arduino"
    calls_the_program = True
    controls = (Control("usb", is_switch=True),)
    defaults: ClassVar = {"sketch": "", "eeprom": "", "usb": True}
    power_pins: ClassVar[tuple[str, str]] = ("", "")  # it is what gives power
    identity: ClassVar[UsbIdentity] = UNO
    sketch: str
    eeprom: str
    usb: bool

    def connect(self) -> None:
        """Build the sketch, take the port, and let the chip start with the run."""
        bench = self.bench
        others = bench.arduinos()
        self.line: Line
        self.port: SerialPort = bench.serial_ports.add(self.identity)
        self.port.far_end = self
        self.line = Line(self.port, bench.trace, f"{bench.seed} {self.name}")
        self.pins_of_chip = Pins(bench, self.nets, f"{self.name}:" if others else "")
        self.quantum_ns = round(bench.quantum_ms * NS_PER_MS)
        self.crashed = ""
        self.resets: list[tuple[float, str]] = []
        self.overruns = 0
        self._quick: list[QuickPart] = []
        self._quick_of = -1
        self._early: list[ChipEvent] = []
        self._is_running = False
        self._is_powered = True
        self._firmware = real.do(lambda: firmware_of(self.sketch, bench.folder))
        self.engine = real.do(self._start_engine)
        self._restarts = False  # from the next quantum on
        self._end_ns = 0
        self._live = self._live_port()
        if not self.usb:
            self.usb = True
            self.unplug()
        if self.engine is not None:
            bench.note_board(self)
            self.clock.at(0, self._tick)

    def _live_port(self) -> LivePort | None:
        """Return the terminal for other programs, where time is real."""
        from hardware_mocks.arduino.live import LivePort, offers_live_ports

        is_live = isinstance(self.clock, WallClock) and self._firmware is not None
        return LivePort(self.port) if is_live and offers_live_ports() else None

    def _start_engine(self) -> Engine | None:
        if self._firmware is None:
            return None
        kept = self._eeprom_file
        content = kept.read_bytes() if kept is not None and kept.is_file() else None
        return Engine(self._firmware, eeprom=content)

    @property
    def _eeprom_file(self) -> Path | None:
        return self.bench.folder / self.eeprom if self.eeprom else None

    def close(self) -> None:
        """End the chip's process, and keep its EEPROM where that is wanted."""
        if self._live is not None:
            self._live.unplug()
        if self.engine is None:
            return
        engine, self.engine = self.engine, None
        kept = self._eeprom_file
        try:
            if kept is not None and not self.crashed:
                if self._is_running:
                    engine.finish_run()
                kept.write_bytes(engine.eeprom())
        finally:
            engine.close()

    def remove(self) -> None:
        """Take the board off the bench."""
        self.close()
        self.bench.serial_ports.remove(self.port)
        self.pins_of_chip.remove()
        super().remove()

    # -- what people do to it

    def changed(self, control: str) -> None:
        """Put the cable in, or pull it out."""
        if self.usb != self.port.is_plugged:
            self.usb = not self.usb
            (self.unplug if self.usb else self.plug_in)()

    def unplug(self) -> None:
        """Pull the USB cable out of the Pi; without a battery the board loses its power."""
        with self.clock.lock:
            if self.usb:
                self.usb = False
                if self._live is not None:
                    self._live.unplug()
                self.port.unplug()
                self._look_at_power()

    def plug_in(self) -> None:
        """Put the USB cable in again."""
        with self.clock.lock:
            if not self.usb:
                self.usb = True
                self.port.plug_in()
                if self._live is not None:
                    self._live.plug_in()
                self._look_at_power()

    def press_reset(self) -> None:
        """Push the button beside the USB socket."""
        with self.clock.lock:
            if self.engine is not None:
                self._restart()
                self.engine.reset(hold_cycles=BOOT_CYCLES)

    def brown_out(self) -> None:
        """Let the supply dip for a moment, as when a motor starts on a weak battery."""
        with self.clock.lock:
            if self.engine is not None:
                self._restart()
                self.engine.brown_out()

    def damage(self, share: float = 0.01) -> None:
        """Flip a bit in this share of the bytes on its line from now on."""
        self.line.damage(share=share)

    def drop(self, share: float = 0.01) -> None:
        """Lose this share of the bytes on its line from now on."""
        self.line.drop(share=share)

    def split(self, share: float = 0.01, gap_ms: float = 20.0) -> None:
        """Hold the bytes on its line back for a while, before this share of them."""
        self.line.split(share=share, gap_ms=gap_ms)

    def noise(self, per_s: float = 10.0) -> None:
        """Let bytes come on its line that nobody sent."""
        self.line.noise(per_s=per_s)

    def send(self, data: bytes) -> None:
        """Send bytes to it as the Arduino IDE's Serial Monitor does, without opening the port."""
        with self.clock.lock:
            if not self.port.openings:
                self.port.baud = self.line.chip_baud or self._ask_baud() or self.port.baud
            self.port.write(data)

    # -- what can be seen of it

    @property
    def is_powered(self) -> bool:
        """Whether it has power, from the USB or from its pins."""
        return self._is_powered

    @property
    def baud(self) -> int | None:
        """The speed of its serial port; None before `Serial.begin`, also after a restart."""
        return self.line.chip_baud or (None if self.is_deaf else self._ask_baud())

    @property
    def is_deaf(self) -> bool:
        """Whether its sketch does not run: no power, or in the boot-loader."""
        is_held = self.engine is not None and self.engine.is_held
        return not self._is_powered or is_held or self._restarts

    @property
    def device(self) -> str:
        """The terminal at which other programs reach it while it runs live, else ""."""
        return "" if self._live is None else self._live.device

    def eeprom_bytes(self) -> bytes:
        """Return what stands in its EEPROM; 0xFF everywhere on a board without a sketch."""
        if self.engine is None:
            return b"\xff" * 1024
        self._catch_up()
        return self.engine.eeprom()

    def look(self) -> dict[str, Any]:
        """Return what runs on it, its own LED on D13, and the latest lines both ways."""
        led = self.pins_of_chip[BUILT_IN_LED].source
        level = 0.0 if led.volts is None or not self._is_powered else led.volts / USB_VOLTS
        return {
            "arduino": Path(self.sketch).stem,
            "is_powered": self._is_powered,
            "led": round(level * led.duty, 3),
            "to_pi": _last(self.line.at_pi),
            "to_arduino": _last(self.line.from_pi),
            **({"device": self.device} if self.device else {}),
        }

    # -- the cable's other end

    def dtr_changed(self, level: bool) -> None:
        """The capacitor at DTR pulls RESET for a moment when it is raised."""
        if level and self._is_powered:
            self.press_reset()

    def written(self, port: SerialPort) -> None:
        """The Pi has written something: it goes to the chip with the next quantum."""

    # -- one quantum after the other

    def _tick(self) -> None:
        if self.engine is None:
            return
        try:
            self._take(self._finish())
            now_ns = self.clock.now_ns
            if self._live is not None:
                self._live.look(now_ns)
            self._give(now_ns)
            self._end_ns = now_ns + self.quantum_ns
            self.engine.start_run(cycle_at(self._end_ns))
            self._is_running = True
            self._restarts = False
        except FirmwareCrashedError as error:
            self._stop_for_good(str(error))
            return
        self.clock.at(self._end_ns, self._tick)

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

    def _take(self, events: list[ChipEvent]) -> None:
        """Let what the chip did happen, each deed at its own time."""
        now_ns = self.clock.now_ns
        sent: list[tuple[Timed, int]] = []
        try:
            for event in events:
                t_ns = min(ns_at(event.cycle), now_ns)
                if isinstance(event, ByteSent):
                    sent.append((Timed(t_ns, event.byte), event.baud))
                    continue
                self.clock.acting_at(t_ns)
                if isinstance(event, WasReset):
                    self.resets.append((t_ns / 1e9, event.cause))
                    self.bench.note("reset", f"{self.name}: {event.cause}", cause=event.cause)
                    self.line.chip_baud = None
                elif isinstance(event, Overrun):
                    self.overruns += 1
                else:
                    self.pins_of_chip.take(event)
        finally:
            self.clock.acting_at(None)
        self.line.take_from_chip(sent, now_ns)

    def _give(self, now_ns: int) -> None:
        """Give the chip what the world and the Pi did."""
        assert self.engine is not None
        if self._quick_of != len(self.bench.parts):
            self._quick_of = len(self.bench.parts)
            self._quick = quick_parts(self.bench, self.pins_of_chip)
        for part in self._quick:
            part.tell(self.engine)
        self.pins_of_chip.tell(self.engine, self.quantum_ns)
        line = self.line
        if self.port.has_outgoing or line.to_arduino_is_busy:
            if line.chip_baud is None and not self.is_deaf:
                line.chip_baud = self._ask_baud()
            heard = line.give_to_chip(now_ns + self.quantum_ns, is_deaf=self.is_deaf)
            baud = self.port.baud if line.speeds_fit else line.chip_baud
            for t_ns, byte in heard:
                at = cycle_at(max(now_ns, t_ns - byte_ns(baud or self.port.baud)))
                self.engine.receive(bytes([byte]), at=at, baud=baud)

    def _ask_baud(self) -> int | None:
        """Return the speed that the chip's serial port is set to; None while it is off."""
        if self.engine is None:
            return None
        self._catch_up()
        registers = self.engine.peek(UCSR0A, UBRR0L - UCSR0A + 2)
        if not registers[UCSR0B - UCSR0A] & RECEIVER_ON:
            return None
        divider = registers[UBRR0L - UCSR0A] | registers[UBRR0L - UCSR0A + 1] << 8
        return round(2_000_000 / (divider + 1) / (1 if registers[0] & DOUBLE_SPEED else 2))

    def _stop_for_good(self, why: str) -> None:
        self.crashed = why
        self.bench.note("firmware_crashed", f"{self.name}: {why}")
        self.pins_of_chip.let_go()

    # -- power

    def _restart(self) -> None:
        self._restarts = True
        self.line.chip_baud = None

    def _look_at_power(self, _net: Net | None = None) -> None:
        """See which supply there is, and switch the board on or off."""
        rail, vin = self.nets["5V"], self.nets.get("VIN")
        vin_volts = (vin.mean_volts if vin is not None else None) or 0.0
        has_own = self.usb or vin_volts >= LOWEST_VIN_VOLTS
        if rail.name != "5V":
            self.circuit.supply(rail, USB_VOLTS if has_own else None)
        self._set_power(is_on=has_own or (rail.mean_volts or 0.0) >= LOWEST_CHIP_VOLTS)

    def _set_power(self, *, is_on: bool) -> None:
        own_3v3 = self.nets["3.3V"]
        if own_3v3.name != "3V3":
            self.circuit.supply(own_3v3, 3.3 if is_on else None)
        if is_on == self._is_powered:
            return
        self._is_powered = is_on
        self.bench.note("power", f"{self.name} {'has power' if is_on else 'has lost its power'}")
        self._restart()
        if self.engine is None:
            return
        if is_on:
            self.engine.restore_power()
        else:
            self.engine.cut_power()


class Uno(Arduino):
    """The Arduino Uno R3."""

    wiring_types = ("wokwi-arduino-uno",)
    pins = ()


class Nano(Arduino):
    """The Arduino Nano, with the CH340 of the cheap ones."""

    wiring_types = ("wokwi-arduino-nano",)
    pins = ()
    identity = NANO


BOARDS = (Uno, Nano)


def _last(log: Any) -> str:
    return log.lines[-1].data.decode("latin-1").rstrip() if log.lines else ""
