"""Print how far away the next thing is, in metres and in centimetres."""

from time import sleep

from gpiozero import DistanceSensor

front = DistanceSensor(echo=24, trigger=23)

while True:
    print(front.distance, "m =", round(front.distance * 100), "cm")
    sleep(1)
