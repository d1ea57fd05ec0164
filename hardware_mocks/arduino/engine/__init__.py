"""The simulated chip itself: `Engine`, its process, and which simulator that is."""

from hardware_mocks.arduino.engine.lockstep import (
    BOOT_CYCLES,
    CYCLES_PER_US,
    EEPROM_BYTES,
    NO_ECHO_US,
    START_UP_CYCLES,
    Engine,
)
from hardware_mocks.arduino.engine.process import FirmwareCrashedError
from hardware_mocks.arduino.engine.records import CLOCK_HZ

__all__ = [
    "BOOT_CYCLES",
    "CLOCK_HZ",
    "CYCLES_PER_US",
    "EEPROM_BYTES",
    "NO_ECHO_US",
    "START_UP_CYCLES",
    "Engine",
    "FirmwareCrashedError",
]
