"""The same chip on any four pins: the program makes the clock itself."""

from gpiozero import MCP3008

knob = MCP3008(channel=0, clock_pin=5, mosi_pin=6, miso_pin=13, select_pin=19)
print(f"{knob.value:.2f}")
