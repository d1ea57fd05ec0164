# expect: attribute.handed_over
# helps: says that the name in the brackets of def is not the lamp
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


def switch(red):
    red.toggle()


button.when_pressed = switch

pause()
