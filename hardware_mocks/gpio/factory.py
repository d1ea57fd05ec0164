"""The pin factory `sim`: gpiozero's door to the simulated bench.

Set `GPIOZERO_PIN_FACTORY=sim` before the first device, or let `maker run` and the pytest
plugin do it. Without either, a bench in real time is made on the spot.
"""

import os
import threading
from collections import deque
from typing import Any

from gpiozero import input_devices
from gpiozero.pins.pi import PiFactory

from hardware_mocks.bench import Bench, current_bench
from hardware_mocks.gpio.pin import SimPin
from hardware_mocks.gpio.spi import SimSPI, SimSPIShared
from hardware_mocks.virtual_time import NS_PER_S

PI_4B = 0xC03114
"""Revision code of a Raspberry Pi 4B with 4 GB, board revision 1.4."""


class SimFactory(PiFactory):  # type: ignore[misc]  # gpiozero has no types
    """Pins of a simulated Raspberry Pi.

    Edges reach the program from one thread, `gpio-events`, one after another, as lgpio
    delivers them: a callback that sleeps delays the next one, and one that raises ends the
    thread. The levels themselves change on time.

    Args:
        bench: what the pins are wired to; by default the process's current one.
    """

    def __init__(self, bench: Bench | None = None) -> None:
        super().__init__()
        self.bench = bench or current_bench()
        self.bench.pin_factories.append(self)
        self.pin_class = SimPin
        self._edges: deque[tuple[SimPin, int, int]] = deque()
        self._bell: Any = None  # a lock that is taken while there is nothing to deliver
        self._closed = False

    def close(self) -> None:
        """Release all pins and end the thread that delivers edges."""
        super().close()
        self._closed = True
        self._ring()

    @staticmethod
    def ticks() -> float:
        """Return seconds since the run began."""
        return current_bench().clock.now_ns / NS_PER_S

    @staticmethod
    def ticks_diff(later: float, earlier: float) -> float:
        """Return seconds between two values of `ticks`."""
        return later - earlier

    def pin(self, name: Any) -> Any:
        """Return the pin of that name or number; the first one starts the delivery of edges."""
        pin = super().pin(name)
        if self._bell is None:
            self._bell = threading.Lock()
            target = self._deliver_edges
            threading.Thread(target=target, name="gpio-events", daemon=True).start()
        return pin

    def deliver(self, pin: SimPin, t_ns: int, level: int) -> None:
        """Queue an edge for the program's callbacks; call with the clock's lock held."""
        self._edges.append((pin, t_ns, level))
        self._ring()

    def _ring(self) -> None:
        if self._bell is not None and self._bell.locked():
            self._bell.release()

    @property
    def listens(self) -> bool:
        """Whether any pin has a callback, so that the world may still move the program."""
        return any(pin._detects for pin in self.pins.values())

    def _deliver_edges(self) -> None:
        while not self._closed:
            self._bell.acquire()
            while self._edges:
                pin, t_ns, level = self._edges.popleft()
                if pin._when_changed is not None:
                    pin._call_when_changed(t_ns / NS_PER_S, level)

    def _get_revision(self) -> int:
        return int(os.environ.get("MAKER_PI_REVISION", f"{PI_4B:x}"), 16)

    def _get_spi_class(self, shared: bool, hardware: bool) -> type:
        return SimSPIShared if shared else SimSPI


# gpiozero warns that a DistanceSensor is inexact with any factory but pigpio's; this one is exact.
input_devices.PiGPIOFactory = tuple(filter(None, (input_devices.PiGPIOFactory, SimFactory)))
