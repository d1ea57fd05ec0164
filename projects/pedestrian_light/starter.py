"""Pedestrian light: cars have green until somebody presses button A and wants to cross."""

from time import sleep

from gpiozero import LED, Button, TrafficLights

cars = TrafficLights(17, 27, 22)
stop = LED(16)  # the red of the colour lamp: do not walk
walk = LED(20)  # its green: walk
button = Button(5)

cars.green.on()
stop.on()

while True:
    sleep(0.1)
