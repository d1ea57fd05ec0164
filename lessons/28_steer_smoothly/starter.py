"""Lesson 28, Steer smoothly: follow the line, as much as needed and no more."""

from time import sleep

import cv2
import serial
from picamera2 import Picamera2

SPEED = 250  # mm in a second
EVERY_S = 0.1
WHEEL_TRACK_MM = 130
TOP = 160
LEAST = 300

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)
camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()

word = ""
while word != "READY":
    word = port.readline().decode().strip()


def xor_of(text):
    """Return the checksum of lesson 14."""
    result = 0
    for character in text:
        result = result ^ ord(character)
    return f"{result:02X}"


def drive(speed, turn):
    """Tell both wheels how fast: speed in mm a second, turn in radians a second to the left."""
    more = turn * WHEEL_TRACK_MM / 2
    text = f"M,{round(speed - more)},{round(speed + more)}"
    port.write(f"{text}*{xor_of(text)}\n".encode())


def place_of_line(picture):
    """Return -1 for the left edge, 0 for the middle, 1 for the right edge; None without a line."""
    grey = cv2.cvtColor(picture[TOP:], cv2.COLOR_BGR2GRAY)
    lighter = cv2.subtract(grey, cv2.blur(grey, (121, 31)))
    mask = cv2.threshold(lighter, 25, 255, cv2.THRESH_BINARY)[1]
    if cv2.countNonZero(mask) < LEAST:
        return None
    sums = cv2.moments(mask)
    return (sums["m10"] / sums["m00"] - 160) / 160


def turn_of(place, before):
    """Return how fast to turn, in radians a second; positive is to the left."""
    return 0


before = 0
while True:
    place = place_of_line(camera.capture_array())
    if place is None:
        drive(SPEED, 0)
    else:
        drive(SPEED, turn_of(place, before))
        before = place
    sleep(EVERY_S)
