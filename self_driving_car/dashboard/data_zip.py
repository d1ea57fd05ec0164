"""A tub as one zip, packed while it is being sent: nothing is written beside it."""

import zipfile
from collections.abc import Iterator
from pathlib import Path


class _Outlet:
    """Takes what the packer writes, until it is sent; cannot be wound back."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self._waiting.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits longer than until the next `take`."""

    def close(self) -> None:
        """The packer is done; what waits can still be taken."""

    def take(self) -> bytes:
        """Return what waits."""
        taken = b"".join(self._waiting)
        self._waiting.clear()
        return taken


def zipped(folder: Path) -> Iterator[bytes]:
    """Yield a zip of a tub: JPEGs as they are, for they pack no smaller.

    A file that goes away meanwhile is left out.
    """
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as packer:
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.is_symlink() or path.name.startswith("."):
                continue
            try:
                packer.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
            except OSError:
                continue
            yield outlet.take()
    yield outlet.take()
