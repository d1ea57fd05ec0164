"""Reaction game for two: when the red lamp comes on, be the first to press."""

from time import sleep

from gpiozero import LED, Button

red = LED(17)
amber = LED(27)
button_a = Button(5)
button_b = Button(6)

while True:
    amber.on()  # get ready ...
    sleep(3)
    amber.off()
    red.on()  # ... go!
    sleep(3)  # Who presses first? And who pressed before red came on?
    red.off()
    sleep(2)
