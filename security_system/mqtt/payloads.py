"""Reading what came from the broker: anybody may have sent anything."""

import json
from collections.abc import Mapping
from typing import Any

from makerkit.errors import BadInputError

TEXT_MAX_BYTES = 256
JSON_MAX_BYTES = 16_384
DEPTH_MAX = 8
SHOWN_MAX = 60


class BadPayloadError(BadInputError):
    """A message that is not what its topic asks for."""


def text(payload: bytes, *, max_bytes: int = TEXT_MAX_BYTES) -> str:
    """Return a short plain text.

    Raises:
        BadPayloadError: it is too long, no UTF-8, or holds what cannot be printed.
    """
    if len(payload) > max_bytes:
        raise BadPayloadError(f"{len(payload)} bytes came, at most {max_bytes} are taken.")
    try:
        said = payload.decode("utf-8").strip()
    except UnicodeDecodeError:
        raise BadPayloadError(f"The bytes {payload[:12].hex(' ')} are no UTF-8 text.") from None
    if not said.isprintable():
        raise BadPayloadError(f"{shown(said)} holds characters that cannot be printed.")
    return said


def json_object(payload: bytes, *, max_bytes: int = JSON_MAX_BYTES) -> dict[str, Any]:
    """Return a JSON object of sane size and depth, with finite numbers only.

    Raises:
        BadPayloadError: it is none.
    """
    found = json_value(payload, max_bytes=max_bytes)
    if not isinstance(found, dict):
        raise BadPayloadError(f"A JSON object was expected, {shown(payload)} came.")
    return found


def json_value(payload: bytes, *, max_bytes: int = JSON_MAX_BYTES) -> Any:
    """Return any JSON value of sane size and depth.

    Raises:
        BadPayloadError: it is none.
    """
    if len(payload) > max_bytes:
        raise BadPayloadError(f"{len(payload)} bytes came, at most {max_bytes} are taken.")
    try:
        if _depth(payload) > DEPTH_MAX:  # before parsing: the parser calls itself for each level
            raise BadPayloadError(f"The JSON is nested deeper than {DEPTH_MAX} levels.")
        return json.loads(payload.decode("utf-8"), parse_constant=_no_number)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadPayloadError(f"{shown(payload)} is no JSON: {error.args[0]}.") from None
    except ValueError as error:  # a number of thousands of digits
        raise BadPayloadError(str(error)) from None


def word(found: Mapping[str, Any], key: str, *, default: str = "", max_length: int = 200) -> str:
    """Return the text under a key.

    Raises:
        BadPayloadError: it is no text, too long, or cannot be printed.
    """
    value = found.get(key, default)
    if value is None:
        return default
    if not isinstance(value, str) or len(value) > max_length or not value.isprintable():
        raise BadPayloadError(f"{key} must be a text of at most {max_length} characters.")
    return value


def number(found: Mapping[str, Any], key: str, *, low: float, high: float) -> float:
    """Return the number under a key.

    Raises:
        BadPayloadError: it is missing, no number, or out of bounds.
    """
    value = found.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
        return float(value)  # NaN is not between any bounds
    raise BadPayloadError(f"{key} must be a number from {low:g} to {high:g}.")


def shown(value: object) -> str:
    """Return the beginning of something that came, harmless to print."""
    said = ascii(value)
    return said if len(said) <= SHOWN_MAX else f"{said[:SHOWN_MAX]}…"


def _depth(payload: bytes) -> int:
    """Return how deep brackets are nested at most; those in texts count as well."""
    deepest = depth = 0
    for byte in payload:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _no_number(name: str) -> float:
    raise BadPayloadError(f"{name} is no number that JSON knows.")
