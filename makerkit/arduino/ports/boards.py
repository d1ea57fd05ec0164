"""Which USB ids belong to which board, and whether the kit's firmware runs on it.

Sources: an Arduino of its maker from `boards.txt` of the cores ArduinoCore-avr 1.8.6 and
ArduinoCore-renesas 1.0; serial chips from the tables of Linux' drivers (`drivers/usb/serial/`:
`ch341.c`, `ftdi_sio_ids.h`, `cp210x.c`, `pl2303.h`); others from their makers' pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Fit(Enum):
    """Whether the kit's firmware runs on a board."""

    YES = "yes"
    """An ATmega328P for certain."""
    MAYBE = "maybe"
    """A serial chip that Nanos and clones have, but other things too."""
    NO = "no"
    """Another chip."""


@dataclass(frozen=True, slots=True)
class Board:
    """A kind of board, as far as its USB ids tell it.

    Attributes:
        name: as its maker writes it, or what it may be.
        fit: whether the kit's firmware runs on it.
        flash_as: the boards of `maker flash --board` in the order to try; none where it never fits.
        to_do: what somebody who has only this one can do, or "".
    """

    name: str
    fit: Fit
    flash_as: tuple[str, ...] = ()
    to_do: str = ""


_INSTEAD = "The kit's sketches run on an Uno R3 or a Nano with an ATmega328P: take one of these."
_OWN_PIN_CHIP = "It has another chip than the Uno R3 (an {chip}). " + _INSTEAD

UNO = Board("Arduino Uno R3", Fit.YES, ("uno",))
UNO_MINI = Board("Arduino Uno Mini", Fit.YES, ("uno",))
CH340 = Board("Nano or Uno clone (CH340)", Fit.MAYBE, ("nano", "uno"))
CH9102 = Board("Nano clone or ESP32 board (CH9102)", Fit.MAYBE, ("nano", "uno"))
FTDI = Board("Nano or older Arduino (FTDI)", Fit.MAYBE, ("nano", "uno"))
CP210X = Board("Nano clone or ESP32 board (CP210x)", Fit.MAYBE, ("nano", "uno"))
PL2303 = Board("Nano clone or serial cable (PL2303)", Fit.MAYBE, ("nano", "uno"))


def _other(name: str, chip: str) -> Board:
    return Board(name, Fit.NO, to_do=_OWN_PIN_CHIP.format(chip=chip))


MEGA = _other("Arduino Mega 2560", "ATmega2560")
LEONARDO = _other("Arduino Leonardo", "ATmega32U4")
MICRO = _other("Arduino Micro", "ATmega32U4")
UNO_R4_MINIMA = _other("Arduino Uno R4 Minima", "RA4M1")
UNO_R4_WIFI = _other("Arduino Uno R4 WiFi", "RA4M1")
NANO_EVERY = _other("Arduino Nano Every", "ATmega4809")
NANO_33 = _other("Arduino Nano 33 IoT", "SAMD21")
DUE = _other("Arduino Due", "SAM3X8E")
PICO = _other("Raspberry Pi Pico", "RP2040")
ESP32 = _other("ESP32 board", "ESP32")
MICRO_BIT = _other("BBC micro:bit", "nRF51 or nRF52")

_ARDUINO, _ARDUINO_ORG = 0x2341, 0x2A03

BOARDS: dict[tuple[int, int], Board] = {
    **{(_ARDUINO, pid): UNO for pid in (0x0043, 0x0001, 0x0243, 0x006A)},
    (_ARDUINO_ORG, 0x0043): UNO,
    (_ARDUINO, 0x0062): UNO_MINI,
    **{(_ARDUINO, pid): MEGA for pid in (0x0010, 0x0042, 0x0210, 0x0242)},
    **{(_ARDUINO_ORG, pid): MEGA for pid in (0x0010, 0x0042)},
    **{(vid, pid): LEONARDO for vid in (_ARDUINO, _ARDUINO_ORG) for pid in (0x0036, 0x8036)},
    **{(vid, pid): MICRO for vid in (_ARDUINO, _ARDUINO_ORG) for pid in (0x0037, 0x8037)},
    **{(_ARDUINO, pid): UNO_R4_MINIMA for pid in (0x0069, 0x0369)},
    **{(_ARDUINO, pid): UNO_R4_WIFI for pid in (0x1002, 0x006D)},
    (_ARDUINO, 0x0058): NANO_EVERY,
    **{(_ARDUINO, pid): NANO_33 for pid in (0x0057, 0x8057)},
    **{(_ARDUINO, pid): DUE for pid in (0x003D, 0x003E)},
    **{(0x1A86, pid): CH340 for pid in (0x7523, 0x5523, 0x7522)},
    **{(0x1A86, pid): CH9102 for pid in (0x55D4, 0x55D3)},
    **{(0x0403, pid): FTDI for pid in (0x6001, 0x6015)},
    (0x10C4, 0xEA60): CP210X,
    **{(0x067B, pid): PL2303 for pid in (0x2303, 0x23A3)},
    **{(0x2E8A, pid): PICO for pid in (0x0005, 0x000A)},
    (0x303A, 0x1001): ESP32,
    (0x0D28, 0x0204): MICRO_BIT,
}
"""What is known, by vendor and product id."""


def board_of(vid: int | None, pid: int | None) -> Board | None:
    """Return the board with these USB ids, or None where they say nothing."""
    return BOARDS.get((vid, pid)) if vid is not None and pid is not None else None
