"""A knob drives a motor: standstill in the middle, reverse below it."""

from signal import pause

from gpiozero import MCP3008, Motor
from gpiozero.tools import scaled

wheel = Motor(20, 21)
knob = MCP3008(channel=0)

wheel.source = scaled(knob, -1, 1)

pause()
