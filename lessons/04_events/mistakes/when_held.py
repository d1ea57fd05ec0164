# expect: events.waits_for_a_long_press
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


def switch():
    red.toggle()


button.when_held = switch

pause()
