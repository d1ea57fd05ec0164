"""A record: one moment of a drive, as a line of JSON and a picture beside it.

`user/angle` and `user/throttle` are from -1 to 1, + is right and forwards. `user/mode` is "user"
when a person drove, "local" when the car did (with `pilot/angle` and `pilot/throttle`), and
"local_angle" when the car steered and a person gave the throttle. `_index` counts from 0,
`_timestamp_ms` is wall time, `_session_id` names the drive. Whatever else stands in a line
("car/speed", "imu/acl_x") is kept as it is; donkeycar passes over it.
"""

import json
import math
from collections.abc import Mapping
from typing import Any

from makerkit.errors import BadInputError

INPUTS = ("cam/image_array", "user/angle", "user/throttle", "user/mode")
TYPES = ("image_array", "float", "float", "str")
IMAGE = "cam/image_array"
IMAGE_TYPE = "image_array"
_ENCODE = json.JSONEncoder(allow_nan=False, sort_keys=True).encode


class Record(dict[str, Any]):
    """What stands in one line, by name.

    Attributes:
        index: its place in the tub, from 0: what `delete`, `restore` and `image` want. In a tub
            that was damaged once, `_index` of the line may differ.
    """

    __slots__ = ("index",)

    def __init__(self, index: int, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.index = index

    @property
    def angle(self) -> float | None:
        """Where a person, or whoever drove, steered: -1 to 1, + is right; None: not known."""
        return number_in(self.get("user/angle"))

    @property
    def throttle(self) -> float | None:
        """How much throttle there was: -1 to 1; None: not known."""
        return number_in(self.get("user/throttle"))

    @property
    def t_s(self) -> float | None:
        """Wall time, in seconds since 1970; None: not known."""
        time_ms = number_in(self.get("_timestamp_ms"))
        return None if time_ms is None else time_ms / 1000

    @property
    def session(self) -> str:
        """Which drive it belongs to; "" in the oldest tubs."""
        return str(self.get("_session_id", ""))


def decode(line: bytes) -> dict[str, Any] | None:
    """Return what a line says; None if it cannot be read. What is no number (NaN) is left out."""
    try:
        values = json.loads(line.strip(b"\0 \t\r\n"))  # a cut power supply leaves zeros
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict):
        return None
    if b"NaN" in line or b"Infinity" in line:
        return {name: value for name, value in values.items() if not _is_nan(value)}
    return values


def encode(
    values: Mapping[str, Any], types: Mapping[str, str], index: int
) -> tuple[bytes, list[tuple[str, Any]]]:
    """Return the line of a record, and its pictures by the name of their file.

    None and what is no number are left out, as donkeycar's own writer can write neither.

    Raises:
        BadInputError: a value has a type that no tub can hold.
    """
    line: dict[str, Any] = {}
    pictures: list[tuple[str, Any]] = []
    for name, value in values.items():
        if value is None:
            continue
        kind = types.get(name)
        if kind == IMAGE_TYPE or (kind is None and _is_picture(value)):
            line[name] = image_name(index, name)
            pictures.append((line[name], value))
        else:
            plain = _plain(name, value, kind)
            if not _is_nan(plain):
                line[name] = plain
    try:
        return (_ENCODE(line) + "\n").encode("ascii"), pictures
    except (TypeError, ValueError) as error:
        raise BadInputError(f"Record {index} cannot be written: {error}.") from None


def image_name(index: int, key: str = IMAGE) -> str:
    """Return the name of a picture's file: 17_cam_image_array_.jpg."""
    return f"{index}_{key.replace('/', '_')}_.jpg"


def number_in(value: Any) -> float | None:
    """Return a value as a number; None if it is none."""
    if isinstance(value, int | float) and not _is_nan(value):
        return float(value)
    return None


def _plain(name: str, value: Any, kind: str | None) -> Any:
    """Return a value as JSON knows it, whatever numpy made of it."""
    try:
        if kind == "float":
            return float(value)
        if kind == "int":
            return int(value)
        if kind == "boolean":
            return bool(value)
        if hasattr(value, "tolist"):  # numpy's numbers and arrays
            return value.tolist()
        return list(value) if kind in ("list", "vector") else value
    except (TypeError, ValueError):
        got = type(value).__name__
        raise BadInputError(f"{name} must be a {kind} (got {value!r}, a {got}).") from None


def _is_picture(value: Any) -> bool:
    return isinstance(value, bytes | bytearray | memoryview) or getattr(value, "ndim", 0) >= 2


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and not math.isfinite(value)
