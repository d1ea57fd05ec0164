"""Two throttles with the standstill in the middle and reverse below it."""

from signal import pause

from gpiozero import MCP3008, Robot
from gpiozero.tools import scaled

rover = Robot(left=(4, 14), right=(17, 18))
left_throttle, right_throttle = MCP3008(0), MCP3008(1)

rover.source = zip(scaled(left_throttle, -1, 1), scaled(right_throttle, -1, 1))

pause()
