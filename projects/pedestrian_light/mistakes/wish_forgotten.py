# expect: crossing.wish_forgotten
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
    sleep(2)


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

sleep(10)

while True:
    if button.is_pressed:
        cars_stop()
        people_walk()
        cars_go()
        sleep(10)
    sleep(0.1)
