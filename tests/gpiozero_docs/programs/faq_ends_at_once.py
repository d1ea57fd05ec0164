"""A lamp is switched on, the program ends, and the lamp is dark again."""

from gpiozero import LED

lamp = LED(17)
lamp.on()
