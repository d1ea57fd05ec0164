"""A finite source: a list of ten values, one a second; the lamp keeps the last."""

from signal import pause

from gpiozero import LED

lamp = LED(17)
lamp.source_delay = 1
lamp.source = [1, 0, 1, 1, 1, 0, 0, 1, 0, 1]

pause()
