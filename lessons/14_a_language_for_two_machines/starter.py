"""Lesson 14, A language for two machines: read the speed of two wheels, and believe no bad line."""

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()

while True:
    line = port.readline().decode().strip()  # such as "M,120,-80*5B"
    text, star, checksum = line.partition("*")
    name, left, right = text.split(",")
    print("left", int(left), "right", int(right))
