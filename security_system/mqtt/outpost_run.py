"""Runs of the panel, as outposts know them: each has a greater number than the one before.

So what was recorded of an earlier run, seal and all, cannot be played back to an outpost that has
heard a later one: it would silence the siren there, and have its messages go astray.
"""

import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

from makerkit.atomic_file import OWNER_ONLY, write_atomically
from makerkit.errors import MakerKitError

FILE = "run"
RUN = re.compile(r"r([0-9a-f]{10})-[0-9a-f]{16}")
NUMBER_MOST = 16**10 - 1


def next_run(folder: Path, *, is_kept: bool = True) -> str:
    """Return the name of a new run.

    Its number is that of the clock, in seconds since 1970, or one more than the last: clocks of a
    Pi run back, and cards lose files, but seldom both.

    Args:
        folder: where the number of the last run is kept.
        is_kept: whether to keep it; nobody has to who has no outposts.
    """
    path = folder / FILE
    last = _number_in(path)
    number = min(NUMBER_MOST, max(last + 1, int(time.time())))
    if is_kept:
        with suppress(MakerKitError, OSError):  # the disk is full: then the clock has to do
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(path, f"{number}\n".encode(), mode=OWNER_ONLY)
    return f"r{number:010x}-{secrets.token_hex(8)}"


def number_of(run: str) -> int:
    """Return the number of a run; -1 for one that has none, so that any other is later."""
    found = RUN.fullmatch(run)
    return int(found[1], 16) if found else -1


def _number_in(path: Path) -> int:
    try:
        return max(0, int(path.read_text(encoding="ascii")[:20]))
    except (OSError, ValueError):
        return 0
