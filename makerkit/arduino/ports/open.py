"""Opening a serial port, with the system's refusals said in words that help."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.ports import access, find_port
from makerkit.arduino.ports.errors import NoSerialPortError, NoSuchPortError, PortFailedError

BAUD = 115_200
_GONE = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO})
_BUSY = frozenset({errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK})
_NO_TERMINAL = frozenset({errno.ENOTTY, errno.EINVAL, errno.EISDIR})


def open_port(
    device: str, *, baud: int = BAUD, timeout_s: float | None = None, write_timeout_s: float = 1.0
) -> Any:
    """Open a port for this program alone. An Uno restarts when its port is opened.

    Args:
        device: name of the port, or a path to one.
        baud: bits per second; the kit's sketches speak 115200.
        timeout_s: how long a read waits; None for ever.
        write_timeout_s: how long a write waits for room.

    Returns:
        pyserial's `Serial`, or the simulated bench's.

    Raises:
        ArduinoError: the port is not there, forbidden, busy, or no serial port.
    """
    import serial

    try:
        return serial.Serial(
            device, baud, timeout=timeout_s, write_timeout=write_timeout_s, exclusive=True
        )
    except (OSError, ValueError) as error:
        raise refused(device, error) from error


@contextmanager
def as_os_error() -> Iterator[None]:
    """Let what fails at an open port be an OSError: pyserial lets termios.error through, too.

    Raises:
        OSError: the port is gone.
    """
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        if type(error).__module__ != "termios":
            raise
        raise OSError(*error.args) from error


def refused(device: str, error: Exception) -> ArduinoError:
    """Return what a refusal of the system means for this port."""
    said, number = str(error), number_of(error)
    if sys.platform == "win32" and ("PermissionError" in said or "Access is denied" in said):
        return access.busy(device)  # Windows forbids a port to nobody; it says so of one in use
    if number in {errno.EACCES, errno.EPERM}:
        return access.forbidden(device)
    if number in _BUSY or "exclusively lock" in said:
        return access.busy(device)
    if number in _GONE or "FileNotFoundError" in said:
        return _not_there(device)
    if number in _NO_TERMINAL or "configure port" in said or _is_file(device):
        return NoSerialPortError(port=device)
    return PortFailedError(port=device, said=said)


def number_of(error: Exception) -> int | None:
    """Return the system's error number; pyserial keeps it only sometimes, its cause always."""
    for found in (error, error.__cause__, error.__context__):
        number = getattr(found, "errno", None)
        if isinstance(number, int):
            return number
        first = found.args[0] if found is not None and found.args else None
        if isinstance(first, int):  # termios.error is no OSError
            return first
    return None


def _not_there(device: str) -> ArduinoError:
    """Return the error that also says which ports are there."""
    try:
        find_port(device)
    except NoSuchPortError as error:
        return error
    with suppress(OSError):
        Path(device).stat()
    return NoSuchPortError(port=device, there="It went away at this moment.")


def _is_file(device: str) -> bool:
    path = Path(device)
    return path.is_file() or path.is_dir()
