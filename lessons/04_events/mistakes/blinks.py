# expect: events.blinks
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)


button.when_pressed = red.blink

pause()
