# expect: alarm.state_of_its_own
from signal import pause

from gpiozero import LED, Button, TonalBuzzer

red, locked, green = LED(17), LED(27), LED(22)
siren = TonalBuzzer(18)
button_a = Button(5, bounce_time=0.05, hold_time=2)
button_b = Button(6, bounce_time=0.05, hold_time=2)

state = "disarmed"
green.on()


def arm():
    state = "armed"
    green.off()
    red.on()


def burglar():
    if state == "armed":
        siren.play("A5")


button_a.when_held = arm
button_b.when_held = burglar

pause()
