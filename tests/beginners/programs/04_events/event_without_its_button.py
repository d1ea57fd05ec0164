# expect: code.handler_without_device
# helps: says what is missing in front
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
when_pressed = red.toggle
pause()
