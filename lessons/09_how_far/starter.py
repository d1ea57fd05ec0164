"""Lesson 09, How far? The nearer something is, the more lamps are lit."""

from time import sleep

from gpiozero import LED, DistanceSensor

front = DistanceSensor(echo=24, trigger=23, max_distance=1)
red = LED(17)
amber = LED(27)
green = LED(22)

while True:
    distance = front.distance
    print(distance)
    if distance < 50:
        amber.on()
    else:
        amber.off()
    green.on()
    sleep(0.1)
