# expect: events.pause_in_the_function
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


def switch():
    red.toggle()
    pause()


button.when_pressed = switch
