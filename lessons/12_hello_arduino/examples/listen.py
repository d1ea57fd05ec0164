"""Open the port and print everything that comes, with the time."""

from time import monotonic

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=1)
opened_s = monotonic()

while monotonic() - opened_s < 3:
    line = port.readline()
    seconds = round(monotonic() - opened_s, 1)
    print(seconds, line)
