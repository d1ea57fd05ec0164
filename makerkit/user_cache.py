"""Where things are kept that can be made again: compiled firmware, the compiled simulator.

A folder of the cache is there whole or not at all, even when two programs make it at once or the
power goes: it is made beside its place and moved there in one step.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from makerkit.errors import BadInputError

MOST = 400
"""How many contents of a kind are kept; a compiled sketch takes about 50 kB."""


def user_cache() -> Path:
    """Return the user's own folder for what can be made again; `MAKER_CACHE` names another."""
    named = os.environ.get("MAKER_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "maker/cache"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/maker"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "maker"


def content_key(pieces: Iterable[str | bytes]) -> str:
    """Return a short name for a list of contents; other contents have another name."""
    digest = hashlib.sha256()
    for piece in pieces:
        data = piece.encode() if isinstance(piece, str) else piece
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()[:24]


def cached_folder(
    kind: str, key: str, make: Callable[[Path], object], *, most: int | None = None
) -> Path:
    """Return a folder of the cache; if it is not there, `make` fills an empty one first.

    Args:
        kind: what it holds, the name of a folder in the cache.
        key: names its content, as `content_key` does.
        make: writes the content into the folder that it is given; what it raises is passed on,
            and then nothing is kept.
        most: how many contents of this kind are kept; None for MOST.
    """
    place = user_cache() / kind / key
    if place.is_dir():
        with suppress(OSError):
            os.utime(place)  # what is used stays, when there is too much
        return place
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{key}.", dir=place.parent))
    except OSError as error:
        raise BadInputError(f"Cannot write to {place.parent}: {error.strerror}.") from error
    try:
        make(beside)
        _move(beside, place)
        _forget_oldest(place.parent, MOST if most is None else most)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return place


def _move(beside: Path, place: Path) -> None:
    beside.chmod(0o755)
    try:
        beside.rename(place)
    except OSError:
        if not place.is_dir():  # else another program was quicker, and its content is the same
            raise


def _forget_oldest(folder: Path, most: int) -> None:
    """Keep the last contents of a kind; one that is needed again is made again."""
    contents = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    if len(contents) <= most:
        return
    for entry in sorted(contents, key=_last_use)[: len(contents) - most * 3 // 4]:
        shutil.rmtree(entry, ignore_errors=True)


def _last_use(entry: Path) -> float:
    with suppress(FileNotFoundError):  # another program forgets it at this moment
        return entry.stat().st_mtime
    return 0.0
