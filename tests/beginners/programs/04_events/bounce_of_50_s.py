# expect: code.long_bounce
# helps: says for how long the button is deaf
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=50)
button.when_pressed = red.toggle
pause()
