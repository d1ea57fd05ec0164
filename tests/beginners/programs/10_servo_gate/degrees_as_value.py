# expect: code.degrees_as_value
# helps: Says which word counts in degrees.
from signal import pause
from time import sleep

from gpiozero import AngularServo, Button

gate = AngularServo(12, min_angle=0, max_angle=90)
button = Button(5, bounce_time=0.05)


def open_gate():
    gate.value = 90
    sleep(3)
    gate.value = 0


gate.value = 0
button.when_pressed = open_gate

pause()
