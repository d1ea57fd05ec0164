"""Two knobs are the throttles of the two wheels."""

from signal import pause

from gpiozero import MCP3008, Robot

rover = Robot(left=(4, 14), right=(17, 18))
left_throttle, right_throttle = MCP3008(0), MCP3008(1)

rover.source = zip(left_throttle.values, right_throttle.values)

pause()
