# expect: gpio.value_is_device
# helps: says what an event hands over
from signal import pause
from time import sleep
from gpiozero import AngularServo, Button
gate = AngularServo(12, min_angle=0, max_angle=90)
button = Button(5, bounce_time=0.05)
def move(angle):
    gate.angle = angle
gate.angle = 0
button.when_pressed = move
pause()
