# expect: code.not_a_device
# helps: gives the state to ask for, and toggle
from signal import pause
from gpiozero import LED, Button
red = LED(17)
button = Button(5, bounce_time=0.05)
def switch():
    red.value = not red
button.when_pressed = switch
pause()
