"""Lesson 12, Hello, Arduino: send PING 1 to PING 5, and print what comes back."""

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = "PING 1\n"
port.write(word.encode())  # the first word: has the Arduino heard it?

answer = port.readline().decode().strip()
print(answer)
