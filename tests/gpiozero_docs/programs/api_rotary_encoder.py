"""A knob without end dims a lamp: sixteen steps each way."""

from signal import pause

from gpiozero import PWMLED, RotaryEncoder
from gpiozero.tools import scaled_half

knob = RotaryEncoder(21, 20)
lamp = PWMLED(5)

lamp.source = scaled_half(knob)

pause()
