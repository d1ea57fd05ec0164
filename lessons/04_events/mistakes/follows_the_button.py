# expect: events.follows_the_button
from signal import pause

from gpiozero import LED, Button

red = LED(17)
button = Button(5, bounce_time=0.05)

button.when_pressed = red.on
button.when_released = red.off

pause()
