"""The lamp shows how fast the motor turns, whichever way."""

from signal import pause

from gpiozero import MCP3008, PWMLED, Motor
from gpiozero.tools import absoluted, scaled

lamp = PWMLED(4)
wheel = Motor(22, 27)
knob = MCP3008(channel=0)

wheel.source = scaled(knob, -1, 1)
lamp.source = absoluted(wheel)

pause()
