"""What Linux tells about itself: the processor's temperature, its load, how full the disk is.

On a laptop these files are missing, or tell about the laptop and differ from run to run. On
the bench they tell about two things that a scenario can set, "cpu" and "disk".
"""

import builtins
import io
import os
from collections.abc import Callable
from typing import Any, ClassVar

from hardware_mocks.bench import Bench
from hardware_mocks.parts.part import Control
from hardware_mocks.standins.things import Thing, on_the_bench

BLOCK_BYTES = 4096
DISK_BLOCKS = 4_000_000
"""A card of 16 GB."""


class Processor(Thing):
    """The Pi's processor.

    Attributes:
        temperature_c: 48 degrees is a Pi 4 at rest in a room.
        load: how many programs want to run, on average.
    """

    kind = "processor"
    controls = (Control("temperature_c", -20.0, 110.0, "°C"), Control("load", 0.0, 100.0))
    defaults: ClassVar = {"temperature_c": 48.0, "load": 0.1}
    temperature_c: float
    load: float


class Disk(Thing):
    """The Pi's memory card.

    Attributes:
        usage_percent: how full it is.
    """

    kind = "disk"
    controls = (Control("usage_percent", 0.0, 100.0, "%"),)
    defaults: ClassVar = {"usage_percent": 40.0}
    usage_percent: float


def install(bench: Bench) -> None:
    """Let `open` and `os.statvfs` tell about the bench's Pi."""
    files = {
        "/sys/class/thermal/thermal_zone0/temp": lambda: _temperature(bench),
        "/proc/loadavg": lambda: _load(bench),
    }
    open_like_on_a_pi = _opener(io.open, files)
    builtins.open = io.open = open_like_on_a_pi
    os.statvfs = lambda path: _disk(bench)
    os.getloadavg = lambda: (on_the_bench(Processor, "cpu", bench).load,) * 3


def _opener(real_open: Callable[..., Any], files: dict[str, Callable[[], str]]) -> Any:
    def open_like_on_a_pi(file: Any, mode: str = "r", *args: Any, **how: Any) -> Any:
        text = files.get(file) if isinstance(file, str) else files.get(str(file))
        if text is None:
            return real_open(file, mode, *args, **how)
        return io.BytesIO(text().encode()) if "b" in mode else io.StringIO(text())

    return open_like_on_a_pi


def _temperature(bench: Bench) -> str:
    """In thousandths of a degree, as the kernel tells it."""
    return f"{round(on_the_bench(Processor, 'cpu', bench).temperature_c * 1000)}\n"


def _load(bench: Bench) -> str:
    load = on_the_bench(Processor, "cpu", bench).load
    return f"{load:.2f} {load:.2f} {load:.2f} 1/123 4567\n"


def _disk(bench: Bench) -> os.statvfs_result:
    usage = on_the_bench(Disk, "disk", bench).usage_percent
    free = round(DISK_BLOCKS * (1 - usage / 100))
    blocks = (BLOCK_BYTES, BLOCK_BYTES, DISK_BLOCKS, free, free)
    files = (1_000_000, 900_000, 900_000)
    return os.statvfs_result((*blocks, *files, 0, 255))
