"""Seed every source of chance a program can reach.

`random`, `os.urandom` (and with it `uuid.uuid4` and `secrets`), `uuid.uuid1`'s node and numpy;
the numbers in the names of threads begin anew. The hash seed can only be set before Python starts:
whoever starts the process does that.
"""

import itertools
import os
import random
import threading
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
        for module, name in (
            (os, "urandom"),
            (random, "_urandom"),
            (random, "seed"),
            (random.Random, "seed"),
            (threading, "_counter"),
            (uuid, "_node"),
        )
    ]
    for name in ("_generate_time_safe", "_UuidCreate"):
        saved.append((uuid, name, getattr(uuid, name, None)))
        setattr(uuid, name, None)
    source = random.Random(f"urandom {seed}")

    def urandom(size: int) -> bytes:
        return real.urandom(size) if active.task() is None else source.randbytes(size)

    real_seed = random.Random.seed

    def seed_again(self: random.Random, a: Any = None, version: int = 2) -> None:
        if a is None and active.task() is not None:
            a = source.getrandbits(256)  # by itself it would ask the system, in C
        real_seed(self, a, version)

    os.urandom = urandom
    random._urandom = urandom  # type: ignore[attr-defined]
    random.Random.seed = seed_again  # type: ignore[method-assign]
    random.seed = random._inst.seed
    threading._counter = itertools.count(1).__next__  # type: ignore[attr-defined]
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
