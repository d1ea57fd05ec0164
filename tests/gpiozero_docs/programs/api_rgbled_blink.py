"""Blink in magenta, then pulse from red to blue."""

from gpiozero import RGBLED

lamp = RGBLED(2, 3, 4)
lamp.blink(on_time=0.5, off_time=0.5, on_color=(1, 0, 1), n=2, background=False)
lamp.pulse(on_color=(1, 0, 0), off_color=(0, 0, 1), n=1, background=False)
lamp.off()
