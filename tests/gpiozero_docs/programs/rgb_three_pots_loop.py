"""Three knobs mix the colour: read and set in a loop."""

from gpiozero import MCP3008, RGBLED

lamp = RGBLED(red=2, green=3, blue=4)
knobs = [MCP3008(channel=number) for number in range(3)]

while True:
    lamp.red = knobs[0].value
    lamp.green = knobs[1].value
    lamp.blue = knobs[2].value
