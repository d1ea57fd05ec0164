"""Pin factories that a program asks for by name: its own Pi's, and other Pis on the network.

`PiGPIOFactory(host="192.168.1.3")` controls a second simulated Pi, whose pins are called
"192.168.1.3/GPIO17" in the trace and in a scenario. `RPiGPIOFactory()`, `LGPIOFactory()` and
`NativeFactory()` are ways to one's own pins, which here are the bench's.
"""

import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any, ClassVar

from hardware_mocks.bench import Bench, current_bench
from hardware_mocks.gpio.circuit import Net
from hardware_mocks.gpio.factory import SimFactory
from hardware_mocks.gpio.pin import SimPin

OWN_NAMES = ("", "localhost", "127.0.0.1", "::1")


class RemoteFactory(SimFactory):
    """Stands in for `PiGPIOFactory`: pins of a simulated Pi on the network.

    Args:
        host: name or address; without it PIGPIO_ADDR, or else this Pi.
        port: of its daemon.
    """

    def __init__(self, host: str | None = None, port: int | None = None) -> None:
        self.host = host if host is not None else os.environ.get("PIGPIO_ADDR", "localhost")
        self.port = port or int(os.environ.get("PIGPIO_PORT", "8888"))
        self.prefix = "" if self.host in OWN_NAMES else f"{self.host}/"
        super().__init__(_BenchOfAnotherPi(current_bench(), self.prefix))  # type: ignore[arg-type]
        self.pin_class = _RemotePin


class _RemotePin(SimPin):
    """A pin whose name in the trace has the other Pi's name in front."""

    def __init__(self, factory: RemoteFactory, info: Any) -> None:
        super().__init__(factory, info)
        self._info = info._replace(name=factory.prefix + info.name)


class _BenchOfAnotherPi:
    """The bench as another Pi on it sees it: its nets have its name in front."""

    def __init__(self, bench: Bench, prefix: str) -> None:
        self._bench = bench
        self._prefix = prefix

    def net(self, name: str) -> Net:
        return self._bench.net(self._prefix + name)

    def spi_transfer(self, select_pin: Any, data: list[int]) -> list[int]:
        return self._bench.spi_transfer(f"{self._prefix}GPIO{select_pin}", data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bench, name)


class _FactoryModules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds gpiozero's modules of pin factories, with the bench's factory in them."""

    FACTORIES: ClassVar = {
        "gpiozero.pins.pigpio": ("PiGPIOFactory", RemoteFactory),
        "gpiozero.pins.rpigpio": ("RPiGPIOFactory", SimFactory),
        "gpiozero.pins.lgpio": ("LGPIOFactory", SimFactory),
        "gpiozero.pins.native": ("NativeFactory", SimFactory),
    }

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname not in self.FACTORIES:
            return None
        return importlib.machinery.ModuleSpec(fullname, self)

    def exec_module(self, module: ModuleType) -> None:
        name, factory = self.FACTORIES[module.__name__]
        setattr(module, name, factory)


def install() -> None:
    """Let the program find the bench's factories under gpiozero's names for them."""
    finder = _FactoryModules()
    for name in finder.FACTORIES:
        if name in sys.modules:  # on a Pi gpiozero has imported the real one already
            finder.exec_module(sys.modules[name])
    sys.meta_path.insert(0, finder)
