"""pyserial on the bench: put under a program that imports it, and only there.

A simulated bench has the serial ports of its own boards, and no others.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from types import ModuleType

from hardware_mocks.after_import import when_imported

_is_prepared = False


def install() -> None:
    """Let `serial.Serial` reach the boards of the bench that is in force."""
    global _is_prepared  # noqa: PLW0603 (a process has one pyserial)
    if not _is_prepared:
        _is_prepared = True
        when_imported("serial", _replace_class)
        when_imported("serial.tools.list_ports", _replace_list)


def _replace_class(module: ModuleType) -> None:
    from serial import serialutil

    serialutil.Timeout.TIME = staticmethod(_monotonic)
    from hardware_mocks.arduino import serial_port

    real = module.Serial
    module.Serial = serial_port.SimSerial  # type: ignore[attr-defined]
    platform = sys.modules.get(real.__module__)  # serial.serialposix, serial.serialwin32
    if platform is not None:
        platform.Serial = serial_port.SimSerial  # type: ignore[attr-defined]


def _monotonic() -> float:
    return time.monotonic()  # of the clock in force now


def _replace_list(module: ModuleType) -> None:
    from hardware_mocks.arduino import port_list

    real = module.comports

    module.comports = partial(port_list.comports, real)  # type: ignore[attr-defined]
