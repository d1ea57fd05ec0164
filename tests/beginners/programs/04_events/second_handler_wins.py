# expect: code.handler_replaced
# helps: names the line of the first one
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
button.when_pressed = red.on
button.when_pressed = red.off
pause()
