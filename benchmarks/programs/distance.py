"""Sixty readings of a distance sensor, one a second."""

from time import sleep

from gpiozero import DistanceSensor

sensor = DistanceSensor(echo=24, trigger=23)
for _ in range(60):
    print(sensor.distance)
    sleep(1)
