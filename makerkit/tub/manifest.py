"""`manifest.json`: five lines of JSON that say what a tub holds.

1. the names of the inputs, 2. their types, 3. metadata of the owner, 4. when it was made, and its
sessions, 5. its catalogs, how many records there are, and which of them count as deleted.

donkeycar overwrites it in place at each record, so that a cut power supply leaves four lines or
half of one. What is missing is found out from the catalogs then (`layout.py`).
"""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from makerkit.atomic_file import write_atomically
from makerkit.tub.record import INPUTS, TYPES

FILE_NAME = "manifest.json"
MAX_LEN = 1000
"""Records in a catalog, as donkeycar has it."""
LINES = ("inputs", "types", "metadata", "sessions", "catalogs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What stands in a manifest.

    Attributes:
        inputs, types: what a record has, and of which type each is.
        metadata: whatever the owner noted.
        made: the fourth line as it is: `created_at`, and `sessions` once there was one.
        paths: the names of the catalogs in order.
        current_index: the index of the next record.
        max_len: a catalog has at most so many records.
        deleted: indexes of records that count as deleted; they are all still there.
        faults: which of its lines were missing or damaged.
    """

    inputs: tuple[str, ...] = INPUTS
    types: tuple[str, ...] = TYPES
    metadata: Mapping[str, Any] = field(default_factory=dict)
    made: Mapping[str, Any] = field(default_factory=lambda: {"created_at": time.time()})
    paths: tuple[str, ...] = ()
    current_index: int = 0
    max_len: int = MAX_LEN
    deleted: frozenset[int] = frozenset()
    faults: tuple[str, ...] = ()

    @property
    def sessions(self) -> tuple[str, ...]:
        """The ids of all sessions, the oldest first."""
        ids = _dict_in(self.made.get("sessions")).get("all_full_ids")
        return tuple(str(one) for one in ids) if isinstance(ids, list) else ()

    def next_session(self, wall_s: float) -> tuple[int, str]:
        """Return number and id of a session that begins now, as donkeycar counts them."""
        last = _dict_in(self.made.get("sessions")).get("last_id")
        number = last + 1 if isinstance(last, int) else len(self.sessions)
        day = time.strftime("%y-%m-%d", time.localtime(wall_s))
        return number, f"{day}_{number}"

    def with_session(self, number: int, full_id: str) -> Mapping[str, Any]:
        """Return the fourth line with one more session in it."""
        ids = [*(one for one in self.sessions if one != full_id), full_id]
        sessions = {"all_full_ids": ids, "last_id": number, "last_full_id": full_id}
        return {**self.made, "sessions": sessions}

    def to_bytes(self) -> bytes:
        """Return the five lines."""
        catalogs = {
            "paths": list(self.paths),
            "current_index": self.current_index,
            "max_len": self.max_len,
            "deleted_indexes": sorted(self.deleted),
        }
        lines = (list(self.inputs), list(self.types), self.metadata, self.made, catalogs)
        return "".join(json.dumps(line) + "\n" for line in lines).encode("ascii")

    def write(self, folder: Path) -> None:
        """Put it in place in one step, and bring it to the disk.

        Raises:
            BadInputError: the system refuses the write.
        """
        write_atomically(folder / FILE_NAME, self.to_bytes())


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a tub; what is damaged has its default, and is named in `faults`."""
    try:
        content = (folder / FILE_NAME).read_bytes()
    except OSError:
        return Manifest(faults=LINES)
    found = _by_name(content.split(b"\n"))
    good: dict[str, Any] = {}
    faults: list[str] = []
    for name, take in _TAKE.items():
        try:
            good.update(take(found.get(name)))
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError):
            faults.append(name)
    if "catalogs" in faults:
        good["deleted"] = _salvaged(content)
    if len(good.get("inputs", INPUTS)) != len(good.get("types", TYPES)):
        good.pop("inputs", None)
        good.pop("types", None)
        faults.append("inputs")
    return Manifest(**good, faults=tuple(faults))


def _by_name(lines: list[bytes]) -> dict[str, Any]:
    """Return the lines by their names; where one is missing, the last two tell theirs."""
    values = [_json(line) for line in lines]
    found = dict(zip(LINES, values, strict=False))
    for value in values:
        if isinstance(value, dict) and "paths" in value:
            found["catalogs"] = value
        elif isinstance(value, dict) and "created_at" in value:
            found["sessions"] = value
    return found


def _salvaged(content: bytes) -> frozenset[int]:
    """Return the indexes in a list that was cut off; its last number may be half of one."""
    _, is_there, listed = content.rpartition(b'"deleted_indexes": [')
    numbers = listed.split(b",")[:-1] if is_there else []
    return frozenset(int(one) for one in numbers if one.strip().isdigit())


def only_name(path: str) -> str:
    """Return the name of a file of the tub, whatever folders a manifest or record puts before it.

    A tub comes from anywhere: nothing in it may lead out of its folder.
    """
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def indexes_in(values: Iterable[Any]) -> frozenset[int]:
    """Return those of some values that can be indexes."""
    return frozenset(one for one in values if type(one) is int and one >= 0)


def _inputs(found: Any) -> dict[str, Any]:
    return {"inputs": tuple(str(one) for one in _list(found))}


def _types(found: Any) -> dict[str, Any]:
    return {"types": tuple(str(one) for one in _list(found))}


def _metadata(found: Any) -> dict[str, Any]:
    metadata = _dict(found)
    if "created_at" in metadata or "paths" in metadata:
        raise ValueError("that is the next line")
    return {"metadata": metadata}


def _made(found: Any) -> dict[str, Any]:
    return {"made": _dict(found)}


def _catalogs(found: Any) -> dict[str, Any]:
    line = _dict(found)
    max_len = line["max_len"]
    names = (only_name(str(path)) for path in _list(line["paths"]))
    return {
        "paths": tuple(name for name in names if name not in ("", ".", "..")),
        "current_index": max(0, int(line["current_index"])),
        "max_len": max_len if type(max_len) is int and max_len > 0 else MAX_LEN,
        "deleted": indexes_in(_list(line["deleted_indexes"])),
    }


_TAKE = dict(zip(LINES, (_inputs, _types, _metadata, _made, _catalogs), strict=True))


def _json(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _dict(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("no object")
    return value


def _dict_in(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
