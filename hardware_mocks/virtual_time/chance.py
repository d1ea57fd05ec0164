"""Seed every source of chance a program can reach.

`random`, `os.urandom` (and with it `uuid.uuid4` and `secrets`), `uuid.uuid1`'s node and numpy.
The hash seed can only be set before Python starts: whoever starts the process does that.
"""

import os
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from hardware_mocks.after_import import when_imported
from hardware_mocks.virtual_time import active, real

NODE = 0x0242AC110002
"""A fixed hardware address for `uuid.uuid1`, marked as locally administered."""


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seed all chance for the threads that live in virtual time; put things back at the end."""
    state = random.getstate()
    saved: list[tuple[Any, str, Any]] = [
        (module, name, getattr(module, name))
        for module, name in ((os, "urandom"), (random, "_urandom"), (uuid, "_node"))
    ]
    for name in ("_generate_time_safe", "_UuidCreate"):
        saved.append((uuid, name, getattr(uuid, name, None)))
        setattr(uuid, name, None)
    source = random.Random(f"urandom {seed}")

    def urandom(size: int) -> bytes:
        return real.urandom(size) if active.task() is None else source.randbytes(size)

    os.urandom = urandom
    random._urandom = urandom  # type: ignore[attr-defined]
    uuid._node = NODE  # type: ignore[attr-defined]
    uuid._last_timestamp = None  # type: ignore[attr-defined]
    random.seed(seed)
    when_imported("numpy.random", lambda module: _seed_numpy(module, seed))
    try:
        yield
    finally:
        for module, name, value in saved:
            setattr(module, name, value)
        random.setstate(state)


def _seed_numpy(module: ModuleType, seed: int) -> None:
    module.seed(seed % 2**32)
