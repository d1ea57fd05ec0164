"""The lamp shows the sum of three knobs, where three full knobs are full light."""

from signal import pause

from gpiozero import MCP3008, PWMLED
from gpiozero.tools import scaled, summed

lamp = PWMLED(4)
knobs = [MCP3008(channel=number) for number in (0, 1, 2)]

lamp.source = scaled(summed(*knobs), 0, 1, 0, 3)

pause()
