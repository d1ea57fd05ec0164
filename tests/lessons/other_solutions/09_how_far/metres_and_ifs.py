"""Metres all the way, one question for each lamp."""

from time import sleep

from gpiozero import LED, DistanceSensor

sensor = DistanceSensor(24, 23)
red, amber, green = LED(17), LED(27), LED(22)

while True:
    metres = sensor.distance
    red.value = metres < 0.1
    amber.value = metres < 0.5
    green.value = metres < 1
    sleep(0.2)
