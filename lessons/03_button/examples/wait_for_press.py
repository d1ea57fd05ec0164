"""The program waits at one line until somebody presses, lights the lamp for a second, and ends."""

from time import sleep

from gpiozero import LED, Button

red = LED(17)
button = Button(5)

button.wait_for_press()
red.on()
sleep(1)
