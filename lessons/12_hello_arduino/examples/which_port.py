"""Name every port that this computer has."""

from serial.tools.list_ports import comports

for port in comports():
    print(port.device, port.description)
