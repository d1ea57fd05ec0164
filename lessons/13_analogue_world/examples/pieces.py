"""Read six bytes at a time. Where does a number begin, and where does it end?"""

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

for turn in range(6):
    print(turn, port.read(6))
