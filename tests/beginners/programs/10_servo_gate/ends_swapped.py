# expect: gate.ends_swapped
# helps: shows the line with both ends
from signal import pause
from time import sleep

from gpiozero import AngularServo, Button

gate = AngularServo(12, min_angle=90, max_angle=0)
button = Button(5, bounce_time=0.05)


def open_gate():
    gate.angle = 90
    sleep(3)
    gate.angle = 0


gate.angle = 0
button.when_pressed = open_gate

pause()
