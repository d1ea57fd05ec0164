"""A knob dims a lamp."""

from signal import pause

from gpiozero import MCP3008, PWMLED

lamp = PWMLED(17)
knob = MCP3008()

lamp.source = knob

pause()
