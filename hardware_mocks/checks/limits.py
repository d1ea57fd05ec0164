"""What a program under a check may take of the machine."""

from __future__ import annotations

import contextlib
from pathlib import Path

MOST_MEMORY_BYTES = 1_000_000_000
"""Beside what the process had before."""
MORE_WITH_PICTURES_BYTES = 3_000_000_000
"""More where pictures are: threads of cv2 and of visitors each reserve room they never use."""
MOST_FILE_BYTES = 20_000_000
C_CALL_PATIENCE_S = 8.0
"""Seconds of computing for which C code may hold the interpreter."""


def limit_this_process(*, draws: bool = False) -> None:
    """Bound memory, the size of files, and core dumps, where the system can.

    Args:
        draws: whether pictures are made, of a camera or of the house.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_FILE_BYTES, MOST_FILE_BYTES))
    with contextlib.suppress(ValueError, OSError):
        more = MOST_MEMORY_BYTES + (MORE_WITH_PICTURES_BYTES if draws else 0)
        most = _used_bytes(resource.getpagesize()) + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _used_bytes(page_bytes: int) -> int:
    """Return the size of this process's address space (Linux tells; elsewhere a guess)."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * page_bytes
    except OSError:
        return MOST_MEMORY_BYTES
