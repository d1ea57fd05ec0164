# expect: wire.whole_track
"""Lesson 25, Drive by wire: say to the car how fast and how far round, and drive a square."""

from time import monotonic, sleep

import serial

WHEEL_TRACK_MM = 130  # between the middles of the two wheels
QUARTER = 3.1416 / 2  # a quarter of a turn, in radians

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


def wheels_of(speed, turn):
    """Return how fast both wheels turn.

    speed: of the middle of the car, in mm a second.
    turn: in radians a second, positive to the left.
    """
    more = turn * WHEEL_TRACK_MM  # to the left: the right wheel has the longer way
    return round(speed - more), round(speed + more)


def drive(speed, turn, seconds):
    """Drive so for some seconds; say it again and again, so that the car knows we are there."""
    left, right = wheels_of(speed, turn)
    end = monotonic() + seconds
    while monotonic() < end:
        send(left, right)
        sleep(0.1)


for _ in range(4):
    drive(200, 0, 2.5)
    drive(0, 0, 0.5)  # come to rest, or it slides round the corner
    drive(0, QUARTER, 1)
    drive(0, 0, 0.5)
