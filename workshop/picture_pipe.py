"""Pictures from the program's process, as `hardware_mocks/page_feed.py` writes them."""

import contextlib
import os
import threading
from collections.abc import Callable
from typing import IO

from hardware_mocks.page_feed import HEAD

MOST_BYTES = 50_000_000
"""A longer picture is none: the pipe is out of step."""


def follow_pictures(descriptor: int, on_picture: Callable[[str, int, bytes], None]) -> None:
    """Call `on_picture(name, time in us, JPEG)` for each picture until the pipe is closed."""
    thread = threading.Thread(
        target=_follow, args=(descriptor, on_picture), name="program-pictures", daemon=True
    )
    thread.start()


def _follow(descriptor: int, on_picture: Callable[[str, int, bytes], None]) -> None:
    with os.fdopen(descriptor, "rb") as pipe, contextlib.suppress(EOFError):
        while True:
            length, name_length, t_us = HEAD.unpack(_read(pipe, HEAD.size))
            if length > MOST_BYTES:
                return
            data = _read(pipe, length)
            on_picture(data[:name_length].decode(), t_us, data[name_length:])


def _read(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data
