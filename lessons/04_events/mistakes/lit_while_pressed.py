# expect: events.lit_while_pressed
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


def switch():
    while button.is_pressed:
        red.on()
    red.off()


button.when_pressed = switch

pause()
