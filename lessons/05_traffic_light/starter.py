"""Lesson 05, Traffic light: red 3 s, red and amber 1 s, green 3 s, amber 1 s, and again."""

from time import sleep

from gpiozero import TrafficLights

lights = TrafficLights(17, 27, 22)  # red, amber, green

while True:
    lights.red.on()
    sleep(3)
    lights.amber.on()
    sleep(1)
    lights.amber.off()
    lights.green.on()
    sleep(3)
    lights.green.off()
