"""The distance in centimetres, once a second; echo on GPIO18, trigger on GPIO17."""

from time import sleep

from gpiozero import DistanceSensor

ranger = DistanceSensor(echo=18, trigger=17)

while True:
    print(f"{ranger.distance * 100:.1f} cm away")
    sleep(1)
