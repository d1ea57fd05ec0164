# expect: gate.begins_open
from signal import pause
from time import sleep

from gpiozero import AngularServo, Button

gate = AngularServo(12, min_angle=0, max_angle=90)
button = Button(5, bounce_time=0.05)


def let_one_car_in():
    gate.angle = 90
    sleep(3)
    gate.angle = 0


gate.angle = 90
button.when_pressed = let_one_car_in

pause()
