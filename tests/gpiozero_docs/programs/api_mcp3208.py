"""The converter with twelve bits."""

from gpiozero import MCP3208

knob = MCP3208(channel=1)
print(f"{knob.value:.2f} {knob.raw_value}")
