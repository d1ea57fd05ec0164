"""What avrdude's words mean: its progress, and each of its errors.

The words are those of avrdude 6.3 (which Arduino IDEs bring) and 7.1 (Debian 12); versions in
between and 8 use one or the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.flash.errors import (
    AvrdudeConfigError,
    BadHexError,
    FlashError,
    LostSyncError,
    NoHexError,
    NoSignatureError,
    NotKeptError,
    TooLargeError,
    UnpluggedWhileFlashingError,
    WrongChipError,
)
from makerkit.arduino.ports import access
from makerkit.arduino.ports.errors import NoSerialPortError, NoSuchPortError

CHIPS = {
    "1e950f": "ATmega328P",
    "1e9514": "ATmega328",
    "1e9516": "ATmega328PB",
    "1e9406": "ATmega168",
    "1e940b": "ATmega168P",
    "1e9307": "ATmega8",
    "1e9587": "ATmega32U4 (Leonardo, Micro)",
    "1e9801": "ATmega2560 (Mega)",
    "1e9703": "ATmega1280 (Mega)",
    "1e930b": "ATtiny85",
    "1e9651": "ATmega4809 (Nano Every, Uno WiFi Rev2)",
}
"""Chips by their signatures, from the data sheets' section "Signature Bytes"."""
SAME_FOR_US = {"1e9514": "m328", "1e9516": "m328pb"}
"""Chips that run the same program as an ATmega328P, and what avrdude calls them."""

_SIGNATURE = re.compile(r"[Dd]evice signature = 0x([0-9a-f]{6})")
_BAR = re.compile(r"(Reading|Writing) \| (#*)")
_AT_FLASH = re.compile(r"(?:reading input file|writing \d+ bytes flash|writing flash)")
_SIGNS_IN_A_BAR = 50


def progress_in(text: str) -> tuple[tuple[str, float], ...]:
    """Return what avrdude has done with the flash, and how much of each.

    Returns:
        ("Writing", 1.0), ("Reading", 0.4); nothing before. Reading the signature, which avrdude 6
        shows with a bar too, is left out.
    """
    flash = _AT_FLASH.search(text)
    bars = _BAR.findall(text, flash.end()) if flash else []
    return tuple((doing, min(len(signs) / _SIGNS_IN_A_BAR, 1.0)) for doing, signs in bars)


def signature_in(text: str) -> str | None:
    """Return the last signature that was read, "1e950f", or None."""
    found = _SIGNATURE.findall(text)
    return found[-1] if found else None


def what_failed(text: str, *, device: str) -> ArduinoError:
    """Return what an avrdude that failed has said, in words that help."""
    for pattern, explain in _ERRORS:
        found = re.search(pattern, text)
        if found:
            return explain(found, text, device)
    return FlashError(said=_last_words(text))


_Explain = Callable[["re.Match[str]", str, str], ArduinoError]


def _cannot_open(found: re.Match[str], _text: str, device: str) -> ArduinoError:
    reason = found[1].lower()
    if "no such file" in reason or "cannot find" in reason:
        return NoSuchPortError(port=device, there="It went away at this moment.")
    if "permission denied" in reason:
        return access.forbidden(device)
    if "busy" in reason or "access is denied" in reason or "temporarily unavailable" in reason:
        return access.busy(device)
    if "inappropriate ioctl" in reason or "is a directory" in reason:
        return NoSerialPortError(port=device)
    return FlashError(said=found[0].strip())


def _gone(_found: re.Match[str], _text: str, device: str) -> ArduinoError:
    return UnpluggedWhileFlashingError(port=device)


def _signature(_found: re.Match[str], text: str, device: str) -> ArduinoError:
    read = signature_in(text)
    if read in {None, "000000", "ffffff"}:
        return NoSignatureError(port=device, signature=read or "none")
    return WrongChipError(port=device, chip=CHIPS.get(read or "", f"chip with signature {read}"))


def _not_kept(_found: re.Match[str], text: str, _device: str) -> ArduinoError:
    place = re.search(r"(?:mismatch at byte|at addr) 0x([0-9a-fA-F]+)", text)
    return NotKeptError(address=f"0x{int(place[1], 16):04X}" if place else "an unknown place")


def _too_large(found: re.Match[str], _text: str, _device: str) -> ArduinoError:
    return TooLargeError(file=found[1])


def _bad_hex(found: re.Match[str], _text: str, _device: str) -> ArduinoError:
    return BadHexError(file=found[2], number=found[1])


def _no_hex(found: re.Match[str], _text: str, _device: str) -> ArduinoError:
    return NoHexError(file=found[1] or found[2])


def _config(_found: re.Match[str], text: str, _device: str) -> ArduinoError:
    return AvrdudeConfigError(said=_last_words(text))


def _lost_sync(_found: re.Match[str], _text: str, device: str) -> ArduinoError:
    return LostSyncError(port=device)


_ERRORS: tuple[tuple[str, _Explain], ...] = (
    (r"can't open device \"[^\"]*\": *(.+)", _cannot_open),  # 6.3
    (r"cannot (?:open port|set attributes for port) [^:\n]+: *(.+)", _cannot_open),  # 7.1
    (r"can't open config file|cannot open (?:system wide )?config", _config),
    (r"AVR [Pp]art .* not found|[Cc]an't find programmer|programmer id", _config),
    (r"(?:read|write) error: |unable to (?:read|write): |No such device|not configured", _gone),
    (r"[Ee]xpected signature|Invalid device signature", _signature),
    (r"verification (?:error|mismatch)|content mismatch", _not_kept),
    (r"address 0x[0-9a-fA-F]+ out of range at line \d+ of (.+)", _too_large),
    (r"invalid record at line (\d+) of (.+)", _bad_hex),
    (r"file (.+) is not readable|can't open input file (.+?):", _no_hex),
    (r"not in sync|programmer is not responding|protocol error|get into sync|timeout", _lost_sync),
)


def _last_words(text: str) -> str:
    """Return the last line that says something."""
    lines = [
        line.strip()
        for line in text.splitlines()
        if line.strip() and "TIOCMGET" not in line and "done.  Thank you" not in line
    ]
    return lines[-1] if lines else "nothing"
