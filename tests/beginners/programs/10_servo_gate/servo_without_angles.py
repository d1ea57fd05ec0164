# expect: call.keyword_of_other
# helps: Names the class that has this setting.
from signal import pause
from time import sleep

from gpiozero import Servo, Button

gate = Servo(12, min_angle=0, max_angle=90)
button = Button(5, bounce_time=0.05)


def open_gate():
    gate.angle = 90
    sleep(3)
    gate.angle = 0


gate.angle = 0
button.when_pressed = open_gate

pause()
