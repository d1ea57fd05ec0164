# expect: events.bounces
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5)


def switch():
    red.toggle()


button.when_pressed = switch

pause()
