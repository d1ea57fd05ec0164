# expect: events.turned_twice
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


def switch():
    if red.is_lit:
        red.off()
    if not red.is_lit:
        red.on()


button.when_pressed = switch

pause()
