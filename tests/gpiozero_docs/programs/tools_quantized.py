"""The lamp follows the knob in quarters."""

from signal import pause

from gpiozero import MCP3008, PWMLED
from gpiozero.tools import quantized

lamp = PWMLED(4)
knob = MCP3008(channel=0)

lamp.source = quantized(knob, 4)

pause()
