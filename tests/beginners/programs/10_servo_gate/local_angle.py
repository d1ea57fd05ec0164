# expect: gate.no_angle_set
# helps: says that the name alone moves nothing
from signal import pause
from time import sleep
from gpiozero import AngularServo, Button

gate = AngularServo(12, min_angle=0, max_angle=90)
button = Button(5, bounce_time=0.05)
angle = 0
gate.angle = angle


def open_gate():
    angle = 90
    sleep(3)
    angle = 0


button.when_pressed = open_gate
pause()
