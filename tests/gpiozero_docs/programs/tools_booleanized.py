"""The lamp is lit while the knob stands between a quarter and three quarters."""

from signal import pause

from gpiozero import LED, MCP3008
from gpiozero.tools import booleanized

lamp = LED(4)
knob = MCP3008(channel=0)

lamp.source = booleanized(knob, 0.25, 0.75)

pause()
