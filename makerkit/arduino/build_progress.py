"""Who is told how far a build is; imports nothing of the compiler's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Progress = Callable[[int, int], None]
"""Called with how many files are compiled, of how many; from several threads."""
LISTENER = ContextVar[Progress]("LISTENER", default=lambda _done, _all: None)


@contextmanager
def progress_told(listener: Progress) -> Iterator[None]:
    """Have it told how far a build inside is, if anything has to be compiled."""
    token = LISTENER.set(listener)
    try:
        yield
    finally:
        LISTENER.reset(token)
