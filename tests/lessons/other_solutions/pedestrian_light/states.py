"""A table of states and times; a list remembers the wishes."""

from time import sleep

from gpiozero import Button, LEDBoard

cars = LEDBoard(17, 27, 22)
people = LEDBoard(16, 20)
wishes = []


def want():
    wishes.append(1)


button = Button(5)
button.when_pressed = want

ROUND = [
    ((0, 1, 0), (1, 0), 3),
    ((1, 0, 0), (1, 0), 2),
    ((1, 0, 0), (0, 1), 8),
    ((1, 0, 0), (1, 0), 2),
    ((1, 1, 0), (1, 0), 1),
    ((0, 0, 1), (1, 0), 10),
]

cars.value = (0, 0, 1)
people.value = (1, 0)
sleep(10)
while True:
    if wishes:
        for car, person, seconds in ROUND:
            people.value = person
            cars.value = car
            sleep(seconds)
            if person == (0, 1):
                wishes.clear()
    sleep(0.05)
