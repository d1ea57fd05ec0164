# expect: attribute.of_function
# helps: says that the name now is a function
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
def red():
    red.toggle()
button.when_pressed = red
pause()
