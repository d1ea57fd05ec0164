# expect: code.handler_compared
# helps: shows the one equals sign
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
button.when_pressed == red.toggle
pause()
