"""The more the knob is turned up, the darker the lamp."""

from signal import pause

from gpiozero import MCP3008, PWMLED
from gpiozero.tools import inverted

lamp = PWMLED(4)
knob = MCP3008(channel=0)

lamp.source = inverted(knob)

pause()
