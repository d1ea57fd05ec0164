"""Put every stand-in under the program, each only when the program imports what it stands for."""

from collections.abc import Callable

from hardware_mocks.bench import Bench
from hardware_mocks.standins import (
    foreign_modules,
    remote_pins,
    serial_line,
    system_files,
    terminal_keys,
    windows,
)
from hardware_mocks.standins.commands import Commands


def install_standins(bench: Bench, end_run: Callable[[str], None]) -> None:
    """Install the stand-ins of one run.

    Args:
        end_run: called with the reason when the program switches the Pi off.
    """
    Commands(bench, end_run).install()
    foreign_modules.install()
    remote_pins.install()
    serial_line.install()
    system_files.install(bench)
    terminal_keys.install()
    windows.install(bench)
