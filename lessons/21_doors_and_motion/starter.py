"""Lesson 21, Doors and motion: time to leave, time to come in, and two sensors that must agree."""

from enum import Enum
from queue import Queue
from time import monotonic, sleep

from gpiozero import LED, Button, MotionSensor, TonalBuzzer

red, amber, green = LED(17), LED(27), LED(22)
siren = TonalBuzzer(18)
button_a = Button(5, bounce_time=0.05, hold_time=2)
button_b = Button(6, bounce_time=0.05, hold_time=2)
door = Button(26)
hall = MotionSensor(4)


class State(Enum):
    DISARMED = "nobody is watched"
    ARMED = "it watches"
    ALARM = "the siren sounds"


NEXT = {
    (State.DISARMED, "hold A"): State.ARMED,
    (State.ARMED, "door"): State.ALARM,
    (State.ARMED, "motion"): State.ALARM,
    (State.ARMED, "hold B"): State.DISARMED,
    (State.ALARM, "hold B"): State.DISARMED,
}

happened = Queue()


def hold_a():
    happened.put("hold A")


def hold_b():
    happened.put("hold B")


def door_opened():
    happened.put("door")


def somebody_moved():
    happened.put("motion")


button_a.when_held = hold_a
button_b.when_held = hold_b
door.when_released = door_opened
hall.when_motion = somebody_moved


def show(state):
    green.value = state == State.DISARMED
    red.value = state != State.DISARMED
    if state == State.ALARM:
        siren.play("A5")
    else:
        siren.stop()


state = State.DISARMED
show(state)

while True:
    event = "nothing"
    if not happened.empty():
        event = happened.get()
    state = NEXT.get((state, event), state)
    show(state)
    sleep(0.05)
