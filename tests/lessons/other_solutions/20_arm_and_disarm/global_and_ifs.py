"""One global state, functions called by the buttons, a clock for the lock."""

from signal import pause
from time import monotonic

from gpiozero import LED, Button, TonalBuzzer

red, amber, green = LED(17), LED(27), LED(22)
siren = TonalBuzzer(18)
a = Button(5, bounce_time=0.02, hold_time=1.5)
b = Button(6, bounce_time=0.02, hold_time=1.5)

state = "disarmed"
typed = ""
wrong = 0
locked_until_s = 0


def enter(new):
    global state  # noqa: PLW0603
    state = new
    if state == "disarmed":
        red.off()
        green.on()
        siren.stop()
    elif state == "armed":
        green.off()
        red.on()
    else:
        red.blink(0.1, 0.1)
        siren.play("C5")


def arm():
    global typed  # noqa: PLW0603
    typed = ""
    if state == "disarmed":
        enter("armed")


def burglar():
    global typed  # noqa: PLW0603
    typed = ""
    if state == "armed":
        enter("alarm")


def letter(button):
    global typed, wrong, locked_until_s  # noqa: PLW0603
    if monotonic() < locked_until_s:
        return
    typed += "A" if button is a else "B"
    if len(typed) < 4:
        return
    if typed == "ABBA":
        wrong = 0
        enter("disarmed")
    else:
        wrong += 1
        if wrong == 3:
            wrong = 0
            locked_until_s = monotonic() + 30
            amber.blink(on_time=30, off_time=0.1, n=1)
    typed = ""


a.when_held = arm
b.when_held = burglar
a.when_pressed = letter
b.when_pressed = letter
enter("disarmed")
pause()
