"""How far away is the nearest thing? In centimetres, once a second."""

from time import sleep

from gpiozero import DistanceSensor

ranger = DistanceSensor(23, 24)

while True:
    print(f"{ranger.distance * 100:.0f} cm")
    sleep(1)
