# expect: code.after_pause
# helps: says that the line is never reached
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
pause()
button.when_pressed = red.toggle
