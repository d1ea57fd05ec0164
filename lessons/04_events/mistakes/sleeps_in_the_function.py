# expect: events.sleeps_in_the_function
from signal import pause
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


def switch():
    red.toggle()
    sleep(1)


button.when_pressed = switch

pause()
