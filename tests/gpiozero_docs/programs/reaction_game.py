"""The lamp comes on after five to ten seconds; the first button wins."""

import random
from time import sleep

from gpiozero import LED, Button

lamp = LED(17)
ann = Button(2)
bob = Button(3)

sleep(random.uniform(5, 10))
lamp.on()

winner = None
while winner is None:
    if ann.is_pressed:
        winner = "Ann"
    elif bob.is_pressed:
        winner = "Bob"

print(winner, "was faster.")
lamp.off()
