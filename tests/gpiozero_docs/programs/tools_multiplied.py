"""The lamp shows the product of three knobs."""

from signal import pause

from gpiozero import MCP3008, PWMLED
from gpiozero.tools import multiplied

lamp = PWMLED(4)
knobs = [MCP3008(channel=number) for number in (0, 1, 2)]

lamp.source = multiplied(*knobs)

pause()
