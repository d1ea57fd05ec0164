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
from types import MethodType, ModuleType
from typing import Any

from hardware_mocks.after_import import when_imported
from hardware_mocks.virtual_time import active, real

NODE = 0x0242AC110002
"""A fixed hardware address for `uuid.uuid1`, marked as locally administered."""


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seed all chance for the threads that live in virtual time; put things back at the end."""
    state = random.getstate()
    replacements = _replacements(random.Random(f"urandom {seed}"))
    saved = [(owner, name, getattr(owner, name, None)) for owner, name, _ in replacements]
    for owner, name, value in replacements:
        setattr(owner, name, value)
    random.seed(seed)
    when_imported("numpy.random", lambda module: _seed_numpy(module, seed))
    try:
        yield
    finally:
        for owner, name, value in saved:
            setattr(owner, name, value)
        random.setstate(state)


def _replacements(source: random.Random) -> list[tuple[Any, str, Any]]:
    """Return (owner, name, what takes its place); what asks the system asks `source` instead."""
    real_seed = random.Random.seed

    def urandom(size: int) -> bytes:
        return real.urandom(size) if active.task() is None else source.randbytes(size)

    def seed_again(self: random.Random, a: Any = None, version: int = 2) -> None:
        if a is None and active.task() is not None:
            a = source.getrandbits(256)  # by itself it would ask the system, in C
        real_seed(self, a, version)

    return [
        (os, "urandom", urandom),
        (random, "_urandom", urandom),
        (random.Random, "seed", seed_again),
        (random, "seed", MethodType(seed_again, vars(random)["_inst"])),
        (threading, "_counter", itertools.count(1).__next__),  # of threads without a name
        (uuid, "_node", NODE),
        (uuid, "_last_timestamp", None),
        (uuid, "_generate_time_safe", None),
        (uuid, "_UuidCreate", None),
    ]


def _seed_numpy(module: ModuleType, seed: int) -> None:
    module.seed(seed % 2**32)
