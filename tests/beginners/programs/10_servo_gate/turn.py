# expect: attribute.set_by_equals
# helps: gives gpiozero's word
from signal import pause
from time import sleep
from gpiozero import AngularServo, Button
gate = AngularServo(12, min_angle=0, max_angle=90)
button = Button(5, bounce_time=0.05)
def open_gate():
    gate.turn(90)
    sleep(3)
gate.angle = 0
button.when_pressed = open_gate
pause()
