# expect: events.ended_after_a_sleep
from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


def switch():
    red.toggle()


button.when_pressed = switch

sleep(10)
