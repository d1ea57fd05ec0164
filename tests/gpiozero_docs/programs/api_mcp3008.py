"""One reading of a channel: between 0 and 1, as a number of the chip, in volts."""

from gpiozero import MCP3008

knob = MCP3008(0)
print(f"{knob.value:.2f} {knob.raw_value} {knob.voltage:.2f}")
