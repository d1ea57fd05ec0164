# expect: code.text_as_value
# helps: It shows the line, and that quotes make a text of it.
"""Lesson 05, Traffic light: red 3 s, red and amber 1 s, green 3 s, amber 1 s, and again."""

from time import sleep

from gpiozero import TrafficLights

lights = TrafficLights(17, 27, 22)  # red, amber, green

# The four states of the light, in order. A state says everything: which lamps are lit and for how
# long. So no lamp can be forgotten, and green never meets red.
STATES = [
    (1, 0, 0, 3),
    (1, 1, 0, 1),
    (0, 0, 1, 3),
    (0, 1, 0, 1),
]

while True:
    for red, amber, green, seconds in STATES:
        lights.value = "red, amber, green"  # all three lamps with one line
        sleep(seconds)
