# expect: events.called_not_named
# helps: the brackets are named
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
def switch():
    red.toggle()

button.when_pressed = red.toggle()
pause()
