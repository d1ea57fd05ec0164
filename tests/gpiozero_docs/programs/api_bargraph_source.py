"""A bar of five lamps with brightness follows a knob."""

from signal import pause

from gpiozero import MCP3008, LEDBarGraph

bar = LEDBarGraph(2, 3, 4, 5, 6, pwm=True)
bar.source = MCP3008(channel=0)

pause()
