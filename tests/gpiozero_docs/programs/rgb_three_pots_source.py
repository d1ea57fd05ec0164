"""Three knobs mix the colour: zipped together they are the lamp's source."""

from signal import pause

from gpiozero import MCP3008, RGBLED
from gpiozero.tools import zip_values

lamp = RGBLED(2, 3, 4)
red_knob = MCP3008(0)
green_knob = MCP3008(1)
blue_knob = MCP3008(2)

lamp.source = zip_values(red_knob, green_knob, blue_knob)

pause()
