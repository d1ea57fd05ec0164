"""A lamp that flickers like a candle: a new random brightness every tenth of a second."""

from signal import pause

from gpiozero import PWMLED
from gpiozero.tools import random_values

candle = PWMLED(4)
candle.source_delay = 0.1
candle.source = random_values()

pause()
