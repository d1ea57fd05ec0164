# expect: crossing.no_time_to_clear
from time import sleep

from gpiozero import LED, Button, TrafficLights

cars = TrafficLights(17, 27, 22)
stop = LED(16)
walk = LED(20)
button = Button(5)


def cars_stop():
    cars.green.off()
    cars.amber.on()
    sleep(3)
    cars.amber.off()
    cars.red.on()


def people_walk():
    stop.off()
    walk.on()
    sleep(6)
    walk.off()
    stop.on()
    sleep(3)


def cars_go():
    cars.amber.on()
    sleep(1)
    cars.red.off()
    cars.amber.off()
    cars.green.on()


stop.on()
cars.green.on()

noted = LED(21)
button.when_pressed = noted.on
sleep(10)

while True:
    if noted.is_lit:
        noted.off()
        cars_stop()
        people_walk()
        cars_go()
        sleep(10)
    sleep(0.1)
