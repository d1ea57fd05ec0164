# expect: delay.while_disarmed
from enum import Enum
from queue import Queue
from time import monotonic, sleep

from gpiozero import LED, Button, MotionSensor, TonalBuzzer

red, amber, green = LED(17), LED(27), LED(22)
siren = TonalBuzzer(18)
button_a = Button(5, bounce_time=0.05, hold_time=2)
button_b = Button(6, bounce_time=0.05, hold_time=2)
door = Button(26)  # a reed switch: the magnet of the shut door holds it closed, as a finger would
hall = MotionSensor(4)


class State(Enum):
    DISARMED = "nobody is watched"
    LEAVING = "time to go out"
    ARMED = "it watches"
    ENTERING = "time for the code"
    ALARM = "the siren sounds"


NEXT = {
    (State.DISARMED, "hold A"): State.LEAVING,
    (State.LEAVING, "time is up"): State.ARMED,
    (State.ARMED, "door"): State.ENTERING,
    (State.ARMED, "second motion"): State.ALARM,
    (State.DISARMED, "second motion"): State.ALARM,
    (State.ENTERING, "time is up"): State.ALARM,
    (State.LEAVING, "hold B"): State.DISARMED,
    (State.ARMED, "hold B"): State.DISARMED,
    (State.ENTERING, "hold B"): State.DISARMED,
    (State.ALARM, "hold B"): State.DISARMED,
}
DELAYS_S = {State.LEAVING: 20, State.ENTERING: 15}  # the other states have no end of their own
NEVER = float("inf")
TOGETHER_S = 30  # two motions within this time are somebody who walks about; one may be the cat

happened = Queue()
motions = []


def hold_a():
    happened.put("hold A")


def hold_b():
    happened.put("hold B")


def door_opened():
    happened.put("door")


def somebody_moved():
    if motions and monotonic() - motions[-1] < TOGETHER_S:
        happened.put("second motion")
    motions.append(monotonic())


button_a.when_held = hold_a
button_b.when_held = hold_b
door.when_released = door_opened
hall.when_motion = somebody_moved


def show(state):
    green.value = state == State.DISARMED
    amber.value = state in DELAYS_S
    red.value = state in (State.ARMED, State.ALARM)
    if state == State.ALARM:
        siren.play("A5")
    else:
        siren.stop()


state = State.DISARMED
deadline_s = NEVER
show(state)

while True:
    event = "nothing"
    if monotonic() > deadline_s:
        event = "time is up"
    elif not happened.empty():
        event = happened.get()
    new = NEXT.get((state, event), state)
    if new != state:
        state = new
        deadline_s = monotonic() + DELAYS_S.get(state, NEVER)
        motions.clear()
        show(state)
    sleep(0.05)
