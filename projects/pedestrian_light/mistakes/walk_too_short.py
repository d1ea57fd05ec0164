# expect: crossing.walk_too_short
from time import sleep

from gpiozero import LED, Button, TrafficLights

cars = TrafficLights(17, 27, 22)
stop = LED(16)
walk = LED(20)
noted = LED(21)
button = Button(5)

button.when_pressed = noted.on


def cars_stop():
    cars.green.off()
    cars.amber.on()
    sleep(3)
    cars.amber.off()
    cars.red.on()
    sleep(2)


def people_walk():
    noted.off()
    stop.off()
    walk.on()
    sleep(2)
    walk.off()
    stop.on()
    sleep(3)


def cars_go():
    cars.amber.on()
    sleep(1)
    cars.red.off()
    cars.amber.off()
    cars.green.on()
    sleep(10)


stop.on()
cars.green.on()
sleep(10)

while True:
    if noted.is_lit:
        cars_stop()
        people_walk()
        cars_go()
    sleep(0.1)
