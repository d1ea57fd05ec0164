"""Print what a potentiometer says, as fast as the Pi can."""

from gpiozero import MCP3008

knob = MCP3008(channel=0)

while True:
    print(f"{knob.value:.2f}")
