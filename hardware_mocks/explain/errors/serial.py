"""pyserial's errors about a port, and what it says about the way it was called."""

from __future__ import annotations

import ast
import errno
import re
from difflib import get_close_matches

from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.explained import Explained, shown

_NUMBER = re.compile(r"\[?[Ee]rrno[\] ]*(\d+)")
_WINDOWS_CALLS = ("ClearCommError", "WriteFile", "ReadFile", "GetOverlappedResult")
_GONE = frozenset({errno.EIO, errno.ENXIO, errno.ENODEV, errno.EBADF})
_SETTINGS = (
    *("port", "baudrate", "bytesize", "parity", "stopbits", "timeout", "xonxoff", "rtscts"),
    *("write_timeout", "dsrdtr", "inter_byte_timeout", "exclusive"),
)
_OTHER_NAMES = {"baud": "baudrate", "speed": "baudrate", "rate": "baudrate", "bauds": "baudrate"}


def uses_serial(place: Place) -> bool:
    """Tell whether a program imports pyserial."""
    names = [alias.name for node in place.source.nodes if isinstance(node, ast.Import)
             for alias in node.names]  # fmt: skip
    modules = [node.module for node in place.source.nodes if isinstance(node, ast.ImportFrom)]
    return any((name or "").split(".")[0] == "serial" for name in (*names, *modules))


def port(error: BaseException, place: Place) -> Explained:
    """Explain why a serial port cannot be used."""
    said = str(error)
    return _lost(said, error, place) or _refused(said, error, place) or _misused(said, place)


def _lost(said: str, error: BaseException, place: Place) -> Explained | None:
    """Explain a port that was open, and is no more."""
    if any(call in said for call in _WINDOWS_CALLS) or "returned no data" in said:
        return place.tell("serial.cable_out", port=_port_in(said))
    is_working = said.startswith(("read failed", "write failed")) or "could not open" not in said
    if is_working and _errno(error, said) in _GONE:
        return place.tell("serial.cable_out", port=_port_in(said))
    return None


def _refused(said: str, error: BaseException, place: Place) -> Explained | None:
    """Explain a port that cannot be opened."""
    name, number = _port_in(said), _errno(error, said)
    if "PermissionError" in said or "Access is denied" in said:
        return place.tell("serial.busy", port=name)  # Windows forbids nobody a port
    if number == errno.EACCES:
        return place.tell("serial.no_permission", port=name)
    if number in {errno.EBUSY, errno.EAGAIN} or "exclusively lock" in said:
        return place.tell("serial.busy", port=name)
    if number in {errno.ENOENT, errno.ENODEV, errno.ENXIO} or "FileNotFoundError" in said:
        return place.tell("serial.no_port", port=name)
    if "Could not configure port" in said or number in {errno.EISDIR, errno.ENOTTY}:
        return place.tell("serial.no_serial_port", port=_port_of_call(place) or name)
    return None


def _misused(said: str, place: Place) -> Explained:
    """Explain a port that was used at the wrong time."""
    if "not open" in said:
        return _not_open(place)
    if "already open" in said:
        return place.tell("serial.already_open")
    if "must be configured" in said:
        return place.tell("serial.no_name")
    if "imeout" in said:
        return place.tell("serial.write_timeout")
    return place.guess("serial.other", said=said)


def _not_open(place: Place) -> Explained:
    """Say which line has closed it: the end of a `with` block, or `close()`."""
    line = place.line or 0
    for node in place.source.nodes:
        if _is_block_of_port(node, place) and (getattr(node, "end_lineno", None) or 0) < line:
            return place.tell("serial.after_with", made=getattr(node, "lineno", 0))
    for call in _closing_calls(place):
        name = place.code_of(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        if call.lineno < line:
            return place.tell("serial.closed_before", name=name, made=call.lineno)
        if _are_in_one_loop(place, line, call.lineno):
            return place.tell("serial.closed_in_loop", name=name, made=call.lineno)
    return place.tell("serial.not_open")


def _are_in_one_loop(place: Place, line: int, other: int) -> bool:
    loops = [node for node in place.source.nodes if isinstance(node, ast.For | ast.While)]
    return any(loop.lineno <= line and other <= (loop.end_lineno or 0) for loop in loops)


def _closing_calls(place: Place) -> list[ast.Call]:
    calls = [node for node in place.source.nodes if isinstance(node, ast.Call)]
    return [c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "close"]


def _is_block_of_port(node: ast.AST, place: Place) -> bool:
    if not isinstance(node, ast.With):
        return False
    return any("Serial(" in place.code_of(item.context_expr) for item in node.items)


def lost(error: BaseException, place: Place) -> Explained | None:
    """Explain what the system says of a port whose cable is out, where pyserial lets it through."""
    if not uses_serial(place):
        return None
    number = _errno(error, str(error))
    if number is None and error.args and isinstance(error.args[0], int):
        number = error.args[0]  # termios.error has no errno
    if number in _GONE:
        return place.tell("serial.cable_out", port=_port_in(str(error)))
    return None


def settings(error: BaseException, place: Place) -> Explained | None:
    """Explain a value that `serial.Serial(...)` cannot take."""
    said = str(error)
    if '"port" must be None or a string' in said:
        return _port_is_no_text(place)
    found = re.search(r"Not a valid (baudrate|timeout|write_timeout): (.*)", said)
    if found:
        return place.tell(f"serial.{found[1].removeprefix('write_')}", value=found[2])
    found = re.search(r"unexpected keyword arguments: \{'(\w+)'", said)
    if found and "Serial" in place.code_of(place.node):
        near = _OTHER_NAMES.get(found[1]) or next(iter(get_close_matches(found[1], _SETTINGS)), "")
        if near:
            return place.tell("serial.setting_typo", name=found[1], right=near)
        return place.tell("serial.setting", name=found[1], offer=", ".join(_SETTINGS[:6]))
    return None


def _port_is_no_text(place: Place) -> Explained:
    values = []
    if isinstance(place.node, ast.Call):
        for node in place.node.args:
            try:
                values.append(place.value_of(node))
            except LookupError:
                values.append(None)
    if len(values) > 1 and isinstance(values[1], str):
        return place.tell("serial.swapped", port=values[1], baud=shown(values[0]))
    value = shown(values[0]) if values else "a number"
    return place.tell("serial.port_is_number", value=value)


def _port_of_call(place: Place) -> str:
    if isinstance(place.node, ast.Call) and place.node.args:
        try:
            value = place.value_of(place.node.args[0])
        except LookupError:
            return ""
        return value if isinstance(value, str) else ""
    return ""


def _port_in(said: str) -> str:
    found = re.search(r"(/dev/[\w./-]+|COM\d+)", said)
    return found[1] if found else "the port"


def _errno(error: BaseException, said: str) -> int | None:
    number = getattr(error, "errno", None)
    if isinstance(number, int):
        return number
    found = _NUMBER.search(said)
    return int(found[1]) if found else None
