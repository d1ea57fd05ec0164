"""The blue dot on a telephone lights the lamp while a finger is on it."""

from bluedot import BlueDot
from gpiozero import LED

dot = BlueDot()
lamp = LED(17)

while True:
    dot.wait_for_press()
    lamp.on()
    dot.wait_for_release()
    lamp.off()
