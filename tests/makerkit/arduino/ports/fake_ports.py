"""Ports as pyserial's list_ports describes them on different computers, and a folder like /sys."""

import serial.tools.list_ports
from serial.tools.list_ports_common import ListPortInfo

UNO = ("/dev/ttyACM0", 0x2341, 0x0043, "75735303331351F0D0F1", "1-1.2:1.0", "Arduino Uno")
NANO = ("/dev/ttyUSB0", 0x1A86, 0x7523, None, "1-1.3", "USB Serial")
NANO_ELSEWHERE = ("/dev/ttyUSB1", 0x1A86, 0x7523, None, "1-1.4", "USB Serial")
MEGA = ("/dev/ttyACM1", 0x2341, 0x0042, "8543130383435190F0C1", "1-1.5:1.0", "Arduino Mega")
UNO_R4 = ("/dev/ttyACM2", 0x2341, 0x1002, "F412FA6F2214", "1-1.5:1.0", "UNO WiFi R4")
PI_UART = ("/dev/ttyAMA0", None, None, None, None, "ttyAMA0")
BLUETOOTH = ("/dev/cu.Bluetooth-Incoming-Port", None, None, None, None, "n/a")
GPS = ("/dev/ttyACM3", 0x1546, 0x01A7, None, "1-1.1:1.0", "u-blox 7")


def info(fields):
    device, vid, pid, serial_number, location, description = fields
    port = ListPortInfo(device, skip_link_detection=True)
    port.vid, port.pid, port.serial_number = vid, pid, serial_number
    port.location, port.description = location, description
    return port


def plug_in(monkeypatch, *ports):
    """Let this computer have exactly these ports."""
    found = [info(port) for port in ports]
    monkeypatch.setattr(serial.tools.list_ports, "comports", lambda *_: found)


def usb_device(root, name, vid, pid, *, tty=None):
    """Put a device on the USB of a folder that stands for /."""
    folder = root / "sys/bus/usb/devices" / name
    folder.mkdir(parents=True)
    (folder / "idVendor").write_text(f"{vid:04x}\n")
    (folder / "idProduct").write_text(f"{pid:04x}\n")
    if tty:
        (folder / f"{name}:1.0" / tty).mkdir(parents=True)
