"""`serial.tools.list_ports.comports` on the bench. This module imports pyserial."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from serial.tools.list_ports_common import ListPortInfo

from hardware_mocks.arduino.serial_ports import SerialPort, ports_in_force
from hardware_mocks.clock import VirtualClock


def comports(real_comports: Callable[..., Any], include_links: bool = False) -> list[Any]:
    """Stand in for `serial.tools.list_ports.comports`: in real time the machine's own follow."""
    ports = ports_in_force()
    here = [] if ports is None else [_info(port) for port in ports.plugged()]
    is_virtual = ports is not None and isinstance(ports.clock, VirtualClock)
    return here if is_virtual else [*here, *real_comports(include_links)]


def _info(port: SerialPort) -> Any:
    info = ListPortInfo(port.name, skip_link_detection=True)
    usb = port.usb
    info.vid, info.pid = usb.vid, usb.pid
    info.manufacturer, info.product = usb.manufacturer, usb.product
    info.serial_number, info.location = usb.serial_number, port.location
    info.apply_usb_info()
    return info
