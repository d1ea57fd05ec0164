"""How the computer itself is: processor, temperature, memory, disk, how long it runs.

Linux tells it in /proc and /sys; elsewhere these parts are simply not shown.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from makerkit.app.edge import Health, Level

HOT_C, TOO_HOT_C = 75.0, 82.0
"""A Pi slows itself down from 80 °C on."""
LITTLE_DISK_GB, LEAST_DISK_GB = 2.0, 0.5
LITTLE_MEMORY = 0.10
GB = 1e9


def look_at_computer(folder: Path) -> list[Health]:
    """Return how this computer is; `folder` says which disk matters."""
    return [*_processor(), *_temperature(), *_memory(), *_disk(folder), *_uptime()]


def _processor() -> Iterator[Health]:
    with suppress(OSError, AttributeError):
        one_min, _five_min, _quarter = os.getloadavg()
        cores = os.cpu_count() or 1
        share = 100 * one_min / cores
        numbers = {"load_percent": share, "cores": float(cores)}
        if share > 150:
            says = "It has more to do than it can. Fewer pictures a second would help."
            yield Health("processor", Level.WARNING, says, numbers)
        else:
            yield Health("processor", Level.OK, f"{share:.0f} % of it is at work.", numbers)


def _temperature() -> Iterator[Health]:
    with suppress(OSError, ValueError):
        text = Path("/sys/class/thermal/thermal_zone0/temp").read_text(encoding="ascii")
        temperature_c = int(text) / 1000
        numbers = {"temperature_c": temperature_c}
        if temperature_c >= TOO_HOT_C:
            says = "So hot that it slows down. Give it air, or a heat sink."
            yield Health("temperature", Level.ERROR, says, numbers)
        elif temperature_c >= HOT_C:
            says = "Warm. Give it more air before the summer."
            yield Health("temperature", Level.WARNING, says, numbers)
        else:
            yield Health("temperature", Level.OK, f"{temperature_c:.0f} °C.", numbers)


def _memory() -> Iterator[Health]:
    with suppress(OSError, ValueError, KeyError, IndexError):
        text = Path("/proc/meminfo").read_text(encoding="ascii")
        kib = {line.split(":")[0]: int(line.split()[1]) for line in text.splitlines()}
        share = kib["MemAvailable"] / kib["MemTotal"]
        numbers = {"free_mb": kib["MemAvailable"] / 1000, "all_mb": kib["MemTotal"] / 1000}
        level = Level.WARNING if share < LITTLE_MEMORY else Level.OK
        yield Health("memory", level, f"{100 * share:.0f} % of it is free.", numbers)


def _disk(folder: Path) -> Iterator[Health]:
    with suppress(OSError):
        usage = shutil.disk_usage(folder)
        free_gb = usage.free / GB
        numbers = {"free_gb": free_gb, "all_gb": usage.total / GB}
        if free_gb < LEAST_DISK_GB:
            says = "Almost full: the journal may fail soon. Delete what is not needed."
            yield Health("disk", Level.ERROR, says, numbers)
        elif free_gb < LITTLE_DISK_GB:
            yield Health("disk", Level.WARNING, "Little is free.", numbers)
        else:
            yield Health("disk", Level.OK, f"{free_gb:.0f} GB are free.", numbers)


def _uptime() -> Iterator[Health]:
    with suppress(OSError, ValueError, IndexError):
        text = Path("/proc/uptime").read_text(encoding="ascii")
        days, left_s = divmod(float(text.split()[0]), 86_400)
        says = f"It runs for {days:.0f} days and {left_s / 3600:.0f} hours."
        yield Health("uptime", Level.OK, says)
