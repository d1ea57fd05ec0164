"""What is there when a sketch runs without a program for the Pi: a serial monitor."""

import signal
import sys
import threading
from typing import TYPE_CHECKING

from makerkit.trace import TO_PI, Event

if TYPE_CHECKING:
    from hardware_mocks.bench import Bench

REAL_PAUSE_S = 0.2
"""Windows has no `signal.pause`: there one looks this often for the end."""


def be_the_serial_monitor(bench: "Bench", *, listens: bool) -> None:
    """Print what the first board says until the run ends.

    Args:
        listens: whether lines from stdin go to the board, as one types them in a monitor.
    """
    bench.trace.listen(_print)
    if listens:
        threading.Thread(target=_pass_on, args=[bench], name="serial-monitor", daemon=True).start()
    if hasattr(signal, "pause"):
        signal.pause()
    while True:
        threading.Event().wait(REAL_PAUSE_S)


def _print(event: Event) -> None:
    if event.kind == "serial" and event.data["direction"] == TO_PI and sys.__stdout__ is not None:
        sys.__stdout__.write(event.data["text"].replace("\r\n", "\n"))
        sys.__stdout__.flush()


def _pass_on(bench: "Bench") -> None:
    for line in sys.stdin:
        with bench.clock.lock:
            bench.arduino().send(line.encode())
