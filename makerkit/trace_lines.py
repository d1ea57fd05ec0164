"""One event as one line of JSON: written without loss, read with a clear word on each fault."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, TypeGuard

from makerkit.errors import BadInputError

NS_PER_S = 1_000_000_000

Fields = tuple[int, str, dict[str, Any]]
"""What an event consists of: t_ns, kind, data."""

# A double tells whole nanoseconds apart up to 2**21 s (24 days); well before, we read the digits.
_EXACT_AS_FLOAT_S = 1_000_000.0

_LIMIT = 1e12  # beyond any time in seconds and any frequency in hertz

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=str)
_ASCII_ENCODER = json.JSONEncoder(ensure_ascii=True, allow_nan=False, default=str)
_RESERVED = {"t_s", "kind"}


def encode_line(t_ns: int, kind: str, data: dict[str, Any]) -> str:
    """Return an event as one line, without the newline. What JSON does not know becomes text."""
    assert _RESERVED.isdisjoint(data), f"data may not hold {_RESERVED}: {data}"
    separator = ", " if data else ""
    return f'{{"t_s": {_seconds(t_ns)}, "kind": {json.dumps(kind)}{separator}{_encode(data)[1:]}'


def decode_lines(content: bytes, name: str) -> Iterator[Fields]:
    """Yield the events of a file. A last line that was cut off in the middle is left out.

    Args:
        content: the bytes of the file.
        name: what to call it in an error.

    Raises:
        BadInputError: a line is no event; the message has its number.
    """
    *lines, rest = content.rstrip(b"\0").split(b"\n")  # a power cut can leave a tail of zeros
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _decode(line, f"{name}, line {number}")
    if rest.strip() and not _is_cut_off(rest):
        yield _decode(rest, f"{name}, line {len(lines) + 1}")


def _seconds(t_ns: int) -> str:
    """Write nanoseconds as seconds with all their digits: 1500000000 is 1.5."""
    whole, rest = divmod(t_ns, NS_PER_S)
    return f"{whole}.{f'{rest:09d}'.rstrip('0') or '0'}"


def _encode(data: dict[str, Any]) -> str:
    try:
        body = _ENCODER.encode(data)
    except (TypeError, ValueError, RecursionError):  # a strange key, not-a-number, a circle
        body = _ENCODER.encode({key: _plain(value) for key, value in data.items()})
    if body.isascii():
        return body
    try:
        body.encode()
    except UnicodeEncodeError:  # half a character, from a program that prints raw bytes
        return _ASCII_ENCODER.encode(json.loads(body))
    return body


def _plain(value: object) -> object:
    try:
        _ENCODER.encode(value)
    except (TypeError, ValueError, RecursionError):
        return str(value)
    return value


def _is_cut_off(line: bytes) -> bool:
    """Tell whether a line starts like an event, but does not come to its end."""
    try:
        json.loads(line)
    except ValueError:
        return line.startswith(b"{")
    except RecursionError:
        return False
    return False


def _decode(line: bytes, where: str) -> Fields:
    try:
        return _checked(json.loads(line), line)
    except UnicodeDecodeError as error:
        raise BadInputError(f"{where}: this is not text in UTF-8. Is it a trace?") from error
    except json.JSONDecodeError as error:
        fault = f"this is not JSON ({error.msg}, column {error.colno})"
        raise BadInputError(f"{where}: {fault}. Is it a trace?") from error
    except (ValueError, RecursionError) as error:
        raise BadInputError(f"{where}: {error}.") from error


def _checked(fields: object, line: bytes) -> Fields:
    if not isinstance(fields, dict):
        raise ValueError(f"an event is an object in {{}}, not {_short(fields)}")
    t_ns = _nanoseconds(fields.pop("t_s", None), line)
    kind = fields.pop("kind", None)
    if not isinstance(kind, str):
        raise ValueError(f"`kind` must be a word such as edge or print (got {_short(kind)})")
    for key, (is_right, expected) in _EXPECTED.get(kind, {}).items():
        value = fields.get(key)
        if not is_right(value):
            raise ValueError(f"`{key}` of {kind} must be {expected} (got {_short(value)})")
    return t_ns, kind, fields


def _nanoseconds(t_s: object, line: bytes) -> int:
    if not _is_number(t_s):
        raise ValueError(f"`t_s` must be a number of seconds from 0 on (got {_short(t_s)})")
    if t_s < _EXACT_AS_FLOAT_S:
        return round(t_s * NS_PER_S)
    exact: int | Decimal = json.loads(line, parse_float=Decimal)["t_s"]
    return round(exact * NS_PER_S)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:37] + "..."


def _is_number(value: object) -> TypeGuard[float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 0 <= value < _LIMIT  # also false for what is not a number


def _is_duty(value: object) -> bool:
    return _is_number(value) and value <= 1


def _is_level(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in {0, 1}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_direction(value: object) -> bool:
    return value in {"to_arduino", "to_pi"}


_TEXT = (_is_text, "text")
_EXPECTED: dict[str, dict[str, tuple[Callable[[object], bool], str]]] = {
    "edge": {"pin": _TEXT, "level": (_is_level, "0 or 1")},
    "pwm": {
        "pin": _TEXT,
        "duty": (_is_duty, "between 0 and 1"),
        "frequency_hz": (_is_number, "a number from 0 on"),
    },
    "print": {"text": _TEXT},
    "serial": {
        "port": _TEXT,
        "direction": (_is_direction, "to_arduino or to_pi"),
        "text": _TEXT,
    },
    "world": {"part": _TEXT, "action": _TEXT},
    "camera": {"what": _TEXT},
    "note": {"id": _TEXT},
}
