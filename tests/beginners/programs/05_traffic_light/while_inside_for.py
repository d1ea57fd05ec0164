# expect: code.endless_in_for
# helps: says which loop must stand outside
from time import sleep

from gpiozero import TrafficLights

lights = TrafficLights(17, 27, 22)

STATES = [
    (1, 0, 0, 3),
    (1, 1, 0, 1),
    (0, 0, 1, 3),
    (0, 1, 0, 1),
]

for red, amber, green, seconds in STATES:
    while True:
        lights.value = (red, amber, green)
        sleep(seconds)
