"""A TMP36 on the first channel: 0.5 V at 0 degrees, 10 mV more per degree."""

from time import sleep

from gpiozero import MCP3008


def in_degrees(readings):
    for reading in readings:
        volts = reading * 3.3
        yield (volts - 0.5) * 100


probe = MCP3008(channel=0)

for degrees in in_degrees(probe.values):
    print(f"{degrees:.0f} degrees")
    sleep(1)
