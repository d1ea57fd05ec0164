# expect: traffic.seconds_first
from time import sleep

from gpiozero import TrafficLights

lights = TrafficLights(17, 27, 22)

STATES = [
    (3, 1, 0, 0),
    (1, 1, 1, 0),
    (3, 0, 0, 1),
    (1, 0, 1, 0),
]

while True:
    for red, amber, green, seconds in STATES:
        lights.value = (red, amber, green)
        sleep(seconds)
