# expect: events.over_and_back
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


def switch():
    red.toggle()
    red.toggle()


button.when_pressed = switch

pause()
