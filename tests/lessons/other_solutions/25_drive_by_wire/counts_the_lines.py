from math import pi
from time import sleep

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)
while port.readline() != b"READY\r\n":
    pass


def drive(left, right, times):
    for _ in range(times):
        text = f"M,{int(left)},{int(right)}"
        check = 0
        for letter in text.encode():
            check ^= letter
        port.write(b"%s*%02x\n" % (text.encode(), check))
        sleep(0.05)


for _ in range(4):
    drive(250, 250, 40)
    drive(0, 0, 12)
    drive(-65 * pi / 4, 65 * pi / 4, 40)
    drive(0, 0, 12)
