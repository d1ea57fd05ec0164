"""Print ten lines of the Arduino as they come."""

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

for turn in range(10):
    print(turn, port.readline())
