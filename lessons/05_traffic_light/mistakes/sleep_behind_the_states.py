# expect: traffic.sleep_behind_the_states
from time import sleep

from gpiozero import TrafficLights

lights = TrafficLights(17, 27, 22)

STATES = [
    (1, 0, 0, 3),
    (1, 1, 0, 1),
    (0, 0, 1, 3),
    (0, 1, 0, 1),
]

while True:
    for red, amber, green, seconds in STATES:
        lights.value = (red, amber, green)
    sleep(seconds)
