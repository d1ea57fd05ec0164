"""Drives for a second. Then a loose cable makes letters of its own: the Arduino hears x and y."""

from time import sleep

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

for _ in range(10):
    port.write(b"G")
    sleep(0.1)

while True:
    port.write(b"xy")
    sleep(0.1)
