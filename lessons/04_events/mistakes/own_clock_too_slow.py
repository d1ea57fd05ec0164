# expect: events.misses_presses
from signal import pause
from time import monotonic

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)
last = [0]


def switch():
    if monotonic() - last[0] > 1:
        red.toggle()
        last[0] = monotonic()


button.when_pressed = switch

pause()
