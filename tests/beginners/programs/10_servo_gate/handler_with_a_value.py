# expect: code.handler_called_with
# helps: says why, and how a small function helps
from signal import pause
from time import sleep
from gpiozero import AngularServo, Button
gate = AngularServo(12, min_angle=0, max_angle=90)
button = Button(5, bounce_time=0.05)
def move(angle):
    gate.angle = angle
gate.angle = 0
button.when_pressed = move(90)
pause()
