# expect: events.over_and_back
# helps: no bounce is blamed for two lines in a row
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
def switch():
    red.on()
    red.off()

button.when_pressed = switch
pause()
