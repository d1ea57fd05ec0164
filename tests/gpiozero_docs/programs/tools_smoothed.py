"""The mean of the last five readings of a knob, ten times a second."""

from time import sleep

from gpiozero import MCP3008
from gpiozero.tools import smoothed

knob = MCP3008(channel=0)

for value in smoothed(knob, 5):
    print(f"{value:.2f}")
    sleep(0.1)
