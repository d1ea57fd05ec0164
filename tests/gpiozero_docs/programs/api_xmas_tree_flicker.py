"""The star shines, the red lamps flicker."""

from signal import pause

from gpiozero import PiHutXmasTree
from gpiozero.tools import random_values

tree = PiHutXmasTree(pwm=True)
tree.star.on()

for red in tree[1:]:
    red.source_delay = 0.1
    red.source = random_values()

pause()
