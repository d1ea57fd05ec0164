"""Put every stand-in under the program, each only when the program imports what it stands for."""

from collections.abc import Callable

from hardware_mocks.bench import Bench
from hardware_mocks.camera import install as camera_install
from hardware_mocks.standins import (
    cascades,
    flask_server,
    foreign_modules,
    remote_pins,
    serial_line,
    shown_images,
    system_files,
    terminal_keys,
    video_capture,
    windows,
)
from hardware_mocks.standins.commands import Commands


def install_standins(bench: Bench, end_run: Callable[[str], None]) -> None:
    """Install the stand-ins of one run.

    Args:
        end_run: called with the reason when the program switches the Pi off.
    """
    Commands(bench, end_run).install()
    cascades.install()
    flask_server.install()
    foreign_modules.install()
    remote_pins.install()
    serial_line.install()
    shown_images.install(bench)
    system_files.install(bench)
    terminal_keys.install()
    video_capture.install(bench)
    windows.install(bench)
    camera_install.install()
