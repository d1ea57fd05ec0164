# expect: gate.sleeps_in_the_loop
# helps: names the sleep in which nobody asks the button
from time import sleep
from gpiozero import AngularServo, Button

gate = AngularServo(12, min_angle=0, max_angle=90)
button = Button(5, bounce_time=0.05)
gate.angle = 0

while True:
    if button.is_pressed:
        gate.angle = 90
    sleep(3)
    gate.angle = 0
