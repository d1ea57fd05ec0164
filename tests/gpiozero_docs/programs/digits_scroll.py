"""Four digits, one lit at a time and quick enough for the eye: a text walks through."""

from collections import deque
from itertools import cycle
from signal import pause

from gpiozero import LEDCharDisplay, LEDMultiCharDisplay

segments = LEDCharDisplay(22, 23, 24, 25, 21, 20, 16, dp=12)
display = LEDMultiCharDisplay(segments, 26, 19, 13, 6)


def windows(text, width=4):
    window = deque(maxlen=width)
    for sign in cycle(text):
        window.append(sign)
        if len(window) == width:
            yield "".join(window)


display.source_delay = 0.2
display.source = windows("GPIO 2ER0    ")

pause()
