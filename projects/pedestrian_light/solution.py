"""Pedestrian light: cars have green until somebody presses button A and wants to cross."""

from time import sleep

from gpiozero import LED, Button, TrafficLights

cars = TrafficLights(17, 27, 22)
stop = LED(16)  # the colour lamp is used as three: red means stop ...
walk = LED(20)  # ... green means walk ...
noted = LED(21)  # ... and blue: your wish is noted
button = Button(5)

# The lamp is the memory. It is lit at any moment of the round, even during a sleep.
button.when_pressed = noted.on


def cars_stop():
    cars.green.off()
    cars.amber.on()
    sleep(3)
    cars.amber.off()
    cars.red.on()
    sleep(2)  # time for the last car to leave the crossing


def people_walk():
    noted.off()  # a press from now on is a new wish
    stop.off()
    walk.on()
    sleep(6)
    walk.off()
    stop.on()
    sleep(3)  # the slowest walker gets across


def cars_go():
    cars.amber.on()
    sleep(1)
    cars.red.off()
    cars.amber.off()
    cars.green.on()
    sleep(10)  # cars keep green for at least so long, however often somebody presses


stop.on()
cars.green.on()
sleep(10)

while True:
    if noted.is_lit:
        cars_stop()
        people_walk()
        cars_go()
    sleep(0.1)
