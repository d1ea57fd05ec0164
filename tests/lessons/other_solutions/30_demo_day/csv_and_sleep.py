"""Lesson 30, Demo day: a lap by the line, a stop at the sign, a wait before the box, and a log."""

import csv
from pathlib import Path
from time import monotonic, sleep, strftime

import cv2
import serial
from picamera2 import Picamera2

SPEED = 250  # mm in a second
P = 1.5
D = 0.1
EVERY_S = 0.1
WHEEL_TRACK_MM = 130
TOP = 160
LEAST = 300
STOP_MM = 200
GO_MM = 300
NOTHING_MM = 4000
SIGN_PX = 34  # a sign so wide is near
STAND_S = 3.0
LOG = Path("drive.csv")
FORGET_S = 2.0  # so long without the sign, and the next one is a new one

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


def distances():
    """Return the distances that the car has told since the last time, in mm."""
    found = []
    while port.in_waiting:
        text, _, proof = port.readline().decode().strip().partition("*")
        if proof == xor_of(text):
            found.append(int(text.split(",")[1]) or NOTHING_MM)
    return found


def place_of_line(picture):
    """Return -1 for the left edge, 0 for the middle, 1 for the right edge; None without a line."""
    grey = cv2.cvtColor(picture[TOP:], cv2.COLOR_BGR2GRAY)
    lighter = cv2.subtract(grey, cv2.blur(grey, (121, 31)))
    mask = cv2.threshold(lighter, 25, 255, cv2.THRESH_BINARY)[1]
    if cv2.countNonZero(mask) < LEAST:
        return None
    sums = cv2.moments(mask)
    return (sums["m10"] / sums["m00"] - 160) / 160


def width_of_sign(picture):
    """Return how wide the largest red octagon is, in points; 0 without one."""
    colours = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)
    red = cv2.inRange(colours, (0, 110, 60), (10, 255, 255))
    red = red | cv2.inRange(colours, (170, 110, 60), (179, 255, 255))
    widest = 0
    for outline in cv2.findContours(red, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]:
        hull = cv2.convexHull(outline)
        corners = len(cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True))
        if 6 <= corners <= 9:
            widest = max(widest, cv2.boundingRect(hull)[2])
    return widest


def note(what):
    """Write a row into the log, with the time of day."""
    with LOG.open("a", newline="") as log:
        csv.writer(log).writerow([strftime("%H:%M:%S"), what])


begun_s = monotonic()
before = 0
last = []
is_blocked = False
was_near = False
far_since_s = 0

while True:
    try:
        picture = camera.capture_array()
        is_near = width_of_sign(picture) >= SIGN_PX
        if is_near:
            far_since_s = monotonic()
        if is_near and not was_near:
            note("stop")
            was_near = True
            drive(0, 0)
            sleep(STAND_S)  # the car's watchdog stops it, too
        elif monotonic() - far_since_s > FORGET_S:
            was_near = False
        last = [*last, *distances()][-3:]
        middle = sorted(last)[len(last) // 2] if last else NOTHING_MM
        if middle < STOP_MM and not is_blocked:
            is_blocked = True
            note("blocked")
        elif middle > GO_MM:
            is_blocked = False
        place = place_of_line(picture)
        if is_blocked or place is None:
            drive(0, 0)
        else:
            drive(SPEED, -(P * place + D * (place - before) / EVERY_S))
            before = place
        sleep(EVERY_S)
    except (OSError, serial.SerialException):
        note("the plug is out")
        break
