"""Finding the speed at which a board speaks, when at the kit's own only garbage comes in."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from makerkit.arduino.link.cable import read_some
from makerkit.arduino.link.errors import WrongSpeedError
from makerkit.arduino.link.heard import OTHER_SPEEDS, Heard
from makerkit.arduino.ports.open import as_os_error
from makerkit.messages import Message

LISTEN_S = 1.2
"""How long at each speed: a sketch that speaks once a second is heard."""


def find_speed(
    port: Any, garbage: Message, *, baud: int, is_stopped: Callable[[], bool] = lambda: False
) -> Message:
    """Listen at other speeds, put the port back to its own, and say which one fits.

    Args:
        port: open; changing its speed restarts nothing.
        garbage: what is to be said if none fits: the parameters of GarbageError.
        baud: the speed to come back to.
        is_stopped: asked between reads.

    Raises:
        OSError: the port is gone.
    """
    with as_os_error():
        try:
            return _try_speeds(port, garbage, baud, is_stopped)
        finally:
            port.baudrate = baud


def _try_speeds(port: Any, garbage: Message, baud: int, is_stopped: Callable[[], bool]) -> Message:
    for other in OTHER_SPEEDS:
        port.baudrate = other
        port.reset_input_buffer()
        heard = _listen(port, is_stopped)
        if heard.is_readable:
            params = {**garbage.params, "baud": baud, "fits": other, "heard": heard.sample}
            return Message(WrongSpeedError.id, params)
    return garbage


def _listen(port: Any, is_stopped: Callable[[], bool]) -> Heard:
    heard = Heard()
    ends_s = time.monotonic() + LISTEN_S
    while time.monotonic() < ends_s and not is_stopped():
        heard.add(read_some(port))
    return heard
