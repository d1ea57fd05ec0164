"""The tubs that the data page shows; what is read of one is kept as long as it stays the same."""

import threading
from collections import OrderedDict
from pathlib import Path

from makerkit.errors import NotThereError
from makerkit.tub import Tub
from self_driving_car.recording.columns import Bools, Columns, mask_of, read_columns
from self_driving_car.recording.tubs import TubInfo, tubs_in

KEPT = 3
"""Tubs whose numbers stay in memory: 20,000 records take 2 MB."""
Signature = tuple[tuple[str, int, int], ...]


class Shelf:
    """The tubs in a folder.

    Args:
        folder: where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._columns: OrderedDict[str, tuple[Signature, Columns]] = OrderedDict()
        self._lock = threading.Lock()

    def all(self) -> list[TubInfo]:
        """Return what tubs there are, the newest first."""
        return tubs_in(self.folder)

    def tub(self, name: str) -> Tub:
        """Return a tub as it is now.

        Raises:
            NotThereError: there is none of this name.
        """
        path = self.folder / name
        if name.startswith(".") or path.parent != self.folder or path.name != name:
            raise NotThereError(f"There is no tub {ascii(name)[:60]}.")
        return Tub(path)

    def columns(self, tub: Tub) -> Columns:
        """Return the numbers of a tub; read only if its catalogs have changed."""
        name, signature = tub.folder.name, _signature(tub)
        with self._lock:
            kept = self._columns.get(name)
            if kept is None or kept[0] != signature:
                kept = (signature, read_columns(tub))
            self._columns[name] = kept
            self._columns.move_to_end(name)
            while len(self._columns) > KEPT:
                self._columns.popitem(last=False)
            return kept[1]


def live_mask(tub: Tub, columns: Columns) -> Bools:
    """Return whether each record can be read and is not marked as bad."""
    mask: Bools = columns.is_there & ~mask_of(tub.deleted, columns.end)
    return mask


def _signature(tub: Tub) -> Signature:
    found = []
    for catalog in tub.layout.catalogs:
        stat = catalog.path.stat()
        found.append((catalog.path.name, stat.st_size, stat.st_mtime_ns))
    return tuple(found)
