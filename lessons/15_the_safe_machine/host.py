"""Lesson 15, the Pi's half: says G, "go on", ten times a second. It is given."""

from time import sleep

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    port.write(b"G")
    sleep(0.1)
