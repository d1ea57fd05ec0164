"""Lesson 25, Drive by wire: say to the car how fast and how far round, and drive a square."""

from time import monotonic, sleep

import serial

WHEEL_TRACK_MM = 130  # between the middles of the two wheels

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
    return speed, speed


def drive(speed, turn, seconds):
    """Drive so for some seconds."""
    left, right = wheels_of(speed, turn)
    send(left, right)
    sleep(seconds)


drive(200, 0, 2.5)
