"""A turtle: four buttons write its route, the fifth drives it, half a second a step."""

from signal import pause
from time import sleep

from gpiozero import Button, Motor, Robot

turtle = Robot(Motor(17, 18), Motor(22, 23))

steps = {
    Button(2): (-1, 1),
    Button(3): (1, -1),
    Button(4): (1, 1),
    Button(5): (-1, -1),
}
run = Button(6)
route = []


def remember(key):
    route.append(steps[key])


def drive():
    route.append((0, 0))
    turtle.source_delay = 0.5
    turtle.source = route
    sleep(turtle.source_delay * len(route))
    route.clear()


for key in steps:
    key.when_pressed = remember
run.when_pressed = drive

pause()
