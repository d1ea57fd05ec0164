# expect: events.deaf_too_long
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.5)
def switch():
    red.toggle()

button.when_pressed = switch
pause()
