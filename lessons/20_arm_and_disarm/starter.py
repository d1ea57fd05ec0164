"""Lesson 20, Arm and disarm: an alarm with three states, and a table that says what leads where."""

from enum import Enum
from queue import Queue

from gpiozero import LED, Button, TonalBuzzer

red, locked, green = LED(17), LED(27), LED(22)
siren = TonalBuzzer(18)
button_a = Button(5, bounce_time=0.05, hold_time=2)
button_b = Button(6, bounce_time=0.05, hold_time=2)


class State(Enum):
    DISARMED = "nobody is watched"
    ARMED = "it watches"


TABLE = {
    (State.DISARMED, "hold B"): State.ARMED,
}

happened = Queue()


def hold_b():
    happened.put("hold B")


button_b.when_held = hold_b


def show(state):
    green.value = state == State.DISARMED
    red.value = state != State.DISARMED


state = State.DISARMED
show(state)

while True:
    event = happened.get()
    state = TABLE.get((state, event), state)
    show(state)
    print(event, "->", state)
