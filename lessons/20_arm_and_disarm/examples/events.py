"""Events wait in a queue; the loop takes one after the other."""

from queue import Queue

from gpiozero import Button

button_a = Button(5, bounce_time=0.05, hold_time=2)
happened = Queue()


def press():
    happened.put("press")


def hold():
    happened.put("hold")


button_a.when_pressed = press
button_a.when_held = hold

while True:
    event = happened.get()
    print(event)
