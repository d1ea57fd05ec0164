"""Lesson 26, Do not crash: drive until something is ahead, and stop in time."""

import serial

SPEED = 180  # mm a second
STOP_MM = 200  # nearer than this: stop
GO_MM = 260  # farther than this: go on
NOTHING_MM = 4000  # what we take for "no echo": as far as the sensor can hear

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()


def xor_of(text):
    """Return the checksum of lesson 14."""
    result = 0
    for character in text:
        result = result ^ ord(character)
    return f"{result:02X}"


def send(left, right):
    """Tell the car how fast its wheels turn, in whole millimetres a second."""
    text = f"M,{left},{right}"
    port.write(f"{text}*{xor_of(text)}\n".encode())


def distance():
    """Wait for the next echo; return how far away the thing ahead is, in mm, 0 without an echo."""
    while True:
        text, proof = port.readline().decode().strip().split("*")
        if proof == xor_of(text):
            return int(text.split(",")[1])


last = []
drives = True

while True:
    mm = distance()
    if mm == 0:
        mm = NOTHING_MM
    last = [*last[-4:], mm]
    middle = sorted(last)[len(last) // 2]  # one wrong echo is never in the middle
    if middle < STOP_MM:
        drives = False
    elif middle > GO_MM:  # between the two limits nothing changes
        drives = True
    if drives:
        send(SPEED, SPEED)
    else:
        send(0, 0)
