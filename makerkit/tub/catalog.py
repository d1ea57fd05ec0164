"""`catalog_<n>.catalog`: a line of JSON for each of up to `max_len` records.

Beside it lies `catalog_<n>.catalog_manifest` with the lengths of its lines, so that any line is
found without reading those before it. While a catalog is being written, that file has no lengths;
whoever reads it counts lines then.
"""

import json
import time
from array import array
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from makerkit.atomic_file import write_atomically
from makerkit.tub.record import decode

SUFFIX = ".catalog"
MANIFEST_SUFFIX = ".catalog_manifest"


class Catalog:
    """The lines of one file, which is read only where it is asked.

    Attributes:
        first: the index of the record in its first line.
        was_counted: whether lengths were missing or wrong, so that lines had to be counted.
    """

    def __init__(self, path: Path, first: int) -> None:
        self.path = path
        self.first = first
        size = path.stat().st_size
        lengths = lengths_beside(path)
        self.was_counted = not _fit(path, lengths, size)
        if self.was_counted:
            lengths = count_lengths(path)
        self._ends = array("Q", accumulate(lengths))

    def __len__(self) -> int:
        return len(self._ends)

    @property
    def end(self) -> int:
        """The index after its last record."""
        return self.first + len(self)

    @property
    def size(self) -> int:
        """How many bytes its whole lines have; what comes after them was cut off."""
        return self._ends[-1] if self._ends else 0

    @property
    def lengths(self) -> list[int]:
        """The length of each line, with its newline."""
        return [self._length(line) for line in range(len(self))]

    def line(self, number: int) -> bytes:
        """Return a line, found by the lengths of those before it."""
        with self.path.open("rb", buffering=0) as file:
            file.seek(self._ends[number] - self._length(number))
            return file.read(self._length(number))

    def lines(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Yield lines in order, one at a time."""
        stop = len(self) if stop is None else min(stop, len(self))
        if start >= stop:
            return
        with self.path.open("rb") as file:
            file.seek(self._ends[start] - self._length(start))
            for number in range(start, stop):
                yield file.read(self._length(number))

    def _length(self, number: int) -> int:
        return self._ends[number] - (self._ends[number - 1] if number else 0)


def manifest_beside(path: Path) -> Path:
    """Return where the lengths of a catalog stand."""
    return path.with_suffix(MANIFEST_SUFFIX)


def read_beside(path: Path) -> dict[str, Any]:
    """Return what stands beside a catalog; nothing if that is missing or damaged."""
    try:
        found = json.loads(manifest_beside(path).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def lengths_beside(path: Path) -> list[int]:
    """Return the lengths that stand beside a catalog; none if they are missing or damaged."""
    lengths = read_beside(path).get("line_lengths")
    if not isinstance(lengths, list) or not all(type(one) is int and one > 0 for one in lengths):
        return []
    return lengths


def write_beside(path: Path, start_index: int, lengths: list[int]) -> None:
    """Write the lengths of a catalog, in one step."""
    made = read_beside(path).get("created_at")
    content = {
        "created_at": made if isinstance(made, float) else time.time(),
        "line_lengths": lengths,
        "path": manifest_beside(path).name,
        "start_index": start_index,
    }
    text = json.dumps(content, allow_nan=False, sort_keys=True) + "\n"
    write_atomically(manifest_beside(path), text.encode("ascii"))


def count_lengths(path: Path) -> list[int]:
    """Return the lengths of the whole lines; the last may lack its newline."""
    with path.open("rb") as file:
        return [len(line) for line in file if line.endswith(b"\n") or decode(line) is not None]


def _fit(path: Path, lengths: list[int], size: int) -> bool:
    """Return whether lengths are those of a file: their sum, and a newline where they say so."""
    if sum(lengths) != size:
        return False
    if not lengths:
        return True
    with path.open("rb", buffering=0) as file:
        file.seek(max(0, size - lengths[-1] - 1))
        tail = file.read()
    last, before = tail[-lengths[-1] :], tail[: -lengths[-1]]
    return before in (b"", b"\n") and last.find(b"\n") == len(last) - 1
