# expect: traffic.wrong_time
from time import sleep

from gpiozero import TrafficLights

lights = TrafficLights(17, 27, 22)

STATES = [
    (1, 0, 0, 30),
    (1, 1, 0, 1),
    (0, 0, 1, 30),
    (0, 1, 0, 1),
]

while True:
    for red, amber, green, seconds in STATES:
        lights.value = (red, amber, green)
        sleep(seconds)
