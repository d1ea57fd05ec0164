"""A lamp that is never darker than half."""

from signal import pause

from gpiozero import MCP3008, PWMLED
from gpiozero.tools import clamped

lamp = PWMLED(4)
knob = MCP3008(channel=0)

lamp.source = clamped(knob, 0.5, 1.0)

pause()
