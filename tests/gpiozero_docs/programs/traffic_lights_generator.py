"""The same junction, its sequence told by a generator: (red, amber, green)."""

from signal import pause
from time import sleep

from gpiozero import TrafficLights


def phases():
    while True:
        yield (0, 0, 1)
        sleep(10)
        yield (0, 1, 0)
        sleep(1)
        yield (1, 0, 0)
        sleep(10)
        yield (1, 1, 0)
        sleep(1)


junction = TrafficLights(2, 3, 4)
junction.source = phases()

pause()
