"""An Arduino Uno or Nano on the bench: the compiled sketch itself, in step with the bench's clock.

A run depends on the sketch, the world and the quantum alone: the same bytes each time.

Wiring: USB to the Pi (its port is /dev/ttyACM0, a Nano's is /dev/ttyUSB0), or a battery at VIN, or
5 V at the pin of that name. The grounds are one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from hardware_mocks.arduino.lines import Line, LineLog
from hardware_mocks.arduino.lockstep import Lockstep
from hardware_mocks.arduino.pins import Pins
from hardware_mocks.arduino.serial_ports import NANO, UNO, SerialPort, UsbIdentity
from hardware_mocks.arduino.sketches import firmware_of
from hardware_mocks.clock import WallClock
from hardware_mocks.parts.part import Control, Part
from hardware_mocks.virtual_time import real
from makerkit.atomic_file import write_atomically
from makerkit.errors import BadInputError

if TYPE_CHECKING:
    from hardware_mocks.arduino.engine import Engine
    from hardware_mocks.arduino.live import LivePort
    from hardware_mocks.gpio.circuit import Net

USB_VOLTS = 5.0
OWN_3V3_VOLTS = 3.3
LOWEST_VIN_VOLTS = 6.5
"""Below this the regulator of an Uno does not hold 5 V (NCP1117: 1.2 V drop at 0.8 A)."""
LOWEST_CHIP_VOLTS = 2.7
"""The Uno's fuses hold the chip in reset below (boards.txt: extended fuse 0xFD, 2.7 V)."""
BUILT_IN_LED = 13
EEPROM_BYTES = 1024


class Arduino(Part):
    """A board with an ATmega328P.

    Attributes:
        sketch: what runs on it, as written in the wiring: a file beside it, or a name in
            `firmware/`; "" for a board as it comes from the shop, which does nothing.
        eeprom: a file in which the EEPROM is kept from run to run, or "".
        usb: whether its cable is in the Pi.
        line: its serial line, with its faults: `line.damage(share=0.01)`.
        port: the serial port of the Pi that it hangs on.
        pins_of_chip: its pins, by Arduino's numbers: 14 is A0.
        is_powered: whether it has power, from the USB or from its pins.
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
        prefix = f"{self.name}:" if bench.arduinos() else ""
        firmware = real.do(lambda: firmware_of(self.sketch, bench.folder))
        self.port: SerialPort = bench.serial_ports.add(self.identity)
        self.port.far_end = self
        self.line = Line(self.port, bench.trace, f"{bench.seed} {self.name}")
        self.pins_of_chip = Pins(bench, self.nets, prefix)
        self.is_powered = True
        self._live = None if firmware is None else self._live_port()
        self._chip = None if firmware is None else self._start_chip(firmware)
        if not self.usb:
            self.usb = True
            self.unplug()
        if self._chip is not None:
            bench.note_board(self)

    def _start_chip(self, firmware: Path) -> Lockstep:
        return Lockstep(
            self.bench,
            self.name,
            self.pins_of_chip,
            self.line,
            firmware=firmware,
            eeprom=self._kept_eeprom(),
            each=self._look_at_live_port,
        )

    def _live_port(self) -> LivePort | None:
        """Return the terminal for other programs, where time is real."""
        from hardware_mocks.arduino.live import LivePort, offers_live_ports

        is_live = isinstance(self.clock, WallClock)
        return LivePort(self.port) if is_live and offers_live_ports() else None

    def _look_at_live_port(self, now_ns: int) -> None:
        if self._live is not None:
            self._live.look(now_ns)

    @property
    def _eeprom_file(self) -> Path | None:
        return self.bench.folder / self.eeprom if self.eeprom else None

    def _kept_eeprom(self) -> bytes | None:
        """Return what the last run left in the EEPROM; None for a board from the shop."""
        kept = self._eeprom_file
        if kept is None or not kept.exists():
            return None
        try:
            content = kept.read_bytes()
        except OSError as error:
            raise BadInputError(f"Cannot read {kept}: {error.strerror or error}.") from error
        if len(content) != EEPROM_BYTES:
            raise BadInputError(
                f"{kept} holds no EEPROM of an Arduino: it has {len(content)} bytes, not "
                f"{EEPROM_BYTES}. Delete it to begin with an empty one, or name another file at "
                f"`eeprom` of {self.name}."
            )
        return content

    def close(self) -> None:
        """End the chip's process, and keep its EEPROM where that is wanted."""
        if self._live is not None:
            self._live.unplug()
        if self._chip is None:
            return
        kept = self._eeprom_file
        try:
            if kept is not None and self.engine is not None and not self.crashed:
                write_atomically(kept, self._chip.eeprom())
        finally:
            self._chip.close()

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
                self._watch_other_supplies(watch=True)
                self._look_at_power()

    def plug_in(self) -> None:
        """Put the USB cable in again."""
        with self.clock.lock:
            if not self.usb:
                self.usb = True
                self.port.plug_in()
                if self._live is not None:
                    self._live.plug_in()
                self._watch_other_supplies(watch=False)
                self._look_at_power()

    def press_reset(self) -> None:
        """Push the button beside the USB socket."""
        with self.clock.lock:
            if self._chip is not None:
                self._chip.press_reset()

    def brown_out(self) -> None:
        """Let the supply dip for a moment, as when a motor starts on a weak battery."""
        with self.clock.lock:
            if self._chip is not None:
                self._chip.brown_out()

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
            if not self.port.openings and self._chip is not None:
                baud = self.line.chip_baud or self._chip.ask_baud()
                self.port.baud = baud or self.port.baud
            self.port.write(data)

    # -- what can be seen of it

    @property
    def engine(self) -> Engine | None:
        """The chip itself; None on a board without a sketch."""
        return None if self._chip is None else self._chip.engine

    @property
    def crashed(self) -> str:
        """Why the chip stopped, or ""."""
        return "" if self._chip is None else self._chip.crashed

    @property
    def resets(self) -> list[tuple[float, str]]:
        """(seconds, cause) of each reset of the chip."""
        return [] if self._chip is None else self._chip.resets

    @property
    def overruns(self) -> int:
        """How many received bytes the sketch was too slow for."""
        return 0 if self._chip is None else self._chip.overruns

    @property
    def baud(self) -> int | None:
        """The speed of its serial port; None before `Serial.begin`, also after a restart."""
        if self._chip is None or self.line.chip_baud is not None:
            return self.line.chip_baud
        return None if self.is_deaf else self._chip.ask_baud()

    @property
    def is_deaf(self) -> bool:
        """Whether its sketch does not run: none there, no power, or in the boot-loader."""
        return self._chip is None or self._chip.is_deaf

    @property
    def device(self) -> str:
        """The terminal at which other programs reach it while it runs live, else ""."""
        return "" if self._live is None else self._live.device

    def eeprom_bytes(self) -> bytes:
        """Return what stands in its EEPROM; 0xFF everywhere on a board without a sketch."""
        return b"\xff" * EEPROM_BYTES if self._chip is None else self._chip.eeprom()

    def look(self) -> dict[str, Any]:
        """Return what runs on it, its own LED on D13, the latest lines both ways.

        `pins` are the other outputs that nothing hangs on, each with its share of high.
        """
        led = self.pins_of_chip[BUILT_IN_LED].source
        level = 0.0 if led.volts is None or not self.is_powered else led.volts / USB_VOLTS
        return {
            "arduino": Path(self.sketch).stem,
            "is_powered": self.is_powered,
            "led": round(level * led.duty, 3),
            "to_pi": _last(self.line.at_pi),
            "to_arduino": _last(self.line.from_pi),
            "pins": self.pins_of_chip.driven_into_nothing(),
            **({"device": self.device} if self.device else {}),
        }

    # -- the cable's other end

    def dtr_changed(self, level: bool) -> None:
        """The capacitor at DTR pulls RESET for a moment when it is raised."""
        if level and self.is_powered:
            self.press_reset()

    def written(self, port: SerialPort) -> None:
        """The Pi has written something: it goes to the chip with the next quantum."""

    # -- power

    def _watch_other_supplies(self, *, watch: bool) -> None:
        """Without the USB, follow what a battery does; with it, that makes no difference."""
        for pin in ("VIN", "5V"):
            net = self.nets.get(pin)
            if net is not None and watch:
                self.listen(pin, self._look_at_power)
            elif net is not None:
                net.unlisten(self._look_at_power)
                self._listening.remove((net, self._look_at_power))

    def _look_at_power(self, _net: Net | None = None) -> None:
        """See which supply there is, and switch the board on or off."""
        rail, vin = self.nets["5V"], self.nets.get("VIN")
        vin_volts = (vin.mean_volts if vin is not None else None) or 0.0
        has_own = self.usb or vin_volts >= LOWEST_VIN_VOLTS
        if rail.name != "5V":  # else the Pi holds it
            self.circuit.supply(rail, USB_VOLTS if has_own else None)
        self._set_power(is_on=has_own or (rail.mean_volts or 0.0) >= LOWEST_CHIP_VOLTS)

    def _set_power(self, *, is_on: bool) -> None:
        own_3v3 = self.nets["3.3V"]
        if own_3v3.name != "3V3":
            self.circuit.supply(own_3v3, OWN_3V3_VOLTS if is_on else None)
        if is_on == self.is_powered:
            return
        self.is_powered = is_on
        self.bench.note("power", f"{self.name} {'has power' if is_on else 'has lost its power'}")
        if self._chip is not None:
            self._chip.set_power(is_on=is_on)


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


def _last(log: LineLog) -> str:
    return log.lines[-1].data.decode("latin-1").rstrip() if log.lines else ""
