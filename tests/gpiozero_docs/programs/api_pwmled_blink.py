"""Fade in for 0.4 s, on for a second, fade out for 0.4 s, off for a second; twice."""

from gpiozero import PWMLED

lamp = PWMLED(17)
lamp.blink(on_time=1, off_time=1, fade_in_time=0.4, fade_out_time=0.4, n=2, background=False)
