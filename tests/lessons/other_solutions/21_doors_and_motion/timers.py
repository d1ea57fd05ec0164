"""One global state; timers for the delays; the last motion as a time."""

from signal import pause
from threading import Timer
from time import monotonic

from gpiozero import LED, Button, MotionSensor, TonalBuzzer

red, amber, green = LED(17), LED(27), LED(22)
siren = TonalBuzzer(18)
a, b = Button(5, hold_time=1), Button(6, hold_time=1)
door, hall = Button(26), MotionSensor(4)
state, timer, moved_s = "", None, -1000.0


def enter(new):
    global state, timer  # noqa: PLW0603
    state = new
    if timer is not None:
        timer.cancel()
        timer = None
    green.value = new == "disarmed"
    red.value = new in ("armed", "alarm")
    amber.off()
    if new in ("leaving", "entering"):
        amber.blink(0.3, 0.3)
        following = {"leaving": (20, "armed"), "entering": (15, "alarm")}[new]
        timer = Timer(following[0], enter, [following[1]])
        timer.start()
    if new == "alarm":
        siren.play(700)
    else:
        siren.stop()


def arm():
    if state == "disarmed":
        enter("leaving")


def opened():
    if state == "armed":
        enter("entering")


def moved():
    global moved_s  # noqa: PLW0603
    if state == "armed":
        if monotonic() - moved_s < 30:
            enter("alarm")
        moved_s = monotonic()


a.when_held = arm
b.when_held = lambda: enter("disarmed")
door.when_released = opened
hall.when_motion = moved
enter("disarmed")
pause()
