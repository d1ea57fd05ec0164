"""Lesson 13, Analogue world: print the light and the knob, in percent, and no single wild value."""

import serial

port = serial.Serial("/dev/ttyACM0", 115200, timeout=2)

word = ""
while word != "READY":
    word = port.readline().decode().strip()


def percent(raw):
    """Return what share of 5 V a number of the converter is: 0 to 1023 becomes 0 to 100."""
    return round(raw * 100 / 1023)


def middle(values):
    """Return the value in the middle, when they stand in order: the median."""
    return sorted(values)[len(values) // 2]


last_three = []

while True:
    line = port.readline().decode().strip()  # a whole line, such as "512,300"
    light_text, knob_text = line.split(",")
    last_three.append(int(light_text))
    if len(last_three) > 3:
        last_three.pop(0)  # the oldest one
    # One wild value among three is the smallest or the largest, so it is never in the middle.
    light = percent(middle(last_three))
    knob = percent(int(knob_text))
    print("light", light, "knob", knob)
