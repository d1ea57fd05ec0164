"""A plain Servo has no angles, but the same two ends; waiting instead of an event."""

from time import sleep

from gpiozero import Button, Servo

gate = Servo(12, initial_value=-1)
button = Button(5)

while True:
    button.wait_for_press()
    gate.max()
    sleep(3)
    gate.min()
    button.wait_for_release()
