# expect: alarm.get_without_a_second_value
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
    ALARM = "the siren sounds"


# What is not in this table cannot happen: the state stays as it is.
TABLE = {
    (State.DISARMED, "hold A"): State.ARMED,
    (State.ARMED, "hold B"): State.ALARM,
    (State.ARMED, "code"): State.DISARMED,
    (State.ALARM, "code"): State.DISARMED,
}
CODE = ["A", "B", "B", "A"]
typed = []
wrong = []  # the wrong codes in a row

happened = Queue()  # the buttons put events in, the loop takes them out, one after the other


def press_a():
    happened.put("A")


def press_b():
    happened.put("B")


def hold_a():
    happened.put("hold A")


def hold_b():
    happened.put("hold B")


button_a.when_pressed = press_a
button_b.when_pressed = press_b
button_a.when_held = hold_a
button_b.when_held = hold_b


def meaning(event):
    """Return what an event means for the alarm: four presses may be the code."""
    if event.startswith("hold"):
        typed.clear()  # the press with which the holding began is no letter of a code
        return event
    if locked.is_lit:
        return "nothing"
    typed.append(event)
    if len(typed) < 4:
        return "nothing"
    is_right = typed == CODE
    typed.clear()
    if is_right:
        wrong.clear()
        return "code"
    wrong.append(event)
    if len(wrong) == 3:
        wrong.clear()
        locked.blink(30, 0, 1)  # lit for 30 s, once; the lamp is the memory, and the loop goes on
    return "nothing"


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
    event = meaning(happened.get())
    state = TABLE.get((state, event))
    show(state)
