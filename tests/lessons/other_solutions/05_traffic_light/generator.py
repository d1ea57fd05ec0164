from signal import pause
from time import sleep

from gpiozero import TrafficLights

lights = TrafficLights(17, 27, 22)


def plan():
    while True:
        yield (1, 0, 0)
        sleep(3)
        yield (1, 1, 0)
        sleep(1)
        yield (0, 0, 1)
        sleep(3)
        yield (0, 1, 0)
        sleep(1)


lights.source_delay = 0
lights.source = plan()
pause()
