# expect: gate.waits_for_the_release
from signal import pause
from time import sleep

from gpiozero import AngularServo, Button

gate = AngularServo(12, min_angle=0, max_angle=90)
button = Button(5, bounce_time=0.05)

CLOSED, OPEN = 0, 90


def let_one_car_in():
    gate.angle = OPEN
    sleep(3)
    gate.angle = CLOSED


gate.angle = CLOSED
button.when_released = let_one_car_in

pause()
