"""A program for the Pi that hangs after 1.5 s of driving. The cable is in, but nobody speaks."""

from time import sleep

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for _ in range(15):
    port.write(b"G")
    sleep(0.1)

while True:
    sleep(1)
