"""pyserial's errors about a port."""

from __future__ import annotations

import errno
import re

from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.explained import Explained

_NUMBER = re.compile(r"\[?[Ee]rrno[\] ]*(\d+)")


def port(error: BaseException, place: Place) -> Explained:
    """Explain why a serial port cannot be used."""
    said = str(error)
    name = _port_in(said)
    number = _errno(error, said)
    if number == errno.EACCES or "PermissionError" in said or "Access is denied" in said:
        return place.tell("serial.no_permission", port=name)
    if number == errno.EBUSY or "exclusively lock" in said or "Resource busy" in said:
        return place.tell("serial.busy", port=name)
    if number in {errno.ENOENT, errno.ENODEV, errno.ENXIO} or "FileNotFoundError" in said:
        return place.tell("serial.no_port", port=name)
    if "returned no data" in said or number == errno.EIO:
        return place.tell("serial.cable_out", port=name)
    return place.guess("serial.other", said=said)


def _port_in(said: str) -> str:
    found = re.search(r"(/dev/[\w./-]+|COM\d+)", said)
    return found[1] if found else "the port"


def _errno(error: BaseException, said: str) -> int | None:
    number = getattr(error, "errno", None)
    if isinstance(number, int):
        return number
    found = _NUMBER.search(said)
    return int(found[1]) if found else None
