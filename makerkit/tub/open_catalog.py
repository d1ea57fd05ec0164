"""The catalog that records are being added to."""

import os
from pathlib import Path

from makerkit.tub.catalog import Catalog, write_beside
from makerkit.tub.errors import TubWriteError
from makerkit.tub.healing import cut_half_line
from makerkit.tub.lock import try_to_hold

_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)


class OpenCatalog:
    """Adds lines to a catalog, each by one write: a kill leaves a line whole or not there.

    Args:
        path: the file; what it already holds is kept, but for a half last line.
        first: the index of the record in its first line.

    Raises:
        TubWriteError: another program is writing it.
    """

    def __init__(self, path: Path, first: int) -> None:
        self.path = path
        self.first = first
        self._file = os.open(path, _APPEND, 0o666)
        try:
            if not try_to_hold(self._file):
                raise TubWriteError(f"Another program is recording into {path.parent}.")
            cut_half_line(Catalog(path, first))
            self.lengths = Catalog(path, first).lengths
            write_beside(path, first, [])  # until it is closed, whoever reads it counts lines
        except BaseException:
            os.close(self._file)
            raise
        self._size = sum(self.lengths)

    @property
    def end(self) -> int:
        """The index of the next record."""
        return self.first + len(self.lengths)

    def add(self, line: bytes) -> None:
        """Add a line; if that fails, the file is as it was before.

        Raises:
            OSError: the system refuses.
        """
        try:
            written = os.write(self._file, line)
            while written < len(line):  # a disk that is nearly full takes a part
                written += os.write(self._file, line[written:])
        except OSError:
            os.ftruncate(self._file, self._size)
            raise
        self.lengths.append(len(line))
        self._size += len(line)

    def sync(self) -> None:
        """Bring its lines to the disk."""
        os.fsync(self._file)

    def close(self) -> None:
        """Bring it to the disk, and write down how long its lines are."""
        try:
            os.fsync(self._file)
            write_beside(self.path, self.first, self.lengths)
        finally:
            os.close(self._file)
