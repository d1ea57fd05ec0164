"""A program for the Pi that is late now and then: two of its letters are missing."""

from time import sleep

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    for _ in range(5):
        port.write(b"G")
        sleep(0.1)
    sleep(0.15)
