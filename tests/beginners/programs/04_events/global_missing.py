# expect: name.global_missing
# helps: gives the line to write, and where
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
count = 0
def switch():
    count += 1
    red.toggle()
button.when_pressed = switch
pause()
