"""A bar of five lamps shows the potentiometer; the last one glows in between."""

from signal import pause

from gpiozero import MCP3008, LEDBarGraph

bar = LEDBarGraph(5, 6, 13, 19, 26, pwm=True)
knob = MCP3008(channel=0)

bar.source = knob

pause()
