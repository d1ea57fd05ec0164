# expect: events.switches_at_both
# helps: says that one press changes it twice
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
button.when_pressed = red.toggle
button.when_released = red.toggle
pause()
